// Makes an API key and shows it, this once.
import { useT } from '#web/i18n.ts'
import { keys } from '#web/maepsi.ts'
import { announce } from '#web/ui/announce.tsx'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field } from '#web/ui/field.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import { ApiKeyDialog } from './api-key-dialog.tsx'

/** The button with its two dialogs: a name first, then the key. */
export function NewApiKey() {
  const t = useT()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [made, setMade] = useState<string | null>(null)
  const [copied, setCopied] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const copy = async () => {
    // Browsers keep the clipboard from addresses without https; there the selected text is copied the old way.
    if ('clipboard' in navigator) await navigator.clipboard.writeText(made ?? '')
    else {
      field.current?.select()
      document.execCommand('copy')
    }
    setCopied(true)
    announce(t('apiKeys.copied'))
  }
  return (
    <>
      <Button look="primary" onClick={() => setAsking(true)} data-testid="new-api-key">
        <Plus size={18} strokeWidth={1.5} aria-hidden />
        {t('apiKeys.new')}
      </Button>
      <ApiKeyDialog
        open={asking}
        onClose={() => setAsking(false)}
        onMade={async (key) => {
          setCopied(false)
          setMade(key)
          await queries.invalidateQueries({ queryKey: keys.apiKeys })
        }}
      />
      <Dialog
        open={made !== null}
        onClose={() => setMade(null)}
        title={t('apiKeys.made')}
        closeLabel={t('do.close')}
      >
        <p className="mb-4 text-ink-2">{t('apiKeys.once')}</p>
        <Field
          label={t('apiKeys.title')}
          ref={field}
          quietLabel
          readOnly
          value={made ?? ''}
          data-testid="api-key-text"
          data-autofocus
          onFocus={(event) => event.target.select()}
        />
        <p className="mt-6 flex justify-end gap-2">
          <Button onClick={() => void copy()}>{copied ? t('apiKeys.copied') : t('do.copy')}</Button>
          <Button look="primary" onClick={() => setMade(null)}>
            {t('apiKeys.done')}
          </Button>
        </p>
      </Dialog>
    </>
  )
}
