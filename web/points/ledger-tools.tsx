// Which rows the ledger shows, and the same rows as a file.
import { LEDGER_FILTERS } from '#sdk/contract/ledger-kinds.ts'
import { USAGE_TYPES } from '#sdk/contract/points.ts'
import { useT } from '#web/i18n.ts'
import { sayError } from '#web/say-error.ts'
import { formatMonth } from '#web/times.ts'
import { Button } from '#web/ui/button.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { downloadLedger } from './download-ledger.ts'
import { type LedgerSearch, monthsSince } from './ledger-wish.ts'
import { sayUnit } from './ledger-words.ts'

interface LedgerToolsProps {
  readonly search: LedgerSearch
  readonly onSearch: (search: LedgerSearch) => void
  /** When the account began: the ledger has no row before. */
  readonly since: string | undefined
}

const select =
  'h-8 max-w-full cursor-pointer rounded-control border border-transparent bg-bg pr-1 text-13 font-semibold hover:bg-well pointer-coarse:h-11'

/** The title with its filters; on a phone the kinds stand in a line of their own. */
export function LedgerTools({ search, onSearch, since }: LedgerToolsProps) {
  const t = useT()
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      showToast(t('points.csvDone', { count: await downloadLedger(search) }))
    } catch (error) {
      showToast(sayError(error), { kind: 'error' })
    } finally {
      setBusy(false)
    }
  }
  const months = since === undefined ? [] : monthsSince(since)
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <h2 id="ledger" className="display text-30 max-md:text-26">
        {t('points.ledger')}
      </h2>
      <fieldset className="no-scrollbar ml-2 flex min-w-0 gap-4.5 overflow-x-auto p-1 max-md:order-last max-md:ml-0 max-md:basis-full">
        <legend className="sr">{t('points.filter')}</legend>
        {([undefined, ...LEDGER_FILTERS] as const).map((kind) => (
          <button
            key={kind ?? 'all'}
            type="button"
            aria-pressed={kind === search.kind}
            onClick={() => onSearch({ ...search, kind })}
            className="min-h-10 border-b-2 border-transparent font-medium whitespace-nowrap text-ink-3 hover:text-ink focus-visible:-outline-offset-2 aria-pressed:border-ink aria-pressed:font-semibold aria-pressed:text-ink pointer-coarse:min-h-11"
          >
            {kind ? t(`points.filters.${kind}`) : t('points.all')}
          </button>
        ))}
      </fieldset>
      <span className="ml-auto flex min-w-0 flex-wrap gap-x-4 max-md:order-2 max-md:ml-0 max-md:basis-full">
        <select
          aria-label={t('points.filterType')}
          data-testid="ledger-type"
          value={search.type ?? ''}
          onChange={({ target }) =>
            onSearch({ ...search, type: USAGE_TYPES.find((type) => type === target.value) })
          }
          className={select}
        >
          <option value="">{t('points.allTypes')}</option>
          {USAGE_TYPES.map((type) => (
            <option key={type} value={type}>
              {sayUnit(t, type)}
            </option>
          ))}
        </select>
        <select
          aria-label={t('points.month')}
          data-testid="ledger-month"
          value={search.month ?? ''}
          onChange={({ target }) => onSearch({ ...search, month: target.value || undefined })}
          className={`num ${select}`}
        >
          <option value="">{t('points.allMonths')}</option>
          {[...new Set([...(search.month ? [search.month] : []), ...months])]
            .sort()
            .toReversed()
            .map((month) => (
              <option key={month} value={month}>
                {formatMonth(`${month}-15T12:00:00`)}
              </option>
            ))}
        </select>
      </span>
      <Button
        size="small"
        busy={busy}
        title={t('points.csvLabel')}
        data-testid="ledger-csv"
        className="max-md:order-1 max-md:ml-auto"
        onClick={() => void save()}
      >
        <Download size={15} strokeWidth={1.5} aria-hidden />
        {t('points.csv')}
      </Button>
    </header>
  )
}
