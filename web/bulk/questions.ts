// What the pages on bulk ask the studio.
import type { Level, RowState } from '#sdk/contract/bulk-shapes.ts'
import type { PayWith } from '#sdk/contract/price.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'

/** While something is looked at or made, asked again this often, in milliseconds, whatever the live line says. */
const AGAIN = 3_000

/** One bulk, with its counts. */
export const askBulk = (id: string) =>
  queryOptions({
    queryKey: keys.bulk(id),
    queryFn: async ({ signal }) => maepsi.bulk.get({ params: { id }, signal }),
    refetchInterval: ({ state }) =>
      state.data &&
      (state.data.state === 'running' || state.data.levels.checking > 0 || state.data.states.making > 0)
        ? AGAIN
        : false,
  })

export interface RowFilter {
  readonly level?: Level
  readonly state?: RowState
  readonly code?: string
}

/** The products of a bulk, problems first. */
export const askRows = (id: string, filter: RowFilter, busy: boolean) =>
  infiniteQueryOptions({
    queryKey: keys.bulkRows(id, filter),
    queryFn: async ({ pageParam, signal }) =>
      maepsi.bulk.rows({
        params: { id },
        query: { limit: 50, ...filter, ...(pageParam ? { after: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchInterval: busy ? AGAIN : false,
  })

/** What starting would make and cost. */
export const askQuote = (id: string, pay: PayWith) =>
  queryOptions({
    queryKey: keys.bulkQuote(id, pay),
    queryFn: async ({ signal }) => maepsi.bulk.quote({ params: { id }, query: { pay }, signal }),
  })
