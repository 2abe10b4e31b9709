// Shows the secret of a webhook, this once.
import { copyText } from '#web/copy-text.ts'
import { useT } from '#web/i18n.ts'
import { OnceDialog } from '#web/ui/once-dialog.tsx'

interface SecretDialogProps {
  /** null while there is nothing to show. */
  readonly secret: string | null
  readonly onClose: () => void
}

export function SecretDialog(props: SecretDialogProps) {
  const t = useT()
  const words = {
    title: t('webhooks.made'),
    about: t('webhooks.once'),
    label: t('webhooks.made'),
    copy: t('do.copy'),
    copied: t('webhooks.copied'),
    done: t('webhooks.done'),
    close: t('do.close'),
  }
  return <OnceDialog {...props} onCopy={copyText} words={words} testId="webhook-secret" />
}
