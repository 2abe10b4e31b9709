// A picture in its place; one that cannot be had leaves its well, not a broken mark.
import type { ImgHTMLAttributes } from 'react'

interface PictureProps extends ImgHTMLAttributes<HTMLImageElement> {
  readonly src: string
  readonly alt: string
  /** Shown whole on white, as garment photos are; else it fills its frame. */
  readonly whole?: boolean
}

/** An image that keeps its frame. */
export function Picture({ alt, whole, className = '', ...image }: PictureProps) {
  return (
    <img
      decoding="async"
      {...image}
      alt={alt}
      onError={(event) => event.currentTarget.removeAttribute('src')}
      className={`picture ${whole ? 'bg-white! object-contain' : ''} ${className}`}
    />
  )
}
