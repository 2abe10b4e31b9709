// What the viewer needs from the gallery it opens over: the order of the looks, and the ways out.
import type { Image } from '#sdk/contract/images.ts'
import { createContext, useContext } from 'react'

export interface Gallery {
  readonly projectId: string
  /** The looks of the page in reading order, by image id. */
  readonly order: readonly string[]
  /** A look as far as the gallery has it. */
  readonly imageOf: (imageId: string) => Image | undefined
  /** Leaves the viewer; the gallery then puts the focus on the tile of the look seen last. */
  readonly close: () => void
  /** Goes to the studio with the direction of a look's run. */
  readonly more: (image: Image) => void
}

export const GalleryContext = createContext<Gallery | null>(null)

/** The gallery around. Throws where there is none. */
export function useGallery(): Gallery {
  const gallery = useContext(GalleryContext)
  if (!gallery) throw new Error('The viewer stands inside a gallery')
  return gallery
}
