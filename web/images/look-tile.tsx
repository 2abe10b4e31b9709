// One place in the grid: waited for, being made, failed, or a look with its number, its dot and its heart.
import type { Image } from '#sdk/contract/images.ts'
import { useT } from '#web/i18n.ts'
import { Stitch } from '#web/ui/stitch.tsx'
import { Check, Heart, Maximize2, MessageSquare, RotateCw, TriangleAlert } from 'lucide-react'
import { memo, type MouseEvent, type PointerEvent, useRef, useState, useSyncExternalStore } from 'react'
import { pad } from './look-words.ts'
import type { Tile } from './gallery-sections.ts'
import type { Selection } from './selection.ts'

/** What a tile says beside its picture; worked out by the page, which knows views, stages and backdrops in words. */
export interface TileWords {
  readonly view: string
  readonly stage: string
  readonly failed: string
  readonly returned: string
  /** Of a look in the bin: when it is deleted for good. */
  readonly ends: string | null
  /** A figure to stand in while there is no picture yet. */
  readonly figure: string | null
  /** CSS background behind that figure. */
  readonly backdrop: string
}

interface LookTileProps {
  readonly tile: Tile
  readonly words: TileWords
  readonly current: boolean
  readonly width: number
  readonly ratio: number
  /** In the first row of the page: loaded before others. */
  readonly first: boolean
  readonly stale: boolean
  readonly selection: Selection
  /** A press selects instead of opening. */
  readonly selecting: boolean
  readonly handlers: TileHandlers
}

export interface TileHandlers {
  readonly open: (tile: Tile) => void
  readonly select: (tile: Tile, range: boolean) => void
  readonly focus: (tile: Tile) => void
  readonly favourite: (image: Image) => void
  readonly again: (tile: Tile) => void
  /** Its picture could not be loaded: the address may have ended. */
  readonly lost: (tile: Tile) => void
}

/** A finger resting this long, in ms, selects. */
const LONG_PRESS = 450

/** A cell of the grid. */
export const LookTile = memo(function LookTile(props: LookTileProps) {
  const { tile, words, current, selection, selecting, handlers, stale } = props
  const t = useT()
  const selected = useSyncExternalStore(selection.subscribe, () => selection.has(tile.id))
  const held = useRef<ReturnType<typeof setTimeout> | null>(null)
  const pressed = useRef(false)
  const { image, state } = tile
  const solid = state === 'made'
  const inDoubt = stale && state === 'making'
  const name = nameOf(tile, inDoubt ? { ...words, stage: t('gallery.reconnecting') } : words, t)
  const release = () => {
    if (held.current) clearTimeout(held.current)
    held.current = null
  }
  const press = (event: MouseEvent) => {
    // The click that ends a long press, where a browser tells one, is not another press.
    if (!solid || pressed.current) return
    if (event.shiftKey) handlers.select(tile, true)
    else if (selecting || event.metaKey || event.ctrlKey) handlers.select(tile, false)
    else handlers.open(tile)
  }
  return (
    // The keys of a cell are the grid's: it moves the focus and knows what Enter and Space mean.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="gridcell"
      data-testid="look-tile"
      data-tile={tile.id}
      data-state={state}
      tabIndex={current ? 0 : -1}
      aria-selected={solid ? selected : undefined}
      aria-busy={state === 'making' || state === 'waiting' || undefined}
      aria-label={name}
      onFocus={() => handlers.focus(tile)}
      onClick={press}
      onPointerDown={(event: PointerEvent) => {
        pressed.current = false
        if (event.pointerType !== 'touch' || !solid) return
        held.current = setTimeout(() => {
          held.current = null
          pressed.current = true
          handlers.select(tile, false)
        }, LONG_PRESS)
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onContextMenu={(event) => held.current === null && selecting && event.preventDefault()}
      className="group relative min-w-0 outline-none select-none"
    >
      <div
        className={`relative ${state === 'waiting' ? 'seam' : 'bg-well'} group-focus-visible:outline-2 group-focus-visible:outline-offset-3 group-focus-visible:outline-chalk`}
        style={{ aspectRatio: props.ratio }}
      >
        <Inside {...props} />
        {solid && (
          <>
            <Answers image={image} />
            {selected && (
              <span
                aria-hidden
                className="pointer-events-none absolute inset-0 shadow-[inset_0_0_0_4px_var(--color-frame),inset_0_0_0_6px_#fff] forced-colors:border-4 forced-colors:border-[Highlight]"
              />
            )}
            <button
              type="button"
              tabIndex={-1}
              aria-hidden
              onClick={(event) => {
                event.stopPropagation()
                handlers.select(tile, event.shiftKey)
              }}
              className={`absolute top-1.5 left-1.5 grid size-6 place-items-center ${
                selected
                  ? 'bg-frame text-white'
                  : `bg-black/35 text-white outline-1 -outline-offset-1 outline-white ${selecting ? '' : 'opacity-0 group-hover:opacity-100 pointer-coarse:hidden'}`
              }`}
            >
              <Check size={15} strokeWidth={selected ? 2 : 1.5} />
            </button>
            {selecting && (
              <button
                type="button"
                tabIndex={current ? 0 : -1}
                aria-label={t('gallery.openLook', { number: pad(image!.number) })}
                onKeyDown={(event) => event.stopPropagation()}
                onClick={(event) => {
                  event.stopPropagation()
                  handlers.open(tile)
                }}
                className="absolute right-0 bottom-0 grid size-8 place-items-center bg-surface opacity-0 group-hover:opacity-100 group-focus-within:opacity-100 pointer-coarse:hidden"
              >
                <Maximize2 size={15} strokeWidth={1.5} aria-hidden />
              </button>
            )}
          </>
        )}
      </div>
      {state === 'making' ? (
        <div className="pt-2">
          <Stitch value={tile.progress} stale={stale} />
          <p className="mt-1.5 truncate text-12 text-ink-2">
            {words.view}{' '}
            <span className="text-ink-3 max-md:hidden">
              {stale ? t('gallery.reconnecting') : words.stage}
            </span>
          </p>
        </div>
      ) : (
        <Caption {...props} marked={selected || selecting} />
      )}
    </div>
  )
}, same)

// Sections are worked out anew at every event; most tiles in them are the same as before.
function same(a: LookTileProps, b: LookTileProps): boolean {
  const { tile: x, words: v, ...left } = a
  const { tile: y, words: w, ...right } = b
  const equal = <T extends object>(one: T, two: T): boolean =>
    (Object.keys(one) as (keyof T)[]).every((key) => one[key] === two[key])
  return equal(x, y) && equal(v, w) && equal(left, right)
}

/** The name of a cell begins with what it shows, so that it can be called by that (WCAG 2.5.3). A failed one is its words. */
function nameOf(
  { state, image, progress }: Tile,
  { view, stage, ends }: TileWords,
  t: ReturnType<typeof useT>,
): string | undefined {
  if (state === 'waiting') return t('gallery.tileWaiting', { view, stage })
  if (state === 'making')
    return t('gallery.tileMaking', { view, stage, percent: Math.floor(progress / 10) * 10 })
  if (!image) return state === 'failed' ? undefined : view
  // What is read aloud begins as what is seen.
  const name = t('gallery.tile', { number: pad(image.number), view: ends ?? view })
  const more = [
    ...(image.isMain ? [t('gallery.isMain')] : []),
    ...(image.isSelected ? [t('gallery.isFavourite')] : []),
    ...(image.seenAt === null ? [t('gallery.isUnseen')] : []),
    ...(ends === null ? [] : [view]),
    ...(image.heartCount > 0 ? [t('gallery.hearts', { count: image.heartCount })] : []),
    ...(image.commentCount > 0 ? [t('gallery.comments', { count: image.commentCount })] : []),
  ]
  const unsure = image.details.doubts.length > 0 ? ` ${t('gallery.isUnsure')}` : ''
  return [`${name}${unsure}`, ...more].join(', ')
}

function Inside({ tile, words, width, first, handlers }: LookTileProps) {
  const t = useT()
  // Only a look that was waited for on this screen fades in; the others are simply there.
  const [awaited] = useState(tile.state === 'waiting' || tile.state === 'making')
  const { image, state } = tile
  if (state === 'failed')
    return (
      <div className="absolute inset-0 flex flex-col items-start justify-between gap-2 overflow-hidden bg-err-wash p-3.5 text-13 max-md:p-2 max-md:text-12">
        <p>
          <b className="mb-1 block font-semibold text-err">{words.failed}</b>
          <span className="max-md:hidden">{words.returned}</span>
        </p>
        <button
          type="button"
          className="inline-flex min-h-8 items-center gap-1.5 rounded-control border border-line-2 bg-surface px-2.5 text-13 font-semibold max-md:px-2 max-md:text-12"
          onKeyDown={(event) => event.stopPropagation()}
          onClick={(event) => {
            event.stopPropagation()
            handlers.again(tile)
          }}
        >
          <RotateCw size={15} strokeWidth={1.5} aria-hidden className="max-md:hidden" />
          {t('gallery.again')}
        </button>
      </div>
    )
  if (image)
    return (
      <img
        src={image.urls.small}
        srcSet={`${image.urls.small} 240w, ${image.urls.medium} 480w`}
        sizes={`${Math.ceil(width)}px`}
        alt=""
        width={image.width}
        height={image.height}
        decoding="async"
        loading={first ? 'eager' : 'lazy'}
        fetchPriority={first ? 'high' : 'auto'}
        draggable={false}
        onError={() => handlers.lost(tile)}
        className={`picture absolute inset-0 ${awaited ? 'animate-[appear_240ms_var(--ease-sew)]' : ''} ${
          image.deletedAt ? 'opacity-40' : ''
        }`}
      />
    )
  if (state !== 'making' || !words.figure) return null
  return (
    <span className="absolute inset-0 block" style={{ background: words.backdrop }}>
      <img
        src={words.figure}
        alt=""
        className="size-full object-contain blur-[3px]"
        style={{ opacity: 0.35 + (tile.progress / 100) * 0.65 }}
      />
    </span>
  )
}

/**
 * How many visitors of the project's links like it, and what was said about it. The cell's name says it in words,
 * which begin as its text does: so the numbers are no text (WCAG 2.5.3).
 */
function Answers({ image }: { readonly image: Image | null }) {
  if (!image || (image.heartCount === 0 && image.commentCount === 0)) return null
  const icon = { size: 12, strokeWidth: 1.75 } as const
  return (
    <span
      aria-hidden
      data-testid="answers"
      className="num pointer-events-none absolute bottom-0 left-0 inline-flex items-center gap-2 bg-surface px-1.5 py-0.5 text-11 font-medium text-ink-2"
    >
      {image.heartCount > 0 && (
        <span
          data-count={image.heartCount}
          className="inline-flex items-center gap-1 after:content-[attr(data-count)]"
        >
          <Heart {...icon} fill="currentColor" />
        </span>
      )}
      {image.commentCount > 0 && (
        <span
          data-count={image.commentCount}
          className="inline-flex items-center gap-1 after:content-[attr(data-count)]"
        >
          <MessageSquare {...icon} />
        </span>
      )}
    </span>
  )
}

function Caption({ tile, words, current, handlers, marked }: LookTileProps & { readonly marked: boolean }) {
  const t = useT()
  const { image, state } = tile
  if (!image)
    return (
      <div className="flex h-8 items-center gap-2 pt-1 text-12 text-ink-3">
        <span className="shrink-0">{words.view}</span>{' '}
        {state !== 'there' && (
          <span className={`truncate ${state === 'failed' ? 'text-err' : ''}`}>
            {state === 'failed' ? '' : words.stage}
          </span>
        )}
      </div>
    )
  const number = pad(image.number)
  return (
    <div className="flex h-8 items-center gap-2 pt-1 text-12 text-ink-3">
      <span className="display num relative text-15/none tracking-normal text-ink">
        {number}
        {image.seenAt === null && (
          <i aria-hidden className="absolute -top-0.5 -right-2 size-1.25 rounded-round bg-chalk" />
        )}
      </span>{' '}
      {image.isMain && (
        <span data-testid="main-mark" className="ml-1 shrink-0 font-semibold text-ink">
          {t('gallery.mainMark')}
        </span>
      )}{' '}
      <span className="ml-1 min-w-0 grow truncate max-md:invisible">{words.ends ?? words.view}</span>{' '}
      {image.details.doubts.length > 0 && (
        <span
          className={`absolute top-0 inline-flex items-center gap-1 bg-surface px-1.5 py-0.5 text-11 font-medium text-warn ${
            marked ? 'left-9' : 'left-0 pointer-fine:group-hover:left-9'
          }`}
        >
          <TriangleAlert size={12} strokeWidth={1.75} aria-hidden className="shrink-0" />
          <span className={marked ? 'sr' : 'pointer-fine:group-hover:sr max-md:sr'}>
            {t('gallery.isUnsure')}
          </span>
        </span>
      )}
      {image.deletedAt === null && (
        <button
          type="button"
          tabIndex={current ? 0 : -1}
          aria-pressed={image.isSelected}
          aria-label={t('gallery.favouriteLook', { number })}
          onKeyDown={(event) => {
            if (event.key === 'Enter' || event.key === ' ') event.stopPropagation()
          }}
          onClick={(event) => {
            event.stopPropagation()
            handlers.favourite(image)
          }}
          className={`-mr-1.5 grid size-7 shrink-0 place-items-center hover:text-ink pointer-coarse:size-9 ${image.isSelected ? 'text-ink' : ''}`}
        >
          <Heart size={15} strokeWidth={1.5} aria-hidden fill={image.isSelected ? 'currentColor' : 'none'} />
        </button>
      )}
    </div>
  )
}
