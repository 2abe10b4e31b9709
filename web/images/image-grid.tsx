// The grid of looks: rows that exist only while they are on screen, one keyboard, one selection.
import { useT } from '#web/i18n.ts'
import { listenForKeys } from '#web/keys.ts'
import { useLiveState } from '#web/live.ts'
import { NARROW, useMedia } from '#web/media.ts'
import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual'
import {
  type ReactNode,
  type Ref,
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { columnsFor, gridRows, rowOf, type Step, stepFrom } from './grid-rows.ts'
import { isLook, type RunSection, type Tile } from './gallery-sections.ts'
import { LookTile, type TileHandlers, type TileWords } from './look-tile.tsx'
import type { Selection } from './selection.ts'
import { useScrollBack } from './use-scroll-back.ts'

/** Moves the focus of the grid from outside: when the viewer closes. */
export interface GridFocus {
  /** Where that tile is no longer there, the one in its place gets the focus. */
  focus(tileId: string): void
}

/** What the single keys of the grid ask for. */
const KEYS = {
  f: 'favourite',
  x: 'bin',
  c: 'compare',
  e: 'export',
  t: 'turntable',
  v: 'video',
  '/': 'filter',
  '-': 'smaller',
  '+': 'larger',
} as const
export type GridKey = (typeof KEYS)[keyof typeof KEYS]
const isKey = (key: string): key is keyof typeof KEYS => key in KEYS

interface ImageGridProps {
  readonly sections: readonly RunSection[]
  /** Least width of a tile in px; a phone has three columns whatever it says. */
  readonly tileSize: number
  readonly selection: Selection
  readonly selecting: boolean
  readonly wordsOf: (tile: Tile, section: RunSection) => TileWords
  readonly renderHeader: (section: RunSection) => ReactNode
  readonly handlers: Omit<TileHandlers, 'focus' | 'select'>
  /** What they act on is the selection, or the current look. */
  readonly onKey: (key: GridKey, tile: Tile | undefined) => void
  /** Runs whose rows are on screen, and whether the end of the page is. */
  readonly onSight: (sections: ReadonlySet<string>, end: boolean) => void
  readonly focusRef?: Ref<GridFocus>
}

const CAPTION = 32

/** All looks of the page. */
export function ImageGrid(props: ImageGridProps) {
  const { sections, tileSize, selection, selecting, wordsOf, renderHeader, handlers, onKey, onSight } = props
  const t = useT()
  const stale = useLiveState() !== 'live'
  const narrow = useMedia(NARROW)
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  const [margin, setMargin] = useState(0)
  // Headings wrap alike: one that was never on screen is taken to be as high as the first that was, or places would be off by lines.
  const [heading, setHeading] = useState({ width: 0, height: 0 })
  const [currentId, setCurrentId] = useState<string | null>(null)
  const wanted = useRef<string | null>(null)
  const placed = useRef(0)

  useLayoutEffect(() => {
    const element = box.current!
    const measure = () => {
      setWidth(element.clientWidth)
      setMargin(element.getBoundingClientRect().top + scrollY)
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [])

  const gap = narrow ? 4 : 12
  const columns = narrow ? 3 : columnsFor(width, tileSize, gap)
  const tileWidth = (width - gap * (columns - 1)) / columns
  const rows = useMemo(() => gridRows(sections, columns), [sections, columns])
  const order = useMemo(() => sections.flatMap((section) => section.tiles), [sections])
  const ids = useMemo(() => order.filter(isLook).map((tile) => tile.id), [order])
  const currentIndex = Math.max(
    0,
    order.findIndex((tile) => tile.id === currentId),
  )
  const current = order[currentIndex]
  const currentRow = rowOf(rows, currentIndex)
  const heightOf = (index: number): number => {
    const row = rows[index]
    if (row.kind === 'header') return heading.height
    const { ratio } = row.section as RunSection
    return tileWidth / ratio + CAPTION + (row.last ? (narrow ? 24 : 36) : narrow ? 12 : 22)
  }
  const virtual = useWindowVirtualizer({
    count: width > 0 ? rows.length : 0,
    estimateSize: heightOf,
    getItemKey: (index) => rows[index].key,
    overscan: 2,
    scrollMargin: margin,
    scrollPaddingStart: 80,
    scrollPaddingEnd: 112,
    // The row that holds the focus stays, or the focus would be lost.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range)
      return currentRow < 0 || shown.includes(currentRow)
        ? shown
        : [...shown, currentRow].toSorted((a, b) => a - b)
    },
  })
  const shown = virtual.getVirtualItems()
  useLayoutEffect(() => {
    const height = box.current?.querySelector<HTMLElement>('[role=rowheader]')?.offsetHeight
    if (height && heading.width !== width) setHeading({ width, height })
  }, [heading, width, shown.length])
  useLayoutEffect(() => virtual.measure(), [virtual, tileWidth, columns, heading])
  useScrollBack(heading.height === 0 ? 0 : virtual.getTotalSize())

  const goTo = (index: number): void => {
    const tile = order[index]
    if (!tile) return
    setCurrentId(tile.id)
    wanted.current = tile.id
    // The first look brings its heading and the filters along.
    if (index === 0) virtual.scrollToOffset(0)
    else virtual.scrollToIndex(rowOf(rows, index), { align: 'auto' })
    focusWanted()
  }
  const focusWanted = () => {
    const cell =
      wanted.current !== null &&
      box.current?.querySelector<HTMLElement>(`[data-tile="${CSS.escape(wanted.current)}"]`)
    if (!cell) return
    wanted.current = null
    cell.focus({ preventScroll: true })
  }
  // When the current look leaves the page, the one in its place is the next current one.
  const moveOn = useEffectEvent(() => {
    const lost = document.activeElement === document.body || box.current?.contains(document.activeElement)
    if (order.length > 0 && lost) goTo(Math.min(placed.current, order.length - 1))
  })
  useEffect(() => {
    const at = order.findIndex((tile) => tile.id === currentId)
    if (at >= 0) placed.current = at
    else if (currentId !== null) moveOn()
  }, [order, currentId])
  // The cell may come only with the rows that scrolling brings.
  useEffect(focusWanted)
  useImperativeHandle(props.focusRef, () => ({
    focus: (tileId) => {
      const at = order.findIndex((tile) => tile.id === tileId)
      goTo(at >= 0 ? at : Math.min(placed.current, order.length - 1))
    },
  }))

  const sight = new Set(shown.map((item) => rows[item.index].section.id))
  const sightKey = [...sight].join(' ')
  const atEnd = rows.length > 0 && (shown.at(-1)?.index ?? 0) >= rows.length - 1
  const tellSight = useEffectEvent(() => onSight(sight, atEnd))
  useEffect(() => tellSight(), [sightKey, atEnd])

  const act = useEffectEvent((key: string, shift: boolean): void => {
    const step = STEPS[key]
    if (step) {
      const page = Math.max(1, Math.floor((innerHeight - 200) / (tileWidth / (3 / 4) + CAPTION)))
      const to = stepFrom(rows, currentIndex, step, page)
      if (shift && order[to]) selection.range(ids, current?.id ?? '', order[to].id)
      goTo(to)
    } else if (key === 'Enter' && current && isLook(current)) handlers.open(current)
    else if (key === ' ' && current && isLook(current)) selection.toggle(current.id)
    else if (key === 'all') selection.all(ids)
    else if (key === 'Escape') selection.clear()
    else if (isKey(key)) onKey(KEYS[key], current)
  })
  useEffect(() => {
    const keys = [...Object.keys(STEPS), 'Enter', ' ', 'Escape', ...Object.keys(KEYS)]
    return listenForKeys(box.current!, {
      ...Object.fromEntries(keys.map((key) => [key, () => act(key, false)])),
      ...Object.fromEntries(Object.keys(STEPS).map((key) => [`shift+${key}`, () => act(key, true)])),
      Delete: () => act('x', false),
      '=': () => act('+', false),
      'mod+a': () => act('all', false),
    })
  }, [])

  const tileHandlers = useMemo<TileHandlers>(
    () => ({
      ...handlers,
      focus: (tile) => setCurrentId(tile.id),
      select: (tile, range) => {
        setCurrentId(tile.id)
        if (range) selection.range(ids, tile.id, tile.id)
        else selection.toggle(tile.id)
      },
    }),
    [handlers, selection, ids],
  )

  return (
    <div
      ref={box}
      role="grid"
      aria-label={t('gallery.grid')}
      aria-multiselectable
      aria-rowcount={rows.length}
      aria-colcount={columns}
      className="relative"
      style={{ height: virtual.getTotalSize() }}
    >
      {shown.map((item) => {
        const row = rows[item.index]
        const section = row.section as RunSection
        const place = { transform: `translateY(${item.start - margin}px)` }
        if (row.kind === 'header')
          return (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              role="row"
              aria-rowindex={item.index + 1}
              className="absolute inset-x-0 top-0"
              style={place}
            >
              <div role="rowheader" aria-colspan={columns}>
                {renderHeader(section)}
              </div>
            </div>
          )
        return (
          <div
            key={item.key}
            role="row"
            aria-rowindex={item.index + 1}
            className="absolute inset-x-0 top-0 grid"
            style={{
              ...place,
              height: item.size,
              gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
              columnGap: gap,
            }}
          >
            {row.tiles.map((tile) => (
              <LookTile
                key={tile.id}
                tile={tile}
                words={wordsOf(tile, section)}
                current={tile === current}
                width={tileWidth}
                ratio={section.ratio}
                first={item.index <= 1}
                stale={stale}
                selection={selection}
                selecting={selecting}
                handlers={tileHandlers}
              />
            ))}
          </div>
        )
      })}
    </div>
  )
}

const STEPS: Readonly<Record<string, Step>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'home',
  End: 'end',
  PageUp: 'pageup',
  PageDown: 'pagedown',
}
