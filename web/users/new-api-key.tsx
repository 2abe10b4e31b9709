// Makes an API key and shows it, this once.
import { copyText } from '#web/copy-text.ts'
import { useT } from '#web/i18n.ts'
import { keys } from '#web/maepsi.ts'
import { Button } from '#web/ui/button.tsx'
import { OnceDialog } from '#web/ui/once-dialog.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { ApiKeyDialog } from './api-key-dialog.tsx'

/** The button with its two dialogs: a name first, then the key. */
export function NewApiKey() {
  const t = useT()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [made, setMade] = useState<string | null>(null)
  const words = {
    title: t('apiKeys.made'),
    about: t('apiKeys.once'),
    label: t('apiKeys.title'),
    copy: t('do.copy'),
    copied: t('apiKeys.copied'),
    done: t('apiKeys.done'),
    close: t('do.close'),
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
          setMade(key)
          await queries.invalidateQueries({ queryKey: keys.apiKeys })
        }}
      />
      <OnceDialog
        secret={made}
        onClose={() => setMade(null)}
        onCopy={copyText}
        words={words}
        testId="api-key-text"
      />
    </>
  )
}
