// Where one look is cut: the look, and over it a frame that is dragged or moved by arrow keys.
import { cropOf, ratioOf, type Box } from '#sdk/contract/crop.ts'
import { useT } from '#web/i18n.ts'
import { Picture } from '#web/ui/picture.tsx'
import { type KeyboardEvent, type PointerEvent, useRef } from 'react'

export interface Centre {
  readonly x: number
  readonly y: number
}

interface CropFrameProps {
  readonly look: {
    readonly width: number
    readonly height: number
    readonly focus: Box
    readonly url: string
    readonly name: string
  }
  readonly ratio: string
  /** Where it was moved to; null where it lies by itself. */
  readonly centre: Centre | null
  readonly onMove: (centre: Centre | null) => void
}

/** Moved by this share of the look at a press of an arrow key; with Shift five times as far. */
const STEP = 0.01

/** The frame is the file: both are the same arithmetic. */
export function CropFrame({ look, ratio, centre, onMove }: CropFrameProps) {
  const t = useT()
  const { width, height, focus } = look
  const crop = cropOf(look, focus, ratioOf(ratio), centre)
  // The look, and as much more as the cut reaches beyond it.
  const left = Math.min(0, crop.left)
  const top = Math.min(0, crop.top)
  const wide = Math.max(width, crop.left + crop.width) - left
  const tall = Math.max(height, crop.top + crop.height) - top
  const middle = { x: (crop.left + crop.width / 2) / width, y: (crop.top + crop.height / 2) / height }
  const drag = useRef<{ x: number; y: number; from: Centre; scale: number } | null>(null)
  const movable = crop.width < width || crop.height < height

  const moveBy = (x: number, y: number, from: Centre = middle) => {
    const wished = { x: clamp(from.x + x), y: clamp(from.y + y) }
    const next = cropOf(look, focus, ratioOf(ratio), wished)
    onMove({
      x: clamp((next.left + next.width / 2) / width),
      y: clamp((next.top + next.height / 2) / height),
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 5 * STEP : STEP
    const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[
      event.key
    ]
    if (!by) return
    event.preventDefault()
    moveBy(by[0], by[1])
  }
  const onPointerDown = (event: PointerEvent<HTMLButtonElement>) => {
    const area = event.currentTarget.parentElement?.getBoundingClientRect()
    if (!area) return
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { x: event.clientX, y: event.clientY, from: middle, scale: wide / area.width }
  }
  const onPointerMove = (event: PointerEvent) => {
    const begun = drag.current
    if (!begun) return
    moveBy(
      ((event.clientX - begun.x) * begun.scale) / width,
      ((event.clientY - begun.y) * begun.scale) / height,
      begun.from,
    )
  }
  const place = (of: { left: number; top: number; width: number; height: number }) => ({
    left: `${((of.left - left) / wide) * 100}%`,
    top: `${((of.top - top) / tall) * 100}%`,
    width: `${(of.width / wide) * 100}%`,
    height: `${(of.height / tall) * 100}%`,
  })
  return (
    <div className="relative overflow-hidden bg-well" style={{ aspectRatio: `${wide} / ${tall}` }}>
      <div className="absolute" style={place({ left: 0, top: 0, width, height })}>
        <Picture src={look.url} alt="" draggable={false} className="outline-0!" />
      </div>
      <button
        type="button"
        disabled={!movable}
        aria-label={t('export.frame', {
          look: look.name,
          x: Math.round(middle.x * 100),
          y: Math.round(middle.y * 100),
        })}
        data-testid="crop-frame"
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={() => (drag.current = null)}
        onPointerCancel={() => (drag.current = null)}
        onDoubleClick={() => onMove(null)}
        style={place(crop)}
        className="absolute touch-none border-2 border-frame shadow-[inset_0_0_0_1px_white,0_0_0_100vmax_rgb(0_0_0/0.45)] enabled:cursor-move focus-visible:-outline-offset-6"
      />
    </div>
  )
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, Math.round(share * 1e4) / 1e4))
}
