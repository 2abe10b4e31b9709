// The balances, large: what can be spent now, and under it what is held.
import type { Balance } from '#sdk/contract/points.ts'
import type { StudioInfo } from '#sdk/contract/studio.ts'
import { useT } from '#web/i18n.ts'
import { formatNumber } from '#web/times.ts'
import { Skeleton } from '#web/ui/skeleton.tsx'

interface BalancesProps {
  readonly balance: Balance | undefined
  readonly prices: StudioInfo['prices'] | undefined
}

/** Credits, tickets and video tickets side by side; looks of a plan where there are any. */
export function Balances({ balance, prices }: BalancesProps) {
  const t = useT()
  const columns = [
    {
      id: 'credit',
      name: t('points.credit'),
      help: prices ? t('points.creditHelp', { ...prices, large: prices.lookLarge }) : '',
    },
    { id: 'lookBookTicket', name: t('points.ticket'), help: t('points.ticketHelp') },
    { id: 'videoTicket', name: t('points.videoTicket'), help: t('points.videoHelp') },
    ...(balance && balance.includedLook + balance.held.includedLook > 0
      ? [{ id: 'includedLook', name: t('points.included'), help: t('points.ticketHelp') }]
      : []),
  ] as { id: keyof Balance['held']; name: string; help: string }[]
  return (
    <dl className="grid border-y border-t-ink border-b-line max-md:grid-cols-2 md:auto-cols-fr md:grid-flow-col">
      {columns.map(({ id, name, help }) => (
        <div
          key={id}
          data-testid={`balance-${id}`}
          className="flex min-w-0 flex-col border-line py-4.5 max-md:nth-[n+3]:border-t max-md:odd:pr-4 max-md:even:border-l max-md:even:pl-4 md:px-7 md:not-first:border-l md:first:pl-0 md:last:pr-0"
        >
          <dt className="text-13 font-semibold text-ink-2">{name}</dt>
          <dd className="display num -ml-0.5 text-76 tracking-[-0.05em] max-md:text-56">
            {balance ? formatNumber(balance[id]) : <Skeleton className="h-[1lh] w-24" />}
          </dd>
          {balance && balance.held[id] > 0 && (
            <dd className="num mb-2 text-13">
              <span className="border-b-2 border-dashed border-chalk font-semibold text-chalk">
                {t('points.heldNow', { count: balance.held[id] })}
              </span>{' '}
              <span className="text-ink-3">{t('points.heldFor')}</span>
            </dd>
          )}
          <dd className="mt-auto min-h-[calc(2lh+0.5rem)] pt-2 text-12 text-ink-3 md:min-h-[calc(1lh+0.5rem)]">
            {help}
          </dd>
        </div>
      ))}
    </dl>
  )
}
