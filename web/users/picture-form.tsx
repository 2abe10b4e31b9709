// The picture of the person signed in: set it, change it, take it away.
import type { User } from '#sdk/contract/users.ts'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Button } from '#web/ui/button.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'

/** The picture with its buttons; what is wrong with a file stands under them. */
export function PictureForm({ me }: { readonly me: User }) {
  const t = useT()
  const queries = useQueryClient()
  const file = useRef<HTMLInputElement>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const set = async (change: () => Promise<User>) => {
    setBusy(true)
    setWrong(null)
    try {
      queries.setQueryData(keys.me, await change())
    } catch (error) {
      setWrong(sayError(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="flex flex-wrap items-center gap-5">
      <Avatar name={me.name ?? me.email ?? ''} src={me.pictureUrl} large />
      <div>
        <div className="flex flex-wrap gap-2">
          <Button busy={busy} onClick={() => file.current?.click()}>
            {me.pictureUrl ? t('account.pictureChange') : t('account.pictureAdd')}
          </Button>
          {me.pictureUrl && (
            <Button
              look="ghost"
              busy={busy}
              onClick={() => void set(async () => maepsi.users.removePicture())}
            >
              {t('account.pictureRemove')}
            </Button>
          )}
        </div>
        <p className="mt-2 text-13 text-ink-3">{t('account.pictureHint')}</p>
        <p role="alert" className="text-13 font-medium text-err">
          {wrong}
        </p>
        <input
          ref={file}
          type="file"
          accept="image/jpeg,image/png,image/webp,image/avif,image/heic,.heic,.heif"
          aria-label={t('account.picture')}
          hidden
          onChange={(event) => {
            const [picked] = event.target.files ?? []
            event.target.value = ''
            if (picked) void set(async () => maepsi.users.putPicture({ body: picked }))
          }}
        />
      </div>
    </div>
  )
}
