// Packs: credits and tickets that are bought once.
import type { Currency, Pack } from '#sdk/contract/subscriptions.ts'
import { getLanguage, useT } from '#web/i18n.ts'
import { Button } from '#web/ui/button.tsx'
import { formatMoney } from './say-money.ts'

interface PackListProps {
  readonly packs: readonly Pack[]
  readonly currency: Currency
  readonly onBuy: (pack: Pack) => void
}

/** The packs that are sold, a line each. */
export function PackList({ packs, currency, onBuy }: PackListProps) {
  const t = useT()
  const language = getLanguage()
  if (packs.length === 0) return null
  return (
    <section id="packs" aria-labelledby="packs-title" className="mt-11 scroll-mt-24">
      <h2 id="packs-title" className="display text-30 max-md:text-26">
        {t('billing.packs')}
      </h2>
      <p className="mt-1 mb-4 text-ink-2">{t('billing.packsHelp')}</p>
      <ul className="border-t border-ink">
        {packs.map((pack) => (
          <li
            key={pack.id}
            data-testid={`pack-${pack.id}`}
            className="flex items-center gap-x-6 border-b border-line py-3"
          >
            <p className="min-w-0 flex-1">
              <b className="block font-semibold">{pack.name[language]}</b>
              <span className="text-12 text-ink-3">{sayLasts(t, pack.lastsDays)}</span>
            </p>
            <p className="num font-semibold whitespace-nowrap">
              {formatMoney(pack.prices[currency], currency)}
            </p>
            <Button
              aria-label={t('billing.buyName', { name: pack.name[language] })}
              onClick={() => onBuy(pack)}
            >
              {t('billing.buy')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function sayLasts(t: ReturnType<typeof useT>, days: number | null): string {
  if (days === null) return t('billing.forever')
  return days === 365 ? t('billing.lastsYear') : t('billing.lasts', { days })
}
