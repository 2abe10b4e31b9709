// What the export page asks of the studio: presets, looks, what an export would hold, and those that were made.
import type { Export, ExportPlan, Preset } from '#sdk/contract/exports.ts'
import type { Image } from '#sdk/contract/images.ts'
import { RUNNING_REFETCH } from '#web/live.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

/** What an export is to hold, as the page puts it together. */
export type Wish = Parameters<typeof maepsi.exports.create>[0]['body']

/** Signed addresses end after 10 minutes at the soonest; they are asked for again before that, in ms. */
const FRESH = 8 * 60_000
/** The studio takes this many looks in one export. */
export const MOST_LOOKS = 200
/** A wish that changes is asked about once it has been still for this long, in ms. */
const STILL = 250

/** What markets ask. */
export function usePresets(): readonly Preset[] {
  const { data } = useQuery({
    queryKey: keys.exportPresets,
    queryFn: async ({ signal }) => maepsi.exports.presets({ signal }),
    staleTime: Infinity,
  })
  return data?.items ?? []
}

/** The newest looks of a project, as many as one export takes. */
export function useLooksToExport(projectId: string) {
  return useQuery({
    queryKey: keys.images({ projectId, filter: 'export' }),
    queryFn: async ({ signal }) => {
      const items: Image[] = []
      let after: string | undefined
      do {
        const page = await maepsi.images.list({ query: { projectId, limit: 100, after }, signal })
        items.push(...page.items)
        after = page.next ?? undefined
      } while (after !== undefined && items.length < MOST_LOOKS)
      return { items }
    },
    refetchInterval: FRESH,
  })
}

/** What the wish would hold; the answer before stays while the next is on its way. */
export function useExportPlan(wish: Wish | null) {
  const still = useStill(wish)
  return useQuery<ExportPlan>({
    queryKey: keys.exportPlan(still ?? {}),
    queryFn: async ({ signal }) => maepsi.exports.plan({ body: still!, signal }),
    enabled: still !== null,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: FRESH,
  })
}

/** The exports of a project; while one is under way, asked again whatever the live line says. */
export function useExports(projectId: string) {
  return useQuery({
    queryKey: keys.projectExports(projectId),
    queryFn: async ({ signal }) => maepsi.exports.list({ query: { projectId }, signal }),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? RUNNING_REFETCH : FRESH),
  })
}

export function isUnderWay({ status }: Pick<Export, 'status'>): boolean {
  return status === 'waiting' || status === 'making'
}

function useStill<T>(value: T): T {
  const text = JSON.stringify(value)
  const [still, setStill] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setStill(text), STILL)
    return () => clearTimeout(timer)
  }, [text])
  return JSON.parse(still) as T
}

/** Bytes for people. */
export function sayBytes(bytes: number): string {
  return bytes < 1e6
    ? `${Math.max(1, Math.round(bytes / 1e3))} kB`
    : `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`
}
