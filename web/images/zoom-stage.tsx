// The stage of the viewer: a picture zoomed about the pointer and moved by dragging, pinching or keys.
import {
  type PointerEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import { type Extent, fit, keepInSight, pan, stepScale, type Zoom, zoomTo } from './zoom.ts'

/** Steers the stage from keys and buttons. */
export interface StageControl {
  zoomIn(): void
  zoomOut(): void
  fit(): void
  /** 100 %, or back to all of it. */
  toggle(): void
  /** Moves the picture; false where all of it is in sight that way. */
  pan(dx: number, dy: number): boolean
}

interface ZoomStageProps {
  readonly picture: Extent
  readonly control: Ref<StageControl>
  readonly onScale: (scale: number) => void
  /** Draws the picture, filling its parent, for so many device pixels of width. */
  readonly children: (pixels: number) => ReactNode
}

const CENTRE = { x: 0, y: 0 }

/** The stage. It starts with all of the picture in sight. */
export function ZoomStage({ picture, control, onScale, children }: ZoomStageProps) {
  const box = useRef<HTMLDivElement>(null)
  const [stage, setStage] = useState<Extent>({ width: 0, height: 0 })
  // null follows the stage: all in sight, whatever its size becomes.
  const [chosen, setChosen] = useState<Zoom | null>(null)
  const pointers = useRef(new Map<number, { x: number; y: number }>())
  const whole = stage.width > 0 ? fit(stage, picture) : { scale: 0, ...CENTRE }
  const zoom = chosen ? keepInSight(chosen, stage, picture) : whole

  useEffect(() => {
    const observer = new ResizeObserver(([entry]) =>
      setStage({ width: entry.contentRect.width, height: entry.contentRect.height }),
    )
    observer.observe(box.current!)
    return () => observer.disconnect()
  }, [])
  const tellScale = useEffectEvent(onScale)
  useEffect(() => tellScale(zoom.scale), [zoom.scale])

  const about = (event: { clientX: number; clientY: number }) => {
    const at = box.current!.getBoundingClientRect()
    return { x: event.clientX - at.left - at.width / 2, y: event.clientY - at.top - at.height / 2 }
  }
  const to = (scale: number, point = CENTRE) => setChosen(zoomTo(zoom, scale, point, stage, picture))
  const toggle = (point = CENTRE) => {
    if (chosen && Math.abs(zoom.scale - whole.scale) > 1e-3) setChosen(null)
    else to(1, point)
  }
  useImperativeHandle(control, () => ({
    zoomIn: () => to(stepScale(zoom.scale, true)),
    zoomOut: () => to(stepScale(zoom.scale, false)),
    fit: () => setChosen(null),
    toggle: () => toggle(),
    pan: (dx, dy) => {
      const room =
        dx === 0 ? picture.height * zoom.scale - stage.height : picture.width * zoom.scale - stage.width
      if (room <= 1) return false
      setChosen(pan(zoom, dx, dy, stage, picture))
      return true
    },
  }))

  const wheel = useEffectEvent((event: WheelEvent) => {
    event.preventDefault()
    // A pinch on a trackpad arrives as a wheel with Ctrl, in smaller steps.
    const strength = event.ctrlKey ? 0.01 : event.deltaMode === 1 ? 0.05 : 0.002
    to(zoom.scale * Math.exp(-event.deltaY * strength), about(event))
  })
  useEffect(() => {
    const element = box.current!
    const listen = (event: WheelEvent) => wheel(event)
    element.addEventListener('wheel', listen, { passive: false })
    return () => element.removeEventListener('wheel', listen)
  }, [])

  const move = (event: PointerEvent) => {
    const last = pointers.current.get(event.pointerId)
    if (!last) return
    const others = [...pointers.current].filter(([id]) => id !== event.pointerId).map(([, at]) => at)
    pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY })
    const [other] = others
    if (!other) return setChosen(pan(zoom, event.clientX - last.x, event.clientY - last.y, stage, picture))
    const apart = (at: { x: number; y: number }) => Math.hypot(at.x - other.x, at.y - other.y)
    const middle = about({ clientX: (event.clientX + other.x) / 2, clientY: (event.clientY + other.y) / 2 })
    const before = apart(last)
    if (before > 0) to((zoom.scale * apart({ x: event.clientX, y: event.clientY })) / before, middle)
  }
  const leave = (event: PointerEvent) => pointers.current.delete(event.pointerId)

  return (
    // Keys and buttons do the same as the pointer does here.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={box}
      data-testid="stage"
      className="absolute inset-0 touch-none overflow-hidden select-none cursor-grab active:cursor-grabbing"
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY })
      }}
      onPointerMove={move}
      onPointerUp={leave}
      onPointerCancel={leave}
      onDoubleClick={(event) => toggle(about(event))}
    >
      <div
        className="absolute top-1/2 left-1/2"
        style={{
          width: picture.width * zoom.scale,
          height: picture.height * zoom.scale,
          transform: `translate(-50%, -50%) translate(${zoom.x}px, ${zoom.y}px)`,
        }}
      >
        {zoom.scale > 0 && children(picture.width * zoom.scale * devicePixelRatio)}
      </div>
    </div>
  )
}
