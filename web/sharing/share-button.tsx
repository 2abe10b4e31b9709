// The way to share a project, for its owner; for everybody else whose it is, and the way out.
import type { Project } from '#sdk/contract/projects.ts'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { UserPlus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'

const ShareDialog = lazy(async () =>
  import('./share-dialog.tsx').then((file) => ({ default: file.ShareDialog })),
)

/** Opens the share dialog. */
export function ShareButton({ project }: { readonly project: Project }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)} data-testid="share">
        <UserPlus size={16} strokeWidth={1.5} aria-hidden />
        {t('sharing.open')}
      </Button>
      {open && (
        <Suspense>
          <ShareDialog project={project} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

/** Leaves a project of somebody else's. */
export function LeaveButton({ project }: { readonly project: Project }) {
  const t = useT()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const leave = async () => {
    setBusy(true)
    try {
      const me = await queries.ensureQueryData({ queryKey: keys.me, queryFn: async () => maepsi.users.me() })
      await maepsi.sharing.removePerson({ params: { id: project.id, userId: me.id } })
      await navigate({ to: '/' })
      showToast(t('sharing.left', { name: project.name }))
    } catch (error) {
      showToast(sayError(error), { kind: 'error' })
      setBusy(false)
    }
  }
  return (
    <span className="flex items-center gap-3 text-13 text-ink-3">
      {t(`sharing.roles.${project.role}`)}
      <Button size="small" look="ghost" busy={busy} onClick={() => void leave()} data-testid="leave">
        {t('sharing.leave')}
      </Button>
    </span>
  )
}
