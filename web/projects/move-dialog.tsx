// Asks which collection a project should move to.
import type { Collection } from '#sdk/contract/collections.ts'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Dialog } from '#web/ui/dialog.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQuery } from '@tanstack/react-query'

interface MoveDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  /** The collection it is in, which is not offered. */
  readonly from: string
  readonly onMove: (to: Collection) => Promise<unknown>
}

/** The other collections as a list of buttons; pressing one moves. */
export function MoveDialog({ open, onClose, from, onMove }: MoveDialogProps) {
  const t = useT()
  const { data, error } = useQuery({
    queryKey: [...keys.collections(), 'names'],
    queryFn: async ({ signal }) => maepsi.collections.list({ query: { limit: 100 }, signal }),
    enabled: open,
  })
  const others = data?.items.filter(({ id }) => id !== from)
  const move = (to: Collection) => {
    onClose()
    onMove(to).catch((refused: unknown) => showToast(sayError(refused), { kind: 'error' }))
  }
  return (
    <Dialog open={open} onClose={onClose} title={t('project.moveTitle')} closeLabel={t('do.close')}>
      {error && <p className="text-err">{sayError(error)}</p>}
      {!data && !error && <Skeleton className="h-11" />}
      {others?.length === 0 && <p className="text-ink-2">{t('project.moveNowhere')}</p>}
      <ul>
        {others?.map((to) => (
          <li key={to.id} className="border-t border-line last:border-b">
            <button
              type="button"
              onClick={() => move(to)}
              className="flex min-h-11 w-full items-center justify-between gap-4 py-2 text-left font-medium hover:bg-well focus-visible:-outline-offset-2"
            >
              {to.name}
              <span className="num text-13 font-normal text-ink-3">
                {t('collection.projects', { count: to.projectCount })}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
