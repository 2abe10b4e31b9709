// The running stitch: how far work under way has come.
import type { CSSProperties } from 'react'

interface StitchProps {
  /** How much is sewn, 0 to `max`. */
  readonly value: number
  readonly max?: number
  /** What is being made, for screen readers; without it the stitch is decoration beside words that say the same. */
  readonly label?: string
  /** The connection is lost: grey, without a needle. */
  readonly stale?: boolean
  readonly className?: string
  readonly testId?: string
}

/** A progress bar of whole stitches. */
export function Stitch({ value, max = 100, label, stale, className = '', testId }: StitchProps) {
  const part = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0
  const role = label
    ? ({ role: 'progressbar', 'aria-label': label, 'aria-valuemin': 0, 'aria-valuemax': max } as const)
    : ({ 'aria-hidden': true } as const)
  return (
    <span
      {...role}
      aria-valuenow={label ? Math.round(value) : undefined}
      data-stale={stale ? '' : undefined}
      data-testid={testId}
      className={`stitch ${className}`}
      style={{ '--sewn': `${(part * 100).toFixed(1)}%` } as CSSProperties}
    />
  )
}
