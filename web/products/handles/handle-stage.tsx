// The photo with its handles: each moved by mouse, touch or keys, with a loupe where the finger hides the place.
import { LANDMARKS, type LandmarkName, type Photo } from '#sdk/contract/products.ts'
import { useT } from '#web/i18n.ts'
import { keyOf } from '#web/keys.ts'
import { announce } from '#web/ui/announce.tsx'
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { moveHandle, type Place, type Places } from './handle-places.ts'

interface HandleStageProps {
  readonly photo: Photo
  readonly places: Places
  /** Those a person has moved. */
  readonly moved: ReadonlySet<string>
  readonly onMove: (name: LandmarkName, places: Places) => void
  /** Back to where it was found. */
  readonly onRelease: (name: LandmarkName) => void
}

/** What a press of an arrow key moves a handle by, in shares of the photo's width. */
const STEP = 0.002
const STRIDE = 0.01
/** Times the loupe enlarges, and its width in pixels. */
const LOUPE = 3
const LOUPE_WIDTH = 144

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

export function HandleStage({ photo, places, moved, onMove, onRelease }: HandleStageProps) {
  const t = useT()
  const box = useRef<HTMLDivElement>(null)
  const grip = useRef<{ x: number; y: number } | null>(null)
  const [active, setActive] = useState<LandmarkName | null>(null)
  // The size of the photo on the screen, for the loupe.
  const [extent, setExtent] = useState({ width: 0, height: 0 })
  const at = active === null ? undefined : places[active]
  const percent = (value: number) => Math.round(value * 100)
  const nameOf = (name: LandmarkName) => t(`studio.handle.${name}`)
  const say = (name: LandmarkName, { x, y }: Place) =>
    announce(t('studio.handleAt', { handle: nameOf(name), x: percent(x), y: percent(y) }))

  const activate = (name: LandmarkName) => {
    const { clientWidth: width, clientHeight: height } = box.current!
    setExtent({ width, height })
    setActive(name)
  }
  const drag = (event: PointerEvent, name: LandmarkName) => {
    const from = grip.current
    if (!from) return
    const { width, height } = box.current!.getBoundingClientRect()
    grip.current = { x: event.clientX, y: event.clientY }
    onMove(
      name,
      moveHandle(places, name, (event.clientX - from.x) / width, (event.clientY - from.y) / height),
    )
  }
  const press = (event: KeyboardEvent, name: LandmarkName) => {
    const key = keyOf(event.nativeEvent)
    if (key === 'Backspace' || key === 'Delete') {
      event.preventDefault()
      onRelease(name)
      return
    }
    const way = ARROWS[key]
    if (!way) return
    event.preventDefault()
    const step = event.shiftKey ? STRIDE : STEP
    const next = moveHandle(places, name, way[0] * step, (way[1] * step * photo.width) / photo.height)
    onMove(name, next)
    say(name, next[name]!)
  }

  return (
    <div
      ref={box}
      data-testid="handles"
      className="relative mx-auto max-h-[64dvh] w-full select-none"
      style={{
        aspectRatio: `${photo.width} / ${photo.height}`,
        maxWidth: `calc(64dvh * ${photo.width / photo.height})`,
      }}
    >
      <img src={photo.url} alt="" draggable={false} className="absolute inset-0 size-full" />
      <svg aria-hidden viewBox="0 0 1 1" preserveAspectRatio="none" className="absolute inset-0 size-full">
        <polygon
          points={Object.values(places)
            .map(({ x, y }) => `${x},${y}`)
            .join(' ')}
          fill="none"
          stroke="var(--color-chalk)"
          strokeWidth={1.5}
          strokeDasharray="5 4"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      {LANDMARKS.map((name) => {
        const place = places[name]
        if (!place) return null
        const { x, y } = place
        return (
          <button
            key={name}
            type="button"
            aria-label={t('studio.handleAt', { handle: nameOf(name), x: percent(x), y: percent(y) })}
            aria-keyshortcuts="ArrowLeft ArrowRight ArrowUp ArrowDown Backspace"
            title={nameOf(name)}
            data-testid={`handle-${name}`}
            data-moved={moved.has(name) || undefined}
            style={{ left: `${x * 100}%`, top: `${y * 100}%` }}
            className="group absolute grid size-7 -translate-1/2 touch-none place-items-center rounded-round outline-none pointer-coarse:size-11 cursor-grab active:cursor-grabbing"
            onFocus={() => activate(name)}
            onBlur={() => setActive(null)}
            onKeyDown={(event) => press(event, name)}
            onPointerDown={(event) => {
              if (event.button !== 0) return
              event.currentTarget.setPointerCapture(event.pointerId)
              grip.current = { x: event.clientX, y: event.clientY }
              activate(name)
            }}
            onPointerMove={(event) => drag(event, name)}
            onPointerUp={() => {
              if (grip.current) say(name, place)
              grip.current = null
            }}
            onPointerCancel={() => (grip.current = null)}
          >
            <span
              className={`size-3.5 rounded-round border-2 border-white shadow-[0_0_0_1.5px_#111] group-focus-visible:size-5 group-focus-visible:outline-2 group-focus-visible:outline-offset-2 group-focus-visible:outline-chalk ${
                moved.has(name) ? 'bg-chalk' : 'bg-[#111]'
              }`}
            />
          </button>
        )
      })}
      {active && at && (
        <div
          aria-hidden
          className={`pointer-events-none absolute grid place-items-center overflow-hidden rounded-round border-2 border-white shadow-[0_0_0_1.5px_#111] ${
            at.x < 0.5 ? 'right-2' : 'left-2'
          } ${at.y < 0.5 ? 'bottom-2' : 'top-2'}`}
          style={{ width: LOUPE_WIDTH, height: LOUPE_WIDTH }}
        >
          <Enlarged url={photo.url} at={at} width={extent.width * LOUPE} height={extent.height * LOUPE} />
          <span className="absolute h-px w-6 bg-chalk" />
          <span className="absolute h-6 w-px bg-chalk" />
        </div>
      )}
    </div>
  )
}

interface EnlargedProps {
  readonly url: string
  readonly at: Place
  readonly width: number
  readonly height: number
}

/** The photo around a place, the place in the middle of the loupe. */
function Enlarged({ url, at, width, height }: EnlargedProps) {
  const middle = LOUPE_WIDTH / 2 - 2
  return (
    <img
      src={url}
      alt=""
      className="absolute max-w-none"
      style={{ width, height, left: middle - at.x * width, top: middle - at.y * height }}
    />
  )
}
