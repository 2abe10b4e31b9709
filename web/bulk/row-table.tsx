// The products of a bulk as a table: a row each, their photos in columns by slot, what is wrong with them and how far they are. Thousands
// of rows are there only while they are on screen.
import type { BulkRow } from '#sdk/contract/bulk-shapes.ts'
import { SLOTS, type Photo, type Side, type Slot } from '#sdk/contract/products.ts'
import { type Translate, useT } from '#web/i18n.ts'
import { Menu } from '#web/ui/menu.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { Stitch } from '#web/ui/stitch.tsx'
import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual'
import { MoreHorizontal } from 'lucide-react'
import { Fragment, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { failWords, problemWords } from './problem-words.ts'

export interface CellPlace {
  readonly n: number
  readonly slot: Slot
  readonly side: Side
}

interface RowTableProps {
  readonly count: number
  /** undefined while it is on its way. */
  readonly rowAt: (index: number) => BulkRow | undefined
  /** Columns of photos. */
  readonly slots: readonly Slot[]
  /** Before the start rows can be changed; afterwards they are watched. */
  readonly draft: boolean
  readonly selected: ReadonlyMap<number, BulkRow>
  readonly onSelect: (row: BulkRow, on: boolean) => void
  /** Rows that are in the page, by their place in the table. */
  readonly onSight: (places: readonly number[]) => void
  readonly onMove: (from: CellPlace, to: CellPlace) => void
  readonly onMoveToRow: (from: CellPlace) => void
  readonly onRemovePhoto: (row: BulkRow, place: CellPlace) => void
  readonly onRemoveRow: (row: BulkRow) => void
}

const SIDES: readonly Side[] = ['front', 'back']
/** Of a row with one photo, until it is there and measured. */
const ROW_HEIGHT = 81
const DOTS = { stop: 'text-err', checking: 'text-ink-3', warning: 'text-warn', ready: 'text-ok' } as const

/** The table. Photos are moved by their menu, or dragged to a free place. */
export function RowTable(props: RowTableProps) {
  const t = useT()
  const { count, rowAt, slots, draft, onSight } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const [margin, setMargin] = useState(0)
  const [focused, setFocused] = useState(-1)
  useLayoutEffect(() => {
    const measure = () => setMargin(body.current!.getBoundingClientRect().top + scrollY)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [])
  const virtual = useWindowVirtualizer({
    count,
    estimateSize: () => ROW_HEIGHT,
    overscan: 4,
    scrollMargin: margin,
    // The row that holds the focus stays, or the focus would be lost.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range)
      return focused < 0 || focused >= count || shown.includes(focused)
        ? shown
        : [...shown, focused].toSorted((a, b) => a - b)
    },
  })
  const shown = virtual.getVirtualItems()
  const tellSight = useEffectEvent(() => onSight(shown.map(({ index }) => index)))
  const sight = shown.map(({ index }) => index).join(' ')
  useEffect(() => tellSight(), [sight])
  const columns = slots.length + (draft ? 3 : 2)
  let end = margin
  return (
    // A region that scrolls sideways on a phone is reached by the keyboard too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section aria-label={t('bulk.match.title')} tabIndex={0} className="relative overflow-x-auto">
      <table
        aria-rowcount={count + 1}
        className="w-full min-w-130 border-collapse text-left text-14"
        data-testid="bulk-rows"
      >
        <thead>
          <tr className="border-b border-line-2 text-12 text-ink-3 [&>th]:py-2 [&>th]:pr-4 [&>th]:font-medium">
            <th scope="col">{t('bulk.match.product')}</th>
            <th scope="col">{t('bulk.match.problem')}</th>
            {slots.map((slot) => (
              <th key={slot} scope="col">
                {t(`studio.slot.${slot}`)}
              </th>
            ))}
            {draft && (
              <td>
                <span className="sr">{t('bulk.match.removeRow')}</span>
              </td>
            )}
          </tr>
        </thead>
        <tbody ref={body}>
          {shown.map(({ index, start, end: until }) => {
            const gap = start - end
            end = until
            const row = rowAt(index)
            return (
              <Fragment key={row?.n ?? `at ${index}`}>
                <Gap height={gap} />
                <tr
                  ref={virtual.measureElement}
                  data-index={index}
                  aria-rowindex={index + 2}
                  onFocus={() => setFocused(index)}
                  className="border-b border-line align-top [&>*]:py-2.5 [&>*]:pr-4"
                  data-testid={row && `row-${row.sku}`}
                  data-state={row?.state}
                >
                  {row ? (
                    <Row row={row} slots={slots} table={props} t={t} />
                  ) : (
                    <td colSpan={columns}>
                      <Skeleton className="h-15 w-full" />
                    </td>
                  )}
                </tr>
              </Fragment>
            )
          })}
          <Gap height={virtual.getTotalSize() + margin - end} />
        </tbody>
      </table>
    </section>
  )
}

/** Stands for rows that are not on screen. */
function Gap({ height }: { readonly height: number }) {
  return height > 0 ? <tr aria-hidden style={{ height }} /> : null
}

interface RowProps {
  readonly row: BulkRow
  readonly slots: readonly Slot[]
  readonly table: RowTableProps
  readonly t: Translate
}

function Row({ row, slots, table, t }: RowProps) {
  const { draft, selected, onSelect, onRemoveRow } = table
  return (
    <>
      <th scope="row" className="max-w-64 min-w-28 font-normal">
        <label className="flex items-start gap-2.5">
          {draft && (
            <input
              type="checkbox"
              aria-label={t('bulk.match.select', { sku: row.sku })}
              checked={selected.has(row.n)}
              onChange={(event) => onSelect(row, event.target.checked)}
              className="mt-0.5 size-5 shrink-0 accent-ink"
            />
          )}
          <span className="min-w-0">
            <b className="block font-semibold break-all">{row.sku}</b>
            {row.name !== row.sku && <span className="block truncate text-13 text-ink-3">{row.name}</span>}
            {row.direction && <span className="block text-12 text-ink-3">{t('bulk.direct.own')}</span>}
          </span>
        </label>
      </th>
      <td className="min-w-44">{draft ? <Fitness row={row} t={t} /> : <Headway row={row} t={t} />}</td>
      {slots.map((slot) => (
        <td key={slot}>
          <span className="flex gap-1.5">
            {SIDES.map((side) => (
              <Cell key={side} row={row} place={{ n: row.n, slot, side }} table={table} t={t} />
            ))}
          </span>
        </td>
      ))}
      {draft && (
        <td className="w-10 text-right">
          <Menu
            label={t('bulk.match.menu', { sku: row.sku })}
            className="inline-grid size-9 place-items-center rounded-control hover:bg-well pointer-coarse:size-11"
            items={[
              {
                id: 'remove',
                label: t('bulk.match.removeRow'),
                danger: true,
                onSelect: () => onRemoveRow(row),
              },
            ]}
          >
            <MoreHorizontal size={18} strokeWidth={1.5} aria-hidden />
          </Menu>
        </td>
      )}
    </>
  )
}

function Fitness({ row, t }: { readonly row: BulkRow; readonly t: Translate }) {
  return (
    <>
      <span className={`text-13 font-semibold ${DOTS[row.level]}`}>{t(`bulk.level.${row.level}`)}</span>
      {row.problems.slice(0, 3).map((problem) => (
        <span key={`${problem.code} ${problem.slot} ${problem.side}`} className="block text-13 text-ink-2">
          {problemWords(problem, t)}
        </span>
      ))}
    </>
  )
}

function Headway({ row, t }: { readonly row: BulkRow; readonly t: Translate }) {
  const said = t(`bulk.row.${row.state}`)
  return (
    <>
      <span className="num flex justify-between gap-4 text-13">
        <span className={row.state === 'failed' ? 'font-semibold text-err' : 'text-ink-2'}>{said}</span>
        <span className="text-ink-3">{t('bulk.watch.count', row.looks)}</span>
      </span>
      {row.state === 'making' && <Stitch value={row.progress} label={row.sku} className="mt-2" />}
      {row.failCode && <span className="block text-13 text-ink-2">{failWords(row.failCode, t)}</span>}
      {row.state === 'left' && row.problems[0] && (
        <span className="block text-13 text-ink-3">{problemWords(row.problems[0], t)}</span>
      )}
    </>
  )
}

interface CellProps {
  readonly row: BulkRow
  readonly place: CellPlace
  readonly table: RowTableProps
  readonly t: Translate
}

const DRAGGED = 'application/x-maepsi-place'

/** A photo with its menu, or a free place that takes one. */
function Cell({ row, place, table, t }: CellProps) {
  const { draft, onMove } = table
  const photo = row.photos.find(({ slot, side }) => slot === place.slot && side === place.side)
  if (!photo && !draft) return null
  if (!photo)
    return (
      <span
        className="block h-15 w-12 border border-dashed border-line-2"
        onDragOver={(event) => {
          if (event.dataTransfer.types.includes(DRAGGED)) event.preventDefault()
        }}
        onDrop={(event) => {
          event.preventDefault()
          const from = JSON.parse(event.dataTransfer.getData(DRAGGED)) as CellPlace
          onMove(from, place)
        }}
      />
    )
  const name = t('bulk.match.photo', { sku: row.sku, place: placeWords(place, t) })
  if (!draft) return <Thumbnail photo={photo} alt={name} />
  return (
    // The menu does by keyboard what dragging does.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <span draggable onDragStart={(event) => event.dataTransfer.setData(DRAGGED, JSON.stringify(place))}>
      <Menu
        label={name}
        className="block outline-offset-2"
        testId={`cell-${row.sku}-${place.slot}-${place.side}`}
        items={cellItems({ row, place, table, t })}
      >
        <Thumbnail photo={photo} alt="" />
      </Menu>
    </span>
  )
}

function cellItems({ row, place, table, t }: CellProps) {
  const free = SLOTS.flatMap((slot) => SIDES.map((side) => ({ n: row.n, slot, side }))).filter(
    (one) => !row.photos.some(({ slot, side }) => slot === one.slot && side === one.side),
  )
  return [
    ...free.map((to) => ({
      id: `${to.slot}-${to.side}`,
      label: t('bulk.match.moveTo', { place: placeWords(to, t) }),
      onSelect: () => table.onMove(place, to),
    })),
    { id: 'row', label: t('bulk.match.moveRow'), divide: true, onSelect: () => table.onMoveToRow(place) },
    {
      id: 'remove',
      label: t('bulk.match.removePhoto'),
      danger: true,
      onSelect: () => table.onRemovePhoto(row, place),
    },
  ]
}

export function placeWords({ slot, side }: Pick<CellPlace, 'slot' | 'side'>, t: Translate): string {
  return t('studio.place', { slot: t(`studio.slot.${slot}`), side: t(`studio.sideOf.${side}`) })
}

function Thumbnail({ photo, alt }: { readonly photo: Photo; readonly alt: string }) {
  return (
    <img
      src={photo.thumbnailUrl}
      alt={alt}
      width={48}
      height={60}
      loading="lazy"
      decoding="async"
      className="h-15 w-12 bg-well object-contain"
    />
  )
}
