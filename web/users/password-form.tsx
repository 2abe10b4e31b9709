// Change of password.
import { useT } from '#web/i18n.ts'
import { maepsi, MaepsiError } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { readFields } from '#web/ui/field.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { type FormEvent, useState } from 'react'
import { PasswordField } from './password-field.tsx'

interface Wrong {
  readonly current?: string
  readonly next?: string
}

/** The form: the password of now, and the next one. */
export function PasswordForm() {
  const t = useT()
  const [wrong, setWrong] = useState<Wrong>({})
  const [busy, setBusy] = useState(false)
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const { current, next } = readFields(form, 'current', 'next')
    if (!current) return setWrong({ current: t('errors.passwordNeeded') })
    if (next.length < 8) return setWrong({ next: t('errors.password_weak') })
    setBusy(true)
    setWrong({})
    try {
      await maepsi.users.changePassword({ body: { current, next } })
      form.reset()
      showToast(t('account.passwordSaved'))
    } catch (error) {
      const at = error instanceof MaepsiError && error.code === 'wrong_password' ? 'current' : 'next'
      setWrong({ [at]: at === 'current' ? t('errors.currentWrong') : sayError(error) })
    } finally {
      setBusy(false)
    }
  }
  return (
    <form noValidate onSubmit={(event) => void send(event)} className="grid max-w-md gap-5">
      <PasswordField
        label={t('account.passwordNow')}
        name="current"
        autoComplete="current-password"
        error={wrong.current}
      />
      <PasswordField
        label={t('account.passwordNext')}
        name="next"
        autoComplete="new-password"
        hint={t('enter.passwordHint')}
        error={wrong.next}
      />
      <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" busy={busy}>
          {t('account.password')}
        </Button>
        <span className="text-13 text-ink-3">{t('account.passwordHelp')}</span>
      </p>
    </form>
  )
}
