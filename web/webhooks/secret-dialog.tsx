// Shows the secret of a webhook, this once.
import { copyText } from '#web/copy-text.ts'
import { useT } from '#web/i18n.ts'
import { announce } from '#web/ui/announce.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { useRef, useState } from 'react'

interface SecretDialogProps {
  /** null while there is nothing to show. */
  readonly secret: string | null
  readonly onClose: () => void
}

export function SecretDialog({ secret, onClose }: SecretDialogProps) {
  const t = useT()
  const field = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState<string | null>(null)
  const copy = async () => {
    await copyText(secret ?? '', field.current)
    setCopied(secret)
    announce(t('webhooks.copied'))
  }
  return (
    <Dialog open={secret !== null} onClose={onClose} title={t('webhooks.made')} closeLabel={t('do.close')}>
      <p className="mb-4 text-ink-2">{t('webhooks.once')}</p>
      <Field
        label={t('webhooks.made')}
        ref={field}
        quietLabel
        readOnly
        value={secret ?? ''}
        data-testid="webhook-secret"
        data-autofocus
        onFocus={(event) => event.target.select()}
      />
      <p className="mt-6 flex justify-end gap-2">
        <Button onClick={() => void copy()}>
          {copied !== null && copied === secret ? t('webhooks.copied') : t('do.copy')}
        </Button>
        <Button look="primary" onClick={onClose}>
          {t('webhooks.done')}
        </Button>
      </p>
    </Dialog>
  )
}
