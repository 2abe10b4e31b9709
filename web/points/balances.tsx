// The balances, large: what can be spent now, and under it what it is made of, until when it is good, and what is held.
import type { Balance, RemainingGrant, UsageType } from '#sdk/contract/points.ts'
import type { StudioInfo } from '#sdk/contract/studio.ts'
import { useT } from '#web/i18n.ts'
import { formatDate, formatNumber } from '#web/times.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { Link } from '@tanstack/react-router'
import { endsSoon, linesOf } from './grant-lines.ts'
import { sayGrant } from './ledger-words.ts'

interface BalancesProps {
  readonly balance: Balance | undefined
  readonly grants: readonly RemainingGrant[] | undefined
  readonly prices: StudioInfo['prices'] | undefined
  readonly now: number
}

interface Column {
  readonly id: keyof Balance['held']
  readonly usageType: UsageType
  readonly name: string
  readonly help: string
}

/** Credits, tickets and video tickets side by side; looks of a plan where there are any. */
export function Balances({ balance, grants, prices, now }: BalancesProps) {
  const t = useT()
  const columns: readonly Column[] = [
    {
      id: 'credit',
      usageType: 'credit',
      name: t('points.credit'),
      help: prices ? t('points.creditHelp', { ...prices, large: prices.lookLarge }) : '',
    },
    {
      id: 'lookBookTicket',
      usageType: 'look_book_ticket',
      name: t('points.ticket'),
      help: t('points.ticketHelp'),
    },
    {
      id: 'videoTicket',
      usageType: 'video_ticket',
      name: t('points.videoTicket'),
      help: t('points.videoHelp'),
    },
    ...(balance && balance.includedLook + balance.held.includedLook > 0
      ? [
          {
            id: 'includedLook',
            usageType: 'subscription',
            name: t('points.included'),
            help: t('points.ticketHelp'),
          } as const,
        ]
      : []),
  ]
  return (
    <section
      aria-label={t('account.points')}
      className="grid border-y border-t-ink border-b-line max-md:grid-cols-2 md:auto-cols-fr md:grid-flow-col"
    >
      {columns.map(({ id, usageType, name, help }) => (
        <div
          key={id}
          data-testid={`balance-${id}`}
          className="flex min-w-0 flex-col border-line py-4.5 max-md:nth-[3]:last:col-span-2 max-md:nth-[n+3]:border-t max-md:odd:pr-4 max-md:even:border-l max-md:even:pl-4 md:px-7 md:not-first:border-l md:first:pl-0 md:last:pr-0"
        >
          <h2 className="text-13 font-semibold text-ink-2">{name}</h2>
          <p className="display num -ml-0.5 text-76 tracking-[-0.05em] max-md:text-56">
            {balance ? formatNumber(balance[id]) : <Skeleton className="h-[1lh] w-24" />}
          </p>
          <ul className="num mb-3 grid gap-1.5 text-13">
            {linesOf(grants ?? [], usageType).map((line) => (
              <li
                key={line.key}
                data-testid="grant-line"
                className="flex justify-between gap-x-3 max-md:flex-col"
              >
                <span>
                  {line.reason === null ? t('points.grant.rest') : sayGrant(t, { reason: line.reason })}{' '}
                  {formatNumber(line.left)}
                </span>
                {line.reason !== null && (
                  <span className={endsSoon(line.expiresAt, now) ? 'font-medium text-warn' : 'text-ink-3'}>
                    {line.expiresAt === null
                      ? t('points.forever')
                      : t(endsSoon(line.expiresAt, now) ? 'points.ends' : 'points.until', {
                          day: formatDate(line.expiresAt),
                        })}
                  </span>
                )}
              </li>
            ))}
            {balance && balance.held[id] > 0 && (
              <li data-testid="held-line" className="flex justify-between gap-x-3 max-md:flex-col">
                <span className="self-start border-b-2 border-dashed border-chalk font-semibold text-chalk">
                  {t('points.heldNow', { count: balance.held[id] })}
                </span>
                <span className="text-ink-3">{t('points.heldFor')}</span>
              </li>
            )}
          </ul>
          <p className="text-12 text-ink-3">{help}</p>
          <p className="mt-auto pt-4">
            <Link
              to="/account/plan"
              className={id === 'credit' ? buttonClass('primary', 'medium', 'max-md:w-full') : 'link text-13'}
            >
              {t(id === 'credit' ? 'points.topUpLink' : 'points.ticketLink')}
            </Link>
          </p>
        </div>
      ))}
    </section>
  )
}
