// Sign in by e-mail and password.
import type { User } from '#sdk/contract/users.ts'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { Field, readFields } from '#web/ui/field.tsx'
import { type FormEvent, useState } from 'react'
import { PasswordField } from './password-field.tsx'

interface Wrong {
  readonly email?: string
  readonly password?: string
}

/** The form; `onEnter` hears who came in. */
export function SignInForm({ onEnter }: { readonly onEnter: (user: User) => void }) {
  const t = useT()
  const [wrong, setWrong] = useState<Wrong>({})
  const [busy, setBusy] = useState(false)
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { password, ...written } = readFields(event.currentTarget, 'email', 'password')
    const email = written.email.trim()
    if (!email.includes('@') || !password)
      return setWrong({
        ...(email.includes('@') ? {} : { email: t('errors.emailNeeded') }),
        ...(password ? {} : { password: t('errors.passwordNeeded') }),
      })
    setBusy(true)
    setWrong({})
    try {
      onEnter(await maepsi.users.signIn({ body: { email, password } }))
    } catch (error) {
      setWrong({ password: sayError(error) })
      setBusy(false)
    }
  }
  return (
    <form noValidate onSubmit={(event) => void send(event)} className="grid gap-5">
      <Field
        label={t('enter.email')}
        name="email"
        type="email"
        autoComplete="username"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        error={wrong.email}
      />
      <PasswordField
        label={t('enter.password')}
        name="password"
        autoComplete="current-password"
        error={wrong.password}
      />
      <Button look="primary" size="large" type="submit" busy={busy}>
        {t('enter.signIn')}
      </Button>
    </form>
  )
}
