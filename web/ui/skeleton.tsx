// Grey frames in the final size, standing where content will be.

/** One grey frame; give it its size by classes. Still, and unseen by screen readers. */
export function Skeleton({ className = '' }: { readonly className?: string }) {
  return <span aria-hidden className={`block bg-well ${className}`} />
}

/** Frames of 3:4 pictures, as many as will come. */
export function SkeletonFrames({
  count,
  className = '',
}: {
  readonly count: number
  readonly className?: string
}) {
  return Array.from({ length: count }, (_, n) => <Skeleton key={n} className={`aspect-3/4 ${className}`} />)
}
