// Make an account: name, e-mail, password.
import type { User } from '#sdk/contract/users.ts'
import { getLanguage, useT } from '#web/i18n.ts'
import { maepsi, MaepsiError } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { Field, readFields } from '#web/ui/field.tsx'
import { type FormEvent, useState } from 'react'
import { PasswordField } from './password-field.tsx'

interface SignUpFormProps {
  /** What the button says. */
  readonly submit: string
  readonly onEnter: (user: User) => void
}

interface Wrong {
  readonly name?: string
  readonly email?: string
  readonly password?: string
}

/** The shortest password the studio takes. */
const SHORTEST = 8

/** The form; the new account is signed in, and `onEnter` hears of it. */
export function SignUpForm({ submit, onEnter }: SignUpFormProps) {
  const t = useT()
  const [wrong, setWrong] = useState<Wrong>({})
  const [busy, setBusy] = useState(false)
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { password, ...written } = readFields(event.currentTarget, 'name', 'email', 'password')
    const [name, email] = [written.name.trim(), written.email.trim()]
    const found: Wrong = {
      ...(name ? {} : { name: t('errors.nameNeeded') }),
      ...(/^\S+@\S+\.\S+$/.test(email) ? {} : { email: t('errors.emailNeeded') }),
      ...(password.length >= SHORTEST ? {} : { password: t('errors.password_weak') }),
    }
    setWrong(found)
    if (Object.keys(found).length > 0) return
    setBusy(true)
    try {
      onEnter(await maepsi.users.signUp({ body: { name, email, password, language: getLanguage() } }))
    } catch (error) {
      const at = error instanceof MaepsiError && error.code === 'email_taken' ? 'email' : 'password'
      setWrong({ [at]: sayError(error) })
      setBusy(false)
    }
  }
  return (
    <form noValidate onSubmit={(event) => void send(event)} className="grid gap-5">
      <Field label={t('enter.name')} name="name" autoComplete="name" maxLength={120} error={wrong.name} />
      <Field
        label={t('enter.email')}
        name="email"
        type="email"
        autoComplete="username"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
        error={wrong.email}
      />
      <PasswordField
        label={t('enter.password')}
        name="password"
        autoComplete="new-password"
        hint={t('enter.passwordHint')}
        error={wrong.password}
      />
      <Button look="primary" size="large" type="submit" busy={busy}>
        {submit}
      </Button>
    </form>
  )
}
