// The frame of the pages at the door: the wordmark large on one side, the form on the other.
import { useT } from '#web/i18n.ts'
import type { ReactNode } from 'react'
import { LanguageChoice } from './language-choice.tsx'

interface DoorProps {
  readonly title: string
  readonly help?: string
  readonly children: ReactNode
}

/** Sign-in, sign-up and first visit stand in this. */
export function Door({ title, help, children }: DoorProps) {
  const t = useT()
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1.1fr)_minmax(26rem,1fr)]">
      <title>{`${title} — ${t('app.name')}`}</title>
      <aside className="relative flex flex-col justify-between gap-8 border-line p-(--margin) max-lg:pb-0 lg:border-r lg:bg-well">
        <p className="display text-22">{t('app.name')}</p>
        <Figures />
        <p className="display max-w-[14em] text-56 leading-[1.15] text-balance max-lg:hidden">
          {t('app.line')}
        </p>
      </aside>
      <main id="main" tabIndex={-1} className="flex flex-col p-(--margin) outline-none">
        <div className="my-auto w-full max-w-100 self-center py-10 max-lg:self-start lg:py-16">
          <h1 className="display text-40 max-md:text-30">{title}</h1>
          {help && <p className="mt-3 max-w-prose text-ink-2">{help}</p>}
          <div className="mt-8">{children}</div>
        </div>
        <footer className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 text-13 text-ink-3">
          <LanguageChoice />
          <p>{t('enter.aiNote')}</p>
        </footer>
      </main>
    </div>
  )
}

/** A tee before it is sewn: the outline in stitches, half of it done. */
function Figures() {
  const tee =
    'M118 40 C140 62 180 62 202 40 L262 62 L306 132 L262 158 L248 136 L248 330 L72 330 L72 136 L58 158 L14 132 L58 62 Z'
  return (
    <svg
      viewBox="0 0 320 350"
      aria-hidden
      className="mx-auto w-full max-w-90 fill-none stroke-[2.5] max-lg:hidden"
      strokeLinejoin="round"
    >
      <path d={tee} className="stroke-thread" strokeDasharray="9 5" />
      <path
        d={tee}
        className="stroke-chalk"
        strokeDasharray="9 5"
        pathLength={undefined}
        clipPath="inset(0 46% 0 0)"
      />
      <path d="M160 57 V330" className="stroke-line-2 stroke-1" strokeDasharray="2 6" />
    </svg>
  )
}
