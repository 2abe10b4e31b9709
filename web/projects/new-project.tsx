// Makes a project: asks for its name and opens its studio.
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { NameDialog } from '#web/ui/name-dialog.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'

interface NewProjectProps {
  readonly open: boolean
  readonly onClose: () => void
  /** Answers the collection it goes into, making one first where there is none. */
  readonly collection: () => Promise<string>
}

/** The dialog that makes a project. */
export function NewProject({ open, onClose, collection }: NewProjectProps) {
  const t = useT()
  const queries = useQueryClient()
  const navigate = useNavigate()
  return (
    <NameDialog
      open={open}
      onClose={onClose}
      title={t('project.new')}
      label={t('project.name')}
      placeholder={t('project.namePlaceholder')}
      say={sayError}
      words={{
        submit: t('do.make'),
        cancel: t('do.cancel'),
        close: t('do.close'),
        required: t('errors.nameNeeded'),
      }}
      onName={async (name) => {
        const { id } = await maepsi.projects.create({ body: { collectionId: await collection(), name } })
        void queries.invalidateQueries({ queryKey: ['projects'] })
        void queries.invalidateQueries({ queryKey: ['collections'] })
        await navigate({ to: '/projects/$id/studio', params: { id } })
      }}
    />
  )
}
