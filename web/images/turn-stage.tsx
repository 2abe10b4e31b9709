// The turntable of the viewer: the figure turned by dragging, pinching or keys.
import { useT } from '#web/i18n.ts'
import { Button } from '#web/ui/button.tsx'
import {
  type PointerEvent,
  type Ref,
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import { openTurnScene, type Pose, type TurnScene } from './turn-scene.ts'
import { raise, turn, zoomBy } from './turn.ts'

/** Steers the turntable from keys and buttons. */
export interface TurnControl {
  /** Degrees to the right. */
  turn(by: number): void
  raise(by: number): void
  zoom(factor: number): void
  reset(): void
}

interface TurnStageProps {
  readonly url: string
  /** Degrees the figure is turned at first: as in the look. */
  readonly start: number
  readonly control: Ref<TurnControl>
  readonly onZoom: (zoom: number) => void
}

/** Degrees a pixel of dragging turns. */
const DRAG = 0.45

export function TurnStage({ url, start, control, onZoom }: TurnStageProps) {
  const t = useT()
  const canvas = useRef<HTMLCanvasElement>(null)
  const scene = useRef<TurnScene>(null)
  const pointers = useRef(new Map<number, { x: number; y: number }>())
  const [pose, setPose] = useState<Pose>({ turn: start, tilt: 0, zoom: 1 })
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading')
  const [attempt, setAttempt] = useState(0)

  useImperativeHandle(control, () => ({
    turn: (by) => setPose((old) => turn(old, by)),
    raise: (by) => setPose((old) => raise(old, by)),
    zoom: (factor) => setPose((old) => zoomBy(old, factor)),
    reset: () => setPose({ turn: start, tilt: 0, zoom: 1 }),
  }))
  const first = useEffectEvent((opened: TurnScene) => {
    const box = canvas.current!.parentElement!
    opened.resize(box.clientWidth, box.clientHeight)
    opened.show(pose)
  })
  useEffect(() => {
    const end = new AbortController()
    // The address is signed anew every few minutes; the mesh behind it stays what it was.
    const opening = openTurnScene(canvas.current!, url, end.signal)
    opening.then(
      (opened) => {
        if (end.signal.aborted) return opened.close()
        scene.current = opened
        first(opened)
        setState('ready')
      },
      () => !end.signal.aborted && setState('failed'),
    )
    return () => {
      end.abort()
      scene.current?.close()
      scene.current = null
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a new signature is no new mesh
  }, [attempt])
  useEffect(() => {
    const observer = new ResizeObserver(([{ contentRect }]) =>
      scene.current?.resize(contentRect.width, contentRect.height),
    )
    observer.observe(canvas.current!.parentElement!)
    return () => observer.disconnect()
  }, [])
  const tellZoom = useEffectEvent(onZoom)
  useEffect(() => {
    scene.current?.show(pose)
    tellZoom(pose.zoom)
  }, [pose])
  useEffect(() => {
    const element = canvas.current!
    const wheel = (event: WheelEvent) => {
      event.preventDefault()
      setPose((old) => zoomBy(old, Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002))))
    }
    element.addEventListener('wheel', wheel, { passive: false })
    return () => element.removeEventListener('wheel', wheel)
  }, [])

  const move = (event: PointerEvent) => {
    const last = pointers.current.get(event.pointerId)
    if (!last) return
    const at = { x: event.clientX, y: event.clientY }
    pointers.current.set(event.pointerId, at)
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1]
    if (!other) {
      setPose((old) => raise(turn(old, (at.x - last.x) * DRAG), (at.y - last.y) * DRAG * 0.5))
      return
    }
    const apart = (one: { x: number; y: number }) => Math.hypot(one.x - other.x, one.y - other.y)
    if (apart(last) > 0) setPose((old) => zoomBy(old, apart(at) / apart(last)))
  }
  const leave = (event: PointerEvent) => pointers.current.delete(event.pointerId)
  const degrees = ((Math.round(pose.turn) % 360) + 360) % 360

  return (
    <div className="absolute inset-0">
      <canvas
        // A canvas that has lost its context gets no other.
        key={attempt}
        ref={canvas}
        // A slider in all but looks: one value, changed by the arrow keys.
        role="slider"
        tabIndex={0}
        aria-label={t('viewer.turntable')}
        aria-valuemin={0}
        aria-valuemax={359}
        aria-valuenow={degrees}
        aria-valuetext={t('viewer.degrees', { count: degrees })}
        data-testid="turn-stage"
        data-state={state}
        className={`absolute inset-0 size-full touch-none outline-none select-none cursor-grab active:cursor-grabbing focus-visible:outline-2 focus-visible:-outline-offset-4 focus-visible:outline-chalk ${state === 'ready' ? '' : 'opacity-0'}`}
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY })
        }}
        onPointerMove={move}
        onPointerUp={leave}
        onPointerCancel={leave}
      />
      {state === 'loading' && (
        <p role="status" className="absolute inset-x-0 bottom-6 mx-auto w-fit bg-surface px-3 py-1.5 text-13">
          {t('viewer.turnLoading')}
        </p>
      )}
      {state === 'failed' && (
        <div role="alert" className="absolute inset-0 grid place-content-center justify-items-center gap-3">
          <p className="bg-surface px-3 py-1.5 text-13">{t('viewer.turnFailed')}</p>
          <Button
            size="small"
            onClick={() => {
              setState('loading')
              setAttempt(attempt + 1)
            }}
          >
            {t('do.retry')}
          </Button>
        </div>
      )}
    </div>
  )
}
