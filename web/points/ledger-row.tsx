// One row of the ledger: when, what, which kind, how much, and what was left.
import type { LedgerRow as Row } from '#sdk/contract/points.ts'
import type { LedgerKind } from '#sdk/contract/ledger-kinds.ts'
import { useT } from '#web/i18n.ts'
import { pageOfJob } from '#web/page-of-job.ts'
import { formatChange, formatClock, formatDay, formatMonth, formatNumber } from '#web/times.ts'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { kindOf, sayMore, sayRow, sayUnit } from './ledger-words.ts'

const tones: Readonly<Record<LedgerKind, string>> = {
  held: 'text-chalk',
  used: 'text-ink-2',
  returned: 'text-ok',
  granted: 'text-ink',
  topUp: 'text-ink',
  paidBack: 'text-ink-2',
  expired: 'text-warn',
  adjusted: 'text-ink-2',
}

/** A table row; on a phone what it was stands left, and kind, amount and balance under each other at the right. */
export function LedgerRow({ row }: { readonly row: Row }) {
  const t = useT()
  const kind = kindOf(row)
  const more = sayMore(t, row, { clock: formatClock, day: formatDay })
  const isCredit = row.usageType === 'credit'
  const amount = (
    <Amount row={row} kind={kind}>
      <span
        className={`ml-1 text-12 text-ink-3 ${isCredit || row.usageType === 'look_book_ticket' ? 'md:hidden' : ''}`}
      >
        {sayUnit(t, row.usageType)}
      </span>
    </Amount>
  )
  const { credit, lookBookTicket, videoTicket } = row.balances
  return (
    <tr
      data-testid="ledger-row"
      data-kind={kind}
      className="num max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-md:border-b max-md:border-line max-md:py-2.5 md:[&>td]:h-16.5 md:[&>td]:border-b md:[&>td]:border-line md:[&>td]:py-2"
    >
      <td className="text-ink-3 max-md:hidden">{formatClock(row.createdAt)}</td>
      <td className="max-md:row-span-4">
        <span className="flex items-center gap-3.5">
          <Thumbnail key={row.job?.id} url={row.job?.pictureUrl ?? null} />
          <span className="min-w-0">
            <Title row={row}>{sayRow(t, row, formatMonth(row.createdAt))}</Title>
            <span className="block text-12 text-ink-3">
              <span className="md:hidden">
                {formatClock(row.createdAt)}
                {more.length > 0 && ' · '}
              </span>
              {more.join(' · ')}
            </span>
          </span>
        </span>
      </td>
      <td className={`text-13 font-medium max-md:text-right ${tones[kind]}`}>{t(`points.${kind}`)}</td>
      <td className={`text-right whitespace-nowrap md:pl-5 ${isCredit ? '' : 'max-md:hidden'}`}>
        {isCredit && amount}
      </td>
      <td className={`text-right whitespace-nowrap md:pl-5 ${isCredit ? 'max-md:hidden' : ''}`}>
        {!isCredit && amount}
      </td>
      <td
        data-testid="ledger-balance"
        className="text-right whitespace-nowrap text-ink-3 max-md:text-12 md:pl-5"
      >
        <span aria-hidden>
          <span className="md:hidden">{t('points.balanceHead')} </span>
          {[credit, lookBookTicket, videoTicket].map((left) => formatNumber(left)).join(' · ')}
        </span>
        <span className="sr">
          {t('points.balanceOf', { credit, ticket: lookBookTicket, video: videoTicket })}
        </span>
      </td>
    </tr>
  )
}

function Amount({
  row,
  kind,
  children,
}: {
  readonly row: Row
  readonly kind: LedgerKind
  readonly children: ReactNode
}) {
  return (
    <span data-testid="ledger-amount" data-amount={row.amount}>
      {kind === 'held' ? (
        <span className="border-b-2 border-dashed border-chalk font-semibold text-chalk">
          {formatNumber(-row.amount)}
        </span>
      ) : (
        <span className={kind === 'returned' ? 'font-semibold text-ok' : ''}>{formatChange(row.amount)}</span>
      )}
      {children}
    </span>
  )
}

/** What the row was; where it has a look or a run, the way there. */
function Title({ row: { job, look }, children }: { readonly row: Row; readonly children: ReactNode }) {
  const link = 'inline-block min-h-6 font-semibold hover:underline'
  if (!job) return <b className="font-semibold">{children}</b>
  if (look)
    return (
      <Link to="/projects/$id/looks/$lookId" params={{ id: job.projectId, lookId: look.id }} className={link}>
        {children}
      </Link>
    )
  return (
    <Link to={pageOfJob(job.kind)} params={{ id: job.projectId }} className={link}>
      {children}
    </Link>
  )
}

/** The first look of the run; a place of the same width where there is none, so that the words stand under each other. */
function Thumbnail({ url }: { readonly url: string | null }) {
  const [gone, setGone] = useState(false)
  if (url === null || gone) return <span className="h-12 w-9 shrink-0 max-md:hidden" />
  return (
    <span className="h-12 w-9 shrink-0">
      <img src={url} alt="" loading="lazy" className="picture" onError={() => setGone(true)} />
    </span>
  )
}
