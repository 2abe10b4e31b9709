// Zoom and pan of the viewer: which part of a picture is seen, worked out without a screen.

/** `scale` 1 is one picture pixel a CSS pixel; `x`, `y` is the shift of the picture's middle from the stage's, in CSS px. */
export interface Zoom {
  readonly scale: number
  readonly x: number
  readonly y: number
}

export interface Extent {
  readonly width: number
  readonly height: number
}

export const MIN_SCALE = 0.01
export const MAX_SCALE = 4

/** Shows all of the picture, as large as fits; a picture smaller than the stage is not blown up. */
export function fit(stage: Extent, picture: Extent): Zoom {
  const scale = Math.min(1, stage.width / picture.width, stage.height / picture.height)
  return { scale: Math.max(MIN_SCALE, scale), x: 0, y: 0 }
}

/**
 * Scales to `scale`, 1 to 400 %, so that what lies under `point` stays under it.
 *
 * @param point CSS px from the middle of the stage
 */
export function zoomTo(
  from: Zoom,
  scale: number,
  point: { x: number; y: number },
  stage: Extent,
  picture: Extent,
): Zoom {
  const next = Math.min(MAX_SCALE, Math.max(MIN_SCALE, scale))
  const by = next / from.scale
  return keepInSight(
    { scale: next, x: point.x - (point.x - from.x) * by, y: point.y - (point.y - from.y) * by },
    stage,
    picture,
  )
}

/** Moves by CSS px. */
export function pan(from: Zoom, dx: number, dy: number, stage: Extent, picture: Extent): Zoom {
  return keepInSight({ scale: from.scale, x: from.x + dx, y: from.y + dy }, stage, picture)
}

/** Centres what is smaller than the stage, and lets no gap open beside what is larger. */
export function keepInSight(zoom: Zoom, stage: Extent, picture: Extent): Zoom {
  const clamp = (shift: number, shown: number, room: number): number => {
    const slack = Math.max(0, (shown - room) / 2)
    return Math.min(slack, Math.max(-slack, shift)) + 0
  }
  return {
    scale: zoom.scale,
    x: clamp(zoom.x, picture.width * zoom.scale, stage.width),
    y: clamp(zoom.y, picture.height * zoom.scale, stage.height),
  }
}

/** The next of the usual steps up or down from a scale, for the + and − keys. */
export function stepScale(scale: number, up: boolean): number {
  const steps = [0.01, 0.05, 0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 1, 1.5, 2, 3, 4]
  const near = 1e-3
  return up
    ? (steps.find((step) => step > scale + near) ?? MAX_SCALE)
    : (steps.findLast((step) => step < scale - near) ?? MIN_SCALE)
}
