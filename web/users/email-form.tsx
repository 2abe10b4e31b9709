// The e-mail address: whether it is confirmed, and changing it by a letter to the new one.
import type { User } from '#sdk/contract/users.ts'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { Field, readFields } from '#web/ui/field.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { type FormEvent, useState } from 'react'

/** The address with its state, and the form for another. */
export function EmailForm({ me, verified }: { readonly me: User; readonly verified: boolean }) {
  const t = useT()
  const [open, setOpen] = useState(me.email === null)
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const ask = async (email: string) => {
    setBusy(true)
    setWrong(null)
    try {
      await maepsi.account.requestEmail({ body: { email } })
      showToast(t('own.sent', { email }))
      setOpen(false)
    } catch (error) {
      setWrong(sayError(error))
    } finally {
      setBusy(false)
    }
  }
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const email = readFields(event.currentTarget, 'email').email.trim()
    if (/^\S+@\S+\.\S+$/.test(email)) void ask(email)
    else setWrong(t('errors.emailNeeded'))
  }
  const note = me.email === null ? t('own.noEmail') : verified ? t('own.verified') : t('own.unverified')
  return (
    <div className="grid max-w-md gap-4">
      <p>
        {me.email && <b className="block font-semibold break-words">{me.email}</b>}
        <span className={`text-13 ${verified || me.email === null ? 'text-ink-3' : 'text-warn'}`}>
          {note}
        </span>
      </p>
      {me.email !== null && (
        <p className="flex flex-wrap gap-2">
          {!verified && (
            <Button busy={busy} onClick={() => void ask(me.email ?? '')}>
              {t('own.sendLetter')}
            </Button>
          )}
          <Button look="ghost" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('own.change')}
          </Button>
        </p>
      )}
      {open && (
        <form noValidate onSubmit={send} className="grid gap-3">
          <Field label={t('own.newEmail')} name="email" type="email" autoComplete="email" error={wrong} />
          <p>
            <Button type="submit" busy={busy}>
              {t('own.sendLetter')}
            </Button>
          </p>
        </form>
      )}
      {!open && wrong && (
        <p role="alert" className="text-13 font-medium text-err">
          {wrong}
        </p>
      )}
    </div>
  )
}
