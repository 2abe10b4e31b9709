// What the rules make of the files, before anything is sent: products with their photos, and what is left out and why.
import type { Match, Twice } from '#sdk/contract/bulk-match.ts'
import type { Sheet } from '#sdk/contract/bulk-shapes.ts'
import { useT } from '#web/i18n.ts'
import { Banner } from '#web/ui/banner.tsx'
import { Segmented } from '#web/ui/segmented.tsx'

interface MatchPreviewProps {
  readonly match: Match
  readonly sheet: Sheet | null
  readonly skipped: readonly { readonly path: string; readonly reason: string }[]
  readonly twice: Twice
  readonly onTwice: (twice: Twice) => void
}

/** Products shown; all of them are brought in. */
const SHOWN = 60
/** Files left out, and those that are not there, shown of each. */
const SHOWN_LEFT = 200
const REASONS = [
  'no_rule',
  'no_place',
  'taken',
  'excluded',
  'photo_type',
  'photo_big',
  'photo_empty',
  'encrypted',
] as const

/** The preview; it follows the rules as they are typed. */
export function MatchPreview({ match, sheet, skipped, twice, onTwice }: MatchPreviewProps) {
  const t = useT()
  const { rows, absent } = match
  const left = [...match.left, ...skipped]
  return (
    <section aria-label={t('bulk.preview.title')} className="grid gap-4">
      {match.twice.length > 0 && (
        <Banner
          kind="warn"
          title={t('bulk.twice.title', { skus: match.twice.slice(0, 5).join(', ') })}
          action={
            <Segmented
              label={t('bulk.twice.title', { skus: match.twice.slice(0, 5).join(', ') })}
              value={twice}
              options={(['merge', 'suffix'] as const).map((value) => ({
                value,
                label: t(`bulk.twice.${value}`),
              }))}
              onChange={onTwice}
            />
          }
        />
      )}
      {sheet && (sheet.problems.length > 0 || absent.length > 0) && (
        <div className="bg-warn-wash px-4 py-3 text-13" data-testid="sheet-problems">
          <h3 className="font-semibold">{t('bulk.sheet.title')}</h3>
          <ul className="mt-1 grid gap-0.5">
            {sheet.problems.map(({ line, column, code, expected, found }) => (
              <li key={`${line} ${column}`}>
                <b className="num font-semibold">{t('bulk.sheet.line', { line, column: column ?? 1 })}</b>{' '}
                {t(`bulk.sheet.${code}`, { expected, found })}
              </li>
            ))}
            {absent.slice(0, SHOWN_LEFT).map(({ line, file }) => (
              <li key={`${line} ${file}`}>{t('bulk.sheet.absent', { line, file })}</li>
            ))}
            <More count={absent.length - SHOWN_LEFT} />
          </ul>
        </div>
      )}
      <h2 className="text-16 font-semibold" data-testid="preview-count">
        {t('bulk.preview.title')}{' '}
        <span className="num font-normal text-ink-3">
          {t('bulk.products', { count: rows.length })} ·{' '}
          {t('bulk.photos', { count: rows.reduce((sum, { files }) => sum + files.length, 0) })}
          {sheet && ` · ${t('bulk.sheet.encoding', { encoding: sheet.encoding.toUpperCase() })}`}
        </span>
      </h2>
      <ul className="grid gap-x-6 border-t border-line sm:grid-cols-2 xl:grid-cols-3">
        {rows.slice(0, SHOWN).map(({ sku, name, files }) => (
          <li key={sku} className="min-w-0 border-b border-line py-2.5 text-13">
            <b className="font-semibold">{sku}</b> {name && <span className="text-ink-2">{name}</span>}
            <span className="block text-ink-3">
              {files.map(({ path, slot, side }) => (
                <span key={path} className="block truncate" title={path}>
                  {t('studio.place', { slot: t(`studio.slot.${slot}`), side: t(`studio.sideOf.${side}`) })}
                  {' · '}
                  {path.split('/').at(-1)}
                </span>
              ))}
            </span>
          </li>
        ))}
        <More count={rows.length - SHOWN} />
      </ul>
      {left.length > 0 && (
        <details>
          <summary className="min-h-8 cursor-pointer text-14 font-semibold" data-testid="left-count">
            {t('bulk.preview.left', { count: left.length })}
          </summary>
          <ul className="mt-1 grid gap-0.5 text-13 text-ink-2">
            {left.slice(0, SHOWN_LEFT).map(({ path, reason }) => (
              <li key={path} className="break-all">
                {path}{' '}
                <span className="text-ink-3">
                  {t(`bulk.left.${REASONS.find((one) => one === reason) ?? 'no_rule'}`)}
                </span>
              </li>
            ))}
            <More count={left.length - SHOWN_LEFT} />
          </ul>
        </details>
      )}
    </section>
  )
}

/** How many more there are than those shown. */
function More({ count }: { readonly count: number }) {
  const t = useT()
  return count > 0 ? <li className="text-13 text-ink-3">{t('bulk.preview.more', { count })}</li> : null
}
