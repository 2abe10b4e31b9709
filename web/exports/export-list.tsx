// The exports that were made or are being made, each with its ZIP and what is missing from it.
import type { Export } from '#sdk/contract/exports.ts'
import { useT } from '#web/i18n.ts'
import { formatDate, formatMoment } from '#web/times.ts'
import { announce } from '#web/ui/announce.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { Stitch } from '#web/ui/stitch.tsx'
import { useEffect, useRef } from 'react'
import { isUnderWay, sayBytes } from './export-data.ts'
import { sayCode } from './say-code.ts'

/** Newest first. */
export function ExportList({ items }: { readonly items: readonly Export[] }) {
  const t = useT()
  const before = useRef(new Set<string>())
  useEffect(() => {
    for (const { id, status } of items)
      if (before.current.has(id) && (status === 'ready' || status === 'failed'))
        announce(t(status === 'ready' ? 'export.announceReady' : 'export.announceFailed'))
    before.current = new Set(items.filter(isUnderWay).map(({ id }) => id))
  }, [items, t])
  if (items.length === 0) return <p className="text-13 text-ink-3">{t('export.none')}</p>
  return (
    <ul className="border-t border-line">
      {items.map((item) => (
        <Row key={item.id} item={item} />
      ))}
    </ul>
  )
}

function Row({ item }: { readonly item: Export }) {
  const t = useT()
  const { status, done, total, failed, bytes, url, expiresAt } = item
  const said = {
    waiting: t('export.waiting'),
    making: t('export.making', { done, total }),
    ready: t('export.ready', {
      size: sayBytes(bytes ?? 0),
      until: expiresAt === null ? '' : formatDate(expiresAt),
    }),
    failed: t('export.failedAll'),
    gone: t('export.gone'),
  }[status]
  return (
    <li className="grid gap-2 border-b border-line py-3.5" data-testid="export" data-status={status}>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <span className="grow">
          <b className="num block text-13 font-semibold">{formatMoment(item.createdAt)}</b>
          <span className={`num text-13 ${status === 'failed' ? 'text-err' : 'text-ink-3'}`}>
            {`${t('export.files', { count: total })} · ${said}`}
          </span>
        </span>
        {url !== null && (
          <a href={url} download className={buttonClass('outline', 'small')} data-testid="get-zip">
            {t('export.get')}
          </a>
        )}
      </div>
      {isUnderWay(item) && <Stitch value={done} max={total} label={said} />}
      {failed.length > 0 && (
        <details className="text-13 text-ink-2">
          <summary className="font-medium text-warn">{t('export.partly', { count: failed.length })}</summary>
          <ul className="mt-1 grid gap-1">
            {failed.map(({ path, code }) => (
              <li key={path}>
                <span className="num break-all">{path}</span>: {sayCode(code, t)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}
