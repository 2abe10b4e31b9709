// Which markets files are made for: what each asks, where that is written, and whether its pictures wear a visible mark.
import type { Preset } from '#sdk/contract/exports.ts'
import { getLanguage, useT } from '#web/i18n.ts'
import { formatDate } from '#web/times.ts'
import { sayBytes } from './export-data.ts'

interface MarketChoiceProps {
  readonly presets: readonly Preset[]
  readonly chosen: ReadonlySet<string>
  readonly marked: ReadonlySet<string>
  readonly onChoose: (id: string, on: boolean) => void
  readonly onMark: (id: string, on: boolean) => void
  /** Guessed bytes of all files of a preset; null while nothing is known. */
  readonly bytesOf: (id: string) => number | null
}

/** One card a preset; what is chosen says more. */
export function MarketChoice(props: MarketChoiceProps) {
  const t = useT()
  return (
    <fieldset>
      <legend className="sr">{t('export.markets')}</legend>
      <ul className="grid gap-px border border-line bg-line sm:grid-cols-2 xl:grid-cols-3">
        {props.presets.map((preset) => (
          <Market key={preset.id} preset={preset} {...props} />
        ))}
      </ul>
    </fieldset>
  )
}

function Market({
  preset,
  chosen,
  marked,
  onChoose,
  onMark,
  bytesOf,
}: { readonly preset: Preset } & Omit<MarketChoiceProps, 'presets'>) {
  const t = useT()
  const { id, width, height, ratio, format, maxBytes, shows, background, verified, source } = preset
  const on = chosen.has(id)
  const bytes = bytesOf(id)
  const language = getLanguage()
  const size = t('export.size', {
    width: String(width),
    height: String(height),
    ratio,
    format: format === 'jpeg' ? 'JPG' : format.toUpperCase(),
    limit: sayBytes(maxBytes),
  })
  return (
    <li className="bg-surface p-3.5" data-testid={`preset-${id}`} data-chosen={on || undefined}>
      <label className="grid min-h-8 grid-cols-[auto_1fr] items-center gap-x-2.5 pointer-coarse:min-h-11">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => onChoose(id, event.target.checked)}
          className="size-5 accent-ink"
        />
        <b className="font-semibold">{preset.name[language]}</b>
        <span className="num col-start-2 text-12 text-ink-3">
          {size}
          {background === 'white' && ` · ${t(shows === 'product' ? 'export.product' : 'export.white')}`}
        </span>
      </label>
      {!verified && (
        <p className="mt-1 ml-7.5 text-12 font-medium text-warn" data-testid="unverified">
          {t('export.unverified')}
        </p>
      )}
      {on && (
        <div className="mt-2 ml-7.5 grid gap-2 text-13 text-ink-2">
          <p>{preset.note[language]}</p>
          <p className="flex flex-wrap gap-x-3 text-12 text-ink-3">
            <span className="num">
              {t('export.minimum', {
                width: String(preset.minimum.width),
                height: String(preset.minimum.height),
              })}
            </span>
            {source !== null && (
              <a href={source} target="_blank" rel="noreferrer" className="link py-0!">
                {t('export.source')}
              </a>
            )}
            <span>{t('export.checked', { day: formatDate(preset.checked) })}</span>
            {bytes !== null && bytes > 0 && (
              <span className="num">{t('export.about', { size: sayBytes(bytes) })}</span>
            )}
          </p>
          {format !== 'mp4' && (
            <label className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11">
              <input
                type="checkbox"
                checked={marked.has(id)}
                onChange={(event) => onMark(id, event.target.checked)}
                className="size-4.5 shrink-0 accent-ink"
              />
              {t('export.mark')}
            </label>
          )}
        </div>
      )}
    </li>
  )
}
