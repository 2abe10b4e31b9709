// Loads the maps of looks, and answers where each shows a spot of the garment.
import { unpackPlaces } from '#drape/places/place-map.ts'
import type { Image } from '#sdk/contract/images.ts'
import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Aspects, engineSpots, laidSpots, type SpotMap } from './spot-map.ts'

/** Fetches and unpacks a map. Throws when it is not there, or is none. */
async function loadPlaces(url: string, signal: AbortSignal) {
  const answer = await fetch(url, { signal })
  if (!answer.ok || !answer.body) throw new Error(`the map of a look answered ${answer.status}`)
  const whole = answer.body.pipeThrough(new DecompressionStream('deflate'))
  return unpackPlaces(new Uint8Array(await new Response(whole).arrayBuffer()))
}

export interface Spots {
  readonly map: SpotMap
  /** Its engine says where the cloth went: nothing is laid by hand. */
  readonly exact: boolean
  readonly pending: boolean
}

/** The spots of looks, in their order. A look whose map is not to be had is laid by hand like one without. */
export function useSpots(looks: readonly Image[], aspects: Aspects): readonly Spots[] {
  const maps = useQueries({
    queries: looks.map(({ id, places }) => ({
      queryKey: ['places', id],
      queryFn: async ({ signal }: { signal: AbortSignal }) => loadPlaces(places?.url ?? '', signal),
      enabled: places !== null,
      staleTime: Infinity,
      retry: 1,
    })),
    combine: (answers) => answers.map(({ data, isLoading }) => ({ data, isLoading })),
  })
  return useMemo(
    () =>
      looks.map((image, n): Spots => {
        const answer = maps[n]
        return image.places && answer?.data
          ? { map: engineSpots(answer.data, image.places.sheets, aspects), exact: true, pending: false }
          : { map: laidSpots(image, aspects), exact: false, pending: answer?.isLoading ?? false }
      }),
    [looks, maps, aspects],
  )
}
