// A list of administration that goes on page by page.
import { useT } from '#web/i18n.ts'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { useInfiniteQuery } from '@tanstack/react-query'
import { AdminPart } from './admin-part.tsx'
import { AdminTable, type Column } from './admin-table.tsx'

interface AdminListProps<T> {
  readonly label: string
  /** What is asked for: answers of the same wish are kept together. */
  readonly queryKey: readonly unknown[]
  readonly load: (
    page: { readonly limit: number; readonly after?: string },
    signal: AbortSignal,
  ) => Promise<{ readonly items: readonly T[]; readonly next: string | null }>
  readonly columns: readonly Column<T>[]
  readonly keyOf: (row: T) => string
  readonly empty: string
  readonly testId?: string
  /** Milliseconds until it asks again by itself. */
  readonly every?: number
}

/** The rows loaded so far, and a button for the next ones. */
export function AdminList<T>({
  label,
  queryKey,
  load,
  columns,
  keyOf,
  empty,
  testId,
  every,
}: AdminListProps<T>) {
  const t = useT()
  const list = useInfiniteQuery({
    queryKey: ['admin', ...queryKey],
    queryFn: async ({ pageParam, signal }) =>
      load({ limit: 50, ...(pageParam ? { after: pageParam } : {}) }, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    staleTime: 5_000,
    ...(every !== undefined && { refetchInterval: every }),
  })
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <AdminPart query={list}>
      {rows.length === 0 ? (
        <EmptyState title={empty} />
      ) : (
        <AdminTable label={label} columns={columns} rows={rows} keyOf={keyOf} testId={testId} />
      )}
      {list.hasNextPage && (
        <p className="mt-5">
          <Button size="small" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('do.loadMore')}
          </Button>
        </p>
      )}
    </AdminPart>
  )
}
