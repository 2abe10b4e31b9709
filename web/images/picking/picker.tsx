// One look, large, to be kept, passed or binned: keys, buttons, the film, and how far one has come.
import type { UnseenImage } from '#sdk/contract/images.ts'
import { useT } from '#web/i18n.ts'
import { capOf } from '#web/key-caps.ts'
import { listenForKeys } from '#web/keys.ts'
import { formatNumber } from '#web/times.ts'
import { IconButton } from '#web/ui/button.tsx'
import { ArrowRight, Heart, Trash2, Undo2, X } from 'lucide-react'
import { type ReactNode, useEffect, useEffectEvent, useLayoutEffect, useState } from 'react'
import { pad } from '../look-words.ts'
import { Film } from './film.tsx'
import { type PickQueue, type Verdict, verdictOf } from './pick-queue.ts'
import { COLOURS, SurroundChoice, useSurround } from './surround.tsx'

interface PickerProps {
  readonly queue: PickQueue
  readonly look: UnseenImage
  readonly alt: string
  readonly onJudge: (verdict: Verdict) => void
  readonly onBack: () => void
  readonly onOpen: (id: string) => void
  /** Its picture could not be loaded. */
  readonly onLost: (look: UnseenImage) => void
  readonly onClose: () => void
}

const icon = { size: 18, strokeWidth: 1.5, 'aria-hidden': true } as const

/** The look and what can be said of it. */
export function Picker({ queue, look, alt, onJudge, onBack, onOpen, onLost, onClose }: PickerProps) {
  const t = useT()
  const [surround, setSurround] = useSurround()
  const [there, setThere] = useState<string | null>(null)
  const act = useEffectEvent((key: string) => {
    if (key === 'f') onJudge('kept')
    else if (key === 'ArrowRight') onJudge('passed')
    else if (key === 'ArrowLeft') onBack()
    else if (key === 'x') onJudge('binned')
    else if (key === 'w') setSurround()
    else onClose()
  })
  // With the look, not after it is painted: who keeps picking while more looks come would press a key that nobody hears.
  useLayoutEffect(
    () =>
      listenForKeys(
        document,
        Object.fromEntries(
          ['f', 'ArrowRight', 'ArrowLeft', 'x', 'w', 'Escape'].map((key) => [key, () => act(key)]),
        ),
      ),
    [],
  )
  // The next two are on their way before they are asked for.
  const ahead = queue.looks
    .slice(queue.at + 1, queue.at + 3)
    .map(({ urls }) => urls.large)
    .join(' ')
  useEffect(() => {
    for (const source of ahead.split(' ').filter(Boolean)) new Image().src = source
  }, [ahead])
  const judged = verdictOf(queue, look.id)
  const place = look.productName
    ? t('pick.place', { project: look.projectName, product: look.productName })
    : look.projectName
  return (
    <>
      <header className="flex h-13 shrink-0 items-center gap-3 px-3 max-md:h-12 max-md:gap-1 max-md:px-1">
        <IconButton label={t('pick.close')} aria-keyshortcuts="Escape" onClick={onClose}>
          <X {...icon} />
        </IconButton>
        <h1 className="display shrink-0 text-22 max-md:text-18">{t('pick.title')}</h1>
        <p className="num shrink-0 font-semibold" aria-live="polite" data-testid="pick-position">
          {t('pick.position', {
            count: formatNumber(queue.total),
            at: formatNumber(Math.min(queue.at + 1, queue.total)),
          })}
        </p>
        <p className="min-w-0 truncate text-13 text-ink-3 max-md:sr">{place}</p>
        <span className="grow" />
        <SurroundChoice
          label={t('pick.surround')}
          value={surround}
          nameOf={(one) => t(`pick.surrounds.${one}`)}
          onChoose={setSurround}
        />
      </header>
      <div
        className="relative min-h-60 grow"
        style={{ background: COLOURS[surround] }}
        data-testid="pick-stage"
        data-look={look.id}
      >
        <img
          key={`${look.id} small`}
          src={look.urls.small}
          alt=""
          aria-hidden
          className={`absolute inset-0 size-full object-contain p-3 max-md:p-0 ${there === look.id ? 'invisible' : ''}`}
        />
        <img
          key={look.id}
          src={look.urls.large}
          alt={alt}
          draggable={false}
          onLoad={() => setThere(look.id)}
          onError={() => onLost(look)}
          className="absolute inset-0 size-full object-contain p-3 max-md:p-0"
        />
        {judged && (
          <p className="absolute inset-x-0 top-3 mx-auto w-fit bg-surface px-3 py-1.5 text-13">
            {t(`pick.was.${judged}`)}
          </p>
        )}
      </div>
      <div className="flex shrink-0 items-center justify-center gap-2 border-t border-line px-3 py-3 max-md:grid max-md:grid-cols-[1fr_1fr_1fr_auto] max-md:gap-1.5 max-md:p-2">
        <Judge
          label={t('pick.keep')}
          cap={capOf('f')}
          onClick={() => onJudge('kept')}
          icon={<Heart {...icon} fill={judged === 'kept' ? 'currentColor' : 'none'} />}
        />
        <Judge
          label={t('pick.pass')}
          cap="→"
          onClick={() => onJudge('passed')}
          icon={<ArrowRight {...icon} />}
        />
        <Judge
          label={t('pick.bin')}
          cap={capOf('x')}
          disabled={!look.mayBin}
          onClick={() => onJudge('binned')}
          icon={<Trash2 {...icon} />}
        />
        <IconButton
          label={t('pick.back')}
          disabled={queue.judged.length === 0}
          onClick={onBack}
          className="disabled:text-ink-3"
        >
          <Undo2 {...icon} />
        </IconButton>
      </div>
      <footer className="flex shrink-0 items-center gap-6 border-t border-line px-3 py-2 max-md:px-1">
        <Film
          label={t('pick.film')}
          looks={queue.looks}
          shown={new Map([[look.id, '']])}
          kept={({ id }) => verdictOf(queue, id) === 'kept'}
          binned={({ id }) => verdictOf(queue, id) === 'binned'}
          nameOf={(image) => t('pick.look', { number: pad(image.number) })}
          onOpen={({ id }) => onOpen(id)}
        />
        <p className="shrink-0 text-12 whitespace-nowrap text-ink-2 max-lg:hidden">{t('pick.keysHelp')}</p>
      </footer>
    </>
  )
}

interface JudgeProps {
  readonly label: string
  readonly cap: string
  readonly icon: ReactNode
  readonly disabled?: boolean
  readonly onClick: () => void
}

function Judge({ label, cap, icon, disabled, onClick }: JudgeProps) {
  return (
    <button
      type="button"
      disabled={disabled}
      aria-keyshortcuts={cap === '→' ? 'ArrowRight' : cap || undefined}
      onClick={onClick}
      className="flex h-12 min-w-36 items-center justify-center gap-2.5 rounded-control border border-line-2 bg-surface px-4 text-15 font-semibold whitespace-nowrap hover:bg-well disabled:border-line disabled:text-ink-3 max-md:min-w-0 max-md:px-2 max-md:text-14"
    >
      {icon}
      {label}
      {cap && (
        <kbd
          aria-hidden
          className="rounded-[3px] border border-current px-1.5 text-11 font-medium opacity-75 max-md:hidden"
        >
          {cap}
        </kbd>
      )}
    </button>
  )
}
