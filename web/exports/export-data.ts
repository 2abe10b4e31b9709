// What the export page asks of the studio: presets, looks, what an export would hold, and those that were made.
import {
  type Export,
  type ExportPlan,
  type ExportWish,
  MOST_LOOKS,
  MOST_UNDER_WAY,
  type Preset,
} from '#sdk/contract/exports.ts'
import type { Image } from '#sdk/contract/images.ts'
import { RUNNING_REFETCH } from '#web/live.ts'
import { keys, maepsi, MaepsiError } from '#web/maepsi.ts'
import { keepPreviousData, queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'

/** What an export is to hold, as the page puts it together. */
export type Wish = Omit<ExportWish, 'centres'>

/** Signed addresses end after 10 minutes at the soonest; they are asked for again before that, in ms. */
const FRESH = 8 * 60_000
/** So many of the newest looks are shown, beside all favourites: as many as may be exported at once. */
export const MOST_SHOWN = MOST_LOOKS * MOST_UNDER_WAY
/** A wish that changes is asked about once it has been still for this long, in ms. */
const STILL = 250

/** What markets ask. */
export const askPresets = queryOptions({
  queryKey: keys.exportPresets,
  queryFn: async ({ signal }) => maepsi.exports.presets({ signal }),
  staleTime: Infinity,
})

/** The same, as far as it is known. */
export function usePresets(): readonly Preset[] {
  return useQuery(askPresets).data?.items ?? []
}

/** The newest looks of a project, its favourites, and those asked for, newest first; and whether there are others. */
export function useLooksToExport(projectId: string, asked: readonly string[]) {
  return useQuery({
    queryKey: keys.images({ projectId, filter: 'export', asked }),
    queryFn: async ({ signal }) => {
      const newest = await readLooks(projectId, 'all', signal)
      const there = new Set(newest.items.map(({ id }) => id))
      const favourites = newest.more ? (await readLooks(projectId, 'selected', signal)).items : []
      const old = favourites.filter(({ id }) => !there.has(id))
      for (const { id } of old) there.add(id)
      // What was chosen in the gallery may be older than all of these; what is gone by now is left out.
      const lost = asked.filter((id) => !there.has(id)).map(async (id) => readLook(projectId, id, signal))
      const named = (await Promise.all(lost)).filter((look) => look !== null)
      const rest = [...old, ...named].toSorted((a, b) => b.number - a.number)
      return { items: [...newest.items, ...rest], more: newest.more }
    },
    refetchInterval: FRESH,
  })
}

async function readLooks(projectId: string, filter: 'all' | 'selected', signal: AbortSignal) {
  const items: Image[] = []
  let after: string | undefined
  do {
    const page = await maepsi.images.list({ query: { projectId, filter, limit: 100, after }, signal })
    items.push(...page.items)
    after = page.next ?? undefined
  } while (after !== undefined && items.length < MOST_SHOWN)
  return { items, more: after !== undefined }
}

async function readLook(projectId: string, id: string, signal: AbortSignal): Promise<Image | null> {
  try {
    const look = await maepsi.images.get({ params: { id }, signal })
    return look.projectId === projectId && look.deletedAt === null ? look : null
  } catch (error) {
    if (error instanceof MaepsiError && error.status === 404) return null
    throw error
  }
}

/** What these wishes would hold together; the answer before stays while the next is on its way. */
export function useExportPlan(wishes: readonly Wish[]) {
  const still = useStill(wishes)
  return useQueries({
    queries: still.map((wish) => ({
      queryKey: keys.exportPlan(wish),
      queryFn: async ({ signal }: { readonly signal: AbortSignal }) =>
        maepsi.exports.plan({ body: wish, signal }),
      placeholderData: keepPreviousData<ExportPlan>,
      retry: false,
      staleTime: FRESH,
    })),
    combine: together,
  })
}

function together(plans: readonly { readonly data: ExportPlan | undefined; readonly error: unknown }[]) {
  const all = plans.flatMap(({ data }) => data ?? [])
  const data: ExportPlan | undefined =
    all.length === 0 || all.length < plans.length
      ? undefined
      : {
          files: all.flatMap(({ files }) => files),
          looks: all.flatMap(({ looks }) => looks),
          bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
        }
  return { data, error: plans.find(({ error }) => error)?.error ?? null }
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
