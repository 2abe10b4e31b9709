// The share dialog: people by e-mail address with what they may do, and links for those without an account.
import type { Project } from '#sdk/contract/projects.ts'
import { useT } from '#web/i18n.ts'
import { Dialog } from '#web/ui/dialog.tsx'
import { LinkList } from './link-list.tsx'
import { PeopleList } from './people-list.tsx'

interface ShareDialogProps {
  readonly project: Project
  readonly onClose: () => void
}

export function ShareDialog({ project, onClose }: ShareDialogProps) {
  const t = useT()
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('sharing.title', { name: project.name })}
      closeLabel={t('do.close')}
      wide
      testId="share-dialog"
    >
      <PeopleList projectId={project.id} />
      <LinkList projectId={project.id} />
    </Dialog>
  )
}
