// The address of a link that was just made, this once.
import { copyText } from '#web/copy-text.ts'
import { useT } from '#web/i18n.ts'
import { announce } from '#web/ui/announce.tsx'
import { Button } from '#web/ui/button.tsx'
import { Field } from '#web/ui/field.tsx'
import { useRef, useState } from 'react'

export function MadeLink({ url }: { readonly url: string }) {
  const t = useT()
  const [copied, setCopied] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const copy = async () => {
    await copyText(url, field.current)
    setCopied(true)
    announce(t('sharing.copied'))
  }
  return (
    <div className="mt-3 bg-wash p-4" role="group" aria-label={t('sharing.made')}>
      <p className="mb-2 text-13">
        <b className="font-semibold">{t('sharing.made')}</b> · {t('sharing.once')}
      </p>
      <div className="flex items-start gap-2">
        <Field
          label={t('sharing.address')}
          quietLabel
          readOnly
          value={url}
          ref={field}
          className="min-w-0 grow"
          data-testid="link-address"
          onFocus={(event) => event.target.select()}
        />
        <Button look="primary" className="h-11!" onClick={() => void copy()}>
          {t(copied ? 'sharing.copied' : 'sharing.copy')}
        </Button>
      </div>
    </div>
  )
}
