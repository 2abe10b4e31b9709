// The line above the grid: filters with their counts, the size of tiles, and on a phone the way into selecting.
import { SHEET_PDF_URL } from '#sdk/contract/sheets.ts'
import { getLanguage, useT } from '#web/i18n.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { Grid3x3, Printer, Square } from 'lucide-react'
import { Link } from '@tanstack/react-router'
import { LARGEST } from './tile-size.ts'

export type Filter = 'selected' | 'unseen' | 'bin'
const FILTERS: readonly (Filter | undefined)[] = [undefined, 'selected', 'unseen', 'bin']

const FILTERS_ID = 'gallery-filters'

/** Brings the focus to the filter that is on. */
export function focusFilters(): void {
  document.querySelector<HTMLElement>(`#${FILTERS_ID} [aria-current]`)?.focus()
}

/** Where the contact sheet is: of all looks, or of the favourites. */
const sheetAddress = (projectId: string, filter: Filter | undefined) =>
  `${SHEET_PDF_URL.replace(':id', projectId)}?filter=${filter === 'selected' ? 'selected' : 'all'}&language=${getLanguage()}`

interface GalleryToolsProps {
  readonly projectId: string
  readonly filter: Filter | undefined
  /** How many looks each filter shows; one that is not known has no number. */
  readonly counts: Readonly<Record<'all' | Filter, number | null>>
  readonly size: number
  readonly onSize: (size: number) => void
  readonly selecting: boolean
  readonly onSelecting: (on: boolean) => void
  /** Whoever may not change the project has no bin in it. */
  readonly mayEdit: boolean
}

/** Filters and size. */
export function GalleryTools(props: GalleryToolsProps) {
  const t = useT()
  const { projectId, filter, counts, size, onSize, selecting, onSelecting, mayEdit } = props
  return (
    <div className="flex h-16 items-stretch gap-3 print:hidden max-md:-mx-4 max-md:h-13 max-md:gap-1 max-md:px-4">
      <nav
        id={FILTERS_ID}
        aria-label={t('gallery.filters')}
        className="no-scrollbar flex gap-5 overflow-x-auto max-md:gap-4"
      >
        {FILTERS.filter((one) => mayEdit || one !== 'bin').map((one) => {
          const name = one ?? 'all'
          const here = one === filter
          return (
            <Link
              key={name}
              to="/projects/$id/looks"
              params={{ id: projectId }}
              search={one ? { filter: one } : {}}
              aria-current={here ? 'page' : undefined}
              resetScroll={false}
              className={`flex shrink-0 items-center gap-1.5 border-b-2 pt-0.5 font-medium whitespace-nowrap focus-visible:-outline-offset-2 ${
                here ? 'border-ink font-semibold' : 'border-transparent text-ink-3 hover:text-ink'
              }`}
            >
              {t(`gallery.filter.${name}`)}
              {counts[name] !== null && <span className="num text-12">{counts[name]}</span>}
            </Link>
          )
        })}
      </nav>
      <span className="grow" />
      {filter === 'unseen' && counts.unseen !== null && counts.unseen > 0 && (
        <span className="flex items-center">
          <Link to="/pick" search={{ project: projectId }} className={buttonClass('primary', 'small')}>
            {t('gallery.pickStart')}
          </Link>
        </span>
      )}
      <label className="flex items-center gap-2 text-ink-3 max-md:hidden">
        <span className="sr">{t('gallery.tileSize')}</span>
        <Grid3x3 size={15} strokeWidth={1.5} aria-hidden />
        <input
          type="range"
          min={0}
          max={LARGEST}
          value={size}
          onChange={(event) => onSize(event.target.valueAsNumber)}
          className="h-6 w-27 accent-ink"
        />
        <Square size={15} strokeWidth={1.5} aria-hidden />
      </label>
      {filter !== 'bin' && filter !== 'unseen' && counts.all !== 0 && (
        <a
          href={sheetAddress(projectId, filter)}
          target="_blank"
          rel="noreferrer"
          aria-label={t('gallery.sheet')}
          title={t('gallery.sheet')}
          className="grid w-10 place-items-center text-ink-3 hover:text-ink max-md:hidden"
        >
          <Printer size={17} strokeWidth={1.5} aria-hidden />
        </a>
      )}
      <span className="flex items-center md:hidden">
        <Button look="ghost" size="small" aria-pressed={selecting} onClick={() => onSelecting(!selecting)}>
          {t(selecting ? 'gallery.selectDone' : 'gallery.select')}
        </Button>
      </span>
    </div>
  )
}
