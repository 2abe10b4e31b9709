// Asks a visitor under what name they like and comment.
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { NameDialog } from '#web/ui/name-dialog.tsx'
import type { OpenLink } from './shared-password.tsx'

interface AskNameProps {
  readonly token: string
  readonly onClose: () => void
  readonly onNamed: (link: OpenLink) => void
}

export function AskName({ token, onClose, onNamed }: AskNameProps) {
  const t = useT()
  return (
    <NameDialog
      open
      onClose={onClose}
      title={t('sharing.page.nameTitle')}
      label={t('sharing.page.name')}
      placeholder=""
      say={sayError}
      words={{
        submit: t('sharing.page.nameSave'),
        cancel: t('do.cancel'),
        close: t('do.close'),
        required: t('errors.nameNeeded'),
      }}
      onName={async (name) => {
        const link = await maepsi.shared.setName({ params: { token }, body: { name } })
        if (!link.locked) onNamed(link)
      }}
    />
  )
}
