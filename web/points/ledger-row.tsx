// One row of the ledger: when, what, which kind, how much, and what was left.
import type { LedgerRow as Row } from '#sdk/contract/points.ts'
import { useT } from '#web/i18n.ts'
import { formatChange, formatClock, formatDay, formatNumber } from '#web/times.ts'
import { Link } from '@tanstack/react-router'
import { kindOf, type LedgerKind, sayRow, sayUnit } from './ledger-words.ts'

const tones: Readonly<Record<LedgerKind, string>> = {
  held: 'text-chalk',
  used: 'text-ink-2',
  returned: 'text-ok',
  granted: 'text-ink-2',
  topUp: 'text-ink-2',
  expired: 'text-warn',
  adjusted: 'text-ink-2',
}

/** A table row; on a phone its cells stack into two lines. */
export function LedgerRow({ row }: { readonly row: Row }) {
  const t = useT()
  const kind = kindOf(row)
  const { job } = row
  const unit = sayUnit(t, row.usageType)
  const more = [
    job && job.kind !== 'video' && kind === 'used' && job.deliveredCount < job.lookCount
      ? t('points.delivered', { made: job.deliveredCount, total: job.lookCount })
      : null,
    row.expiresAt ? t('points.expires', { day: formatDay(row.expiresAt) }) : null,
  ].filter(Boolean)
  return (
    <tr
      data-testid="ledger-row"
      className="num max-md:grid max-md:grid-cols-[auto_1fr_auto] max-md:gap-x-2 max-md:border-b max-md:border-line max-md:py-2.5 md:[&>td]:h-14 md:[&>td]:border-b md:[&>td]:border-line md:[&>td]:py-2"
    >
      <td className="text-ink-3 max-md:order-3 max-md:text-12">{formatClock(row.createdAt)}</td>
      <td className="max-md:order-1 max-md:col-span-2">
        {job ? (
          <Link
            to={job.kind === 'video' ? '/projects/$id/videos' : '/projects/$id/looks'}
            params={{ id: job.projectId }}
            className="inline-block min-h-6 font-semibold hover:underline"
          >
            {sayRow(t, row)}
          </Link>
        ) : (
          <b className="font-semibold">{sayRow(t, row)}</b>
        )}
        {more.length > 0 && <span className="block text-12 text-ink-3">{more.join(' · ')}</span>}
      </td>
      <td className={`text-13 font-medium max-md:order-4 max-md:text-12 ${tones[kind]}`}>
        {t(`points.${kind}`)}
      </td>
      <td className="text-right whitespace-nowrap max-md:order-2 md:pl-5">
        {kind === 'held' ? (
          <span className="border-b-2 border-dashed border-chalk font-semibold text-chalk">
            {formatNumber(-row.amount)}
          </span>
        ) : (
          <span className={kind === 'returned' ? 'font-semibold text-ok' : ''}>
            {formatChange(row.amount)}
          </span>
        )}
        <span className="ml-1.5 text-12 text-ink-3">{unit}</span>
      </td>
      <td className="text-right whitespace-nowrap text-ink-3 max-md:order-5 max-md:text-12 md:pl-5">
        <span className="md:hidden">{t('points.left')} </span>
        {formatNumber(row.balanceAfter)}
      </td>
    </tr>
  )
}
