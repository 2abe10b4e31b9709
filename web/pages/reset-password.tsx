// A forgotten password: asking for the letter, and with what stands in it choosing a new one.
import { useT } from '#web/i18n.ts'
import { maepsi, MaepsiError } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Door } from '#web/shell/door.tsx'
import { Banner } from '#web/ui/banner.tsx'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { Field, readFields } from '#web/ui/field.tsx'
import { PasswordField } from '#web/users/password-field.tsx'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'

const route = getRouteApi('/reset-password')

export function ResetPasswordPage() {
  const t = useT()
  const { token } = route.useSearch()
  return (
    <Door title={t('way.resetTitle')} {...(token === undefined && { help: t('way.resetHelp') })}>
      {token === undefined ? <AskForm /> : <ChooseForm token={token} />}
      <p className="mt-6">
        <Link to="/login" className="link inline-flex items-center pointer-coarse:min-h-11">
          {t('way.toSignIn')}
        </Link>
      </p>
    </Door>
  )
}

function AskForm() {
  const t = useT()
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [sent, setSent] = useState(false)
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const email = readFields(event.currentTarget, 'email').email.trim()
    if (!/^\S+@\S+\.\S+$/.test(email)) return setWrong(t('errors.emailNeeded'))
    setBusy(true)
    setWrong(null)
    try {
      await maepsi.account.requestPasswordReset({ body: { email } })
      setSent(true)
    } catch (error) {
      setWrong(sayError(error))
    } finally {
      setBusy(false)
    }
  }
  if (sent) return <Banner title={t('way.resetSentTitle')}>{t('way.resetSent')}</Banner>
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
        error={wrong}
      />
      <Button look="primary" size="large" type="submit" busy={busy}>
        {t('way.resetSend')}
      </Button>
    </form>
  )
}

function ChooseForm({ token }: { readonly token: string }) {
  const t = useT()
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [state, setState] = useState<'open' | 'done' | 'expired'>('open')
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { password } = readFields(event.currentTarget, 'password')
    if (password.length < 8) return setWrong(t('errors.password_weak'))
    setBusy(true)
    setWrong(null)
    try {
      await maepsi.account.resetPassword({ body: { token, password } })
      setState('done')
    } catch (error) {
      if (error instanceof MaepsiError && error.code === 'link_expired') setState('expired')
      else setWrong(sayError(error))
    } finally {
      setBusy(false)
    }
  }
  if (state === 'done') return <Banner title={t('way.resetDoneTitle')}>{t('way.resetDone')}</Banner>
  if (state === 'expired')
    return (
      <>
        <Banner kind="error" title={t('errors.link_expired')} />
        <p className="mt-6">
          <Link to="/reset-password" search={{}} className={buttonClass('primary')}>
            {t('way.resetAgain')}
          </Link>
        </p>
      </>
    )
  return (
    <form noValidate onSubmit={(event) => void send(event)} className="grid gap-5">
      <PasswordField
        label={t('way.resetNew')}
        name="password"
        autoComplete="new-password"
        hint={t('enter.passwordHint')}
        error={wrong}
      />
      <Button look="primary" size="large" type="submit" busy={busy}>
        {t('way.resetSave')}
      </Button>
    </form>
  )
}
