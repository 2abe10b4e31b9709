// The end of picking: what was kept, passed and binned, and where to go from here.
import { useT } from '#web/i18n.ts'
import { capOf } from '#web/key-caps.ts'
import { countOf, type PickQueue, verdictOf } from '#web/images/picking/pick-queue.ts'
import { listenForKeys } from '#web/keys.ts'
import { formatNumber } from '#web/times.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { Link } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useRef } from 'react'

interface PickSummaryProps {
  readonly queue: PickQueue
  readonly onBack: () => void
  readonly onAgain: () => void
  readonly onClose: () => void
}

/** Where nothing was to be picked it says so, and how it would come about. */
export function PickSummary({ queue, onBack, onAgain, onClose }: PickSummaryProps) {
  const t = useT()
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  const act = useEffectEvent((key: string) => (key === 'Escape' ? onClose() : onBack()))
  useEffect(
    () => listenForKeys(document, { Escape: () => act('Escape'), ArrowLeft: () => act('ArrowLeft') }),
    [],
  )
  const kept = queue.looks.filter(({ id }) => verdictOf(queue, id) === 'kept')
  const projects = [...new Map(kept.map(({ projectId, projectName }) => [projectId, projectName]))]
  const nothing = queue.judged.length === 0
  return (
    <div
      className="mx-auto grid w-full max-w-160 grow content-center gap-8 px-6 py-10"
      data-testid="pick-end"
    >
      <div>
        <h1 ref={title} tabIndex={-1} className="display text-40 outline-none max-md:text-30">
          {t(nothing ? 'pick.nothing' : 'pick.end')}
        </h1>
        <p className="mt-2 text-ink-2">{t(nothing ? 'pick.nothingHelp' : 'pick.endHelp')}</p>
      </div>
      {!nothing && (
        <dl className="grid grid-cols-3 border-y border-line">
          {(['kept', 'passed', 'binned'] as const).map((verdict) => (
            <div key={verdict} className="border-line py-4 not-first:border-l not-first:pl-5">
              <dt className="text-13 text-ink-3">{t(`pick.count.${verdict}`)}</dt>
              <dd className="display num text-40" data-testid={`pick-${verdict}`}>
                {formatNumber(countOf(queue, verdict))}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {kept.length > 0 && (
        <div>
          <ul className="flex gap-1 overflow-x-auto">
            {kept.slice(0, 12).map(({ id, urls }) => (
              <li key={id} className="shrink-0">
                <img src={urls.small} alt="" width={66} height={88} className="aspect-3/4 object-cover" />
              </li>
            ))}
          </ul>
          <ul className="mt-4 grid gap-1">
            {projects.map(([id, name]) => (
              <li key={id} className="flex flex-wrap gap-x-4">
                <Link
                  to="/projects/$id/looks"
                  params={{ id }}
                  search={{ filter: 'selected' }}
                  className="link inline-flex min-h-8 items-center pointer-coarse:min-h-11"
                >
                  {t('pick.toKept', { project: name })}
                </Link>
                <Link
                  to="/projects/$id/export"
                  params={{ id }}
                  className="link inline-flex min-h-8 items-center pointer-coarse:min-h-11"
                >
                  {t('pick.toExport', { project: name })}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="flex flex-wrap gap-2">
        <Link to="/" className={buttonClass('primary')}>
          {t('do.goHome')}
        </Link>
        <Button onClick={onAgain}>{t('pick.again')}</Button>
        {!nothing && (
          <Button look="ghost" onClick={onBack}>
            {t('pick.back')}
          </Button>
        )}
      </div>
      <p className="text-12 text-ink-3">{t('pick.endKeys', { keep: capOf('f') || '–' })}</p>
    </div>
  )
}
