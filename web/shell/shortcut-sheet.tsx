// The keys that work on every page, and the sheet that lists them with those of the open one.
import { t as say, useT } from '#web/i18n.ts'
import { listenForKeys } from '#web/keys.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { askRunningJobs } from '#web/queries.ts'
import { Dialog } from '#web/ui/dialog.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { undoLast } from '#web/undo.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { keysOf } from './page-keys.ts'

/** Listens on the document; draws nothing until `?` is pressed. */
export function ShortcutSheet() {
  const t = useT()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const pathname = useLocation({ select: (at) => at.pathname })
  const [open, setOpen] = useState(false)

  useEffect(() => {
    const looksOf = async (projectId: string | undefined, none: string) => {
      if (projectId) await navigate({ to: '/projects/$id/looks', params: { id: projectId } })
      else showToast(none)
    }
    return listenForKeys(document, {
      '?': () => setOpen(true),
      'mod+z': () => void undoLast(),
      'g h': () => void navigate({ to: '/' }),
      'g j': () =>
        void queries
          .fetchQuery(askRunningJobs)
          .then(async ({ items }) => looksOf(items[0]?.projectId, say('keys.noJobs'))),
      'g p': () =>
        void queries
          .fetchQuery({
            queryKey: keys.projects(),
            queryFn: async ({ signal }) => maepsi.projects.list({ query: { limit: 100 }, signal }),
          })
          .then(async ({ items }) =>
            looksOf(items.find(({ unseenImageNumber }) => unseenImageNumber > 0)?.id, say('keys.noPick')),
          ),
    })
  }, [navigate, queries])

  return (
    <Dialog open={open} onClose={() => setOpen(false)} title={t('keys.title')} closeLabel={t('do.close')}>
      <dl>
        {keysOf(pathname).map(({ caps, does }) => (
          <div
            key={caps.join()}
            className="flex items-center justify-between gap-6 border-t border-line py-2"
          >
            <dt>{t(does)}</dt>
            <dd className="flex shrink-0 items-center gap-1.5 text-12 text-ink-3">
              {caps.map((cap, n) => (
                <span key={cap} className="flex items-center gap-1.5">
                  {n > 0 && t('keys.then')}
                  <kbd className="min-w-6 rounded-[3px] border border-line-2 px-1.5 py-px text-center font-medium text-ink">
                    {cap}
                  </kbd>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
