// What the pages on bulk ask the studio.
import type { Level, RowState } from '#sdk/contract/bulk-shapes.ts'
import type { PayWith } from '#sdk/contract/price.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { queryOptions } from '@tanstack/react-query'

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

/** Rows asked for at once. */
export const ROWS_OF_PAGE = 50

/** A page of the products of a bulk, problems first; pages count from 0. */
export const askRows = (id: string, filter: RowFilter, page: number, busy: boolean) =>
  queryOptions({
    queryKey: keys.bulkRows(id, { ...filter, page }),
    queryFn: async ({ signal }) =>
      maepsi.bulk.rows({
        params: { id },
        query: { limit: ROWS_OF_PAGE, ...filter, after: String(page * ROWS_OF_PAGE) },
        signal,
      }),
    refetchInterval: busy ? AGAIN : false,
  })

/** What starting would make and cost. */
export const askQuote = (id: string, pay: PayWith) =>
  queryOptions({
    queryKey: keys.bulkQuote(id, pay),
    queryFn: async ({ signal }) => maepsi.bulk.quote({ params: { id }, query: { pay }, signal }),
  })
