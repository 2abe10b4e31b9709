// The password of a link.
import type { Shared } from '#sdk/contract/shared.ts'
import { useT } from '#web/i18n.ts'
import { maepsi, MaepsiError } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { Field, readFields } from '#web/ui/field.tsx'
import { type FormEvent, useState } from 'react'

/** A link that has let this browser in. */
export type OpenLink = Extract<Shared, { locked: false }>

interface SharedPasswordProps {
  readonly token: string
  readonly onOpen: (shared: Shared) => void
}

export function SharedPassword({ token, onOpen }: SharedPasswordProps) {
  const t = useT()
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const enter = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { password } = readFields(event.currentTarget, 'password')
    setBusy(true)
    try {
      onOpen(await maepsi.shared.enter({ params: { token }, body: { password } }))
    } catch (error) {
      const isWrong = error instanceof MaepsiError && error.code === 'wrong_password'
      setWrong(isWrong ? t('sharing.page.wrong') : sayError(error))
      setBusy(false)
    }
  }
  return (
    <form noValidate onSubmit={(event) => void enter(event)} className="mx-auto max-w-90 py-16">
      <h1 className="display mb-6 text-30">{t('sharing.page.lockedTitle')}</h1>
      <Field
        label={t('sharing.page.password')}
        name="password"
        type="password"
        autoComplete="off"
        error={wrong}
      />
      <Button type="submit" look="primary" size="large" busy={busy} className="mt-4 w-full">
        {t('sharing.page.enter')}
      </Button>
    </form>
  )
}
