// The end of an account: what goes, what stays, and the proof that it is one's own.
import { getLanguage, useT } from '#web/i18n.ts'
import { keys, maepsi, MaepsiError } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { readFields } from '#web/ui/field.tsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { PasswordField } from './password-field.tsx'
import { providerName } from './provider-name.ts'

interface DeleteAccountProps {
  /** They have just come back from signing in once more. */
  readonly confirmed: boolean
}

/** The button, and behind it the question. */
export function DeleteAccount({ confirmed }: DeleteAccountProps) {
  const t = useT()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [open, setOpen] = useState(confirmed)
  const [wrong, setWrong] = useState<string | null>(null)
  const [mustProve, setMustProve] = useState(false)
  const [busy, setBusy] = useState(false)
  const { data: ways } = useQuery({
    queryKey: keys.waysIn,
    queryFn: async ({ signal }) => maepsi.account.waysIn({ signal }),
  })
  const remove = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { password } = readFields(event.currentTarget, 'password')
    if (ways?.password && !password) return setWrong(t('errors.passwordNeeded'))
    setBusy(true)
    setWrong(null)
    try {
      await maepsi.account.remove({ body: ways?.password ? { password } : {} })
      await navigate({ to: '/login' })
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.studio[0] })
    } catch (error) {
      if (error instanceof MaepsiError && error.code === 'proof_needed') setMustProve(true)
      else if (error instanceof MaepsiError && error.code === 'wrong_password')
        setWrong(t('errors.currentWrong'))
      else setWrong(sayError(error))
      setBusy(false)
    }
  }
  const [first] = ways?.providers ?? []
  const prove = async () => {
    if (!first) return
    const body = { to: '/account/profile?confirmed=true', language: getLanguage() }
    try {
      location.assign((await maepsi.account.signInWith({ params: { provider: first.provider }, body })).url)
    } catch (error) {
      setWrong(sayError(error))
    }
  }
  const provider = first ? providerName(first.provider) : ''
  return (
    <>
      <p className="max-w-prose text-ink-2">{t('own.deleteHelp')}</p>
      <p className="mt-1 max-w-prose text-13 text-ink-3">{t('own.deleteKept')}</p>
      <p className="mt-4">
        <Button look="danger" onClick={() => setOpen(true)}>
          {t('own.deleteOpen')}
        </Button>
      </p>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t('own.deleteTitle')}
        closeLabel={t('do.close')}
        testId="delete-account"
      >
        <form noValidate onSubmit={(event) => void remove(event)} className="grid gap-5">
          <p className="text-ink-2">{t('own.deleteHelp')}</p>
          {ways?.password && (
            <PasswordField
              label={t('own.deletePassword')}
              name="password"
              autoComplete="current-password"
              error={wrong}
            />
          )}
          {!ways?.password && (
            <p className="text-ink-2">
              {confirmed && !mustProve ? t('own.deleteFresh') : t('own.deleteProve', { provider })}
            </p>
          )}
          {!ways?.password && wrong && (
            <p role="alert" className="text-13 font-medium text-err">
              {wrong}
            </p>
          )}
          <p className="flex flex-wrap justify-end gap-2">
            <Button look="ghost" onClick={() => setOpen(false)}>
              {t('do.cancel')}
            </Button>
            {ways && !ways.password && (!confirmed || mustProve) ? (
              <Button onClick={() => void prove()}>{t('own.deleteProveDo', { provider })}</Button>
            ) : (
              <Button look="danger" type="submit" busy={busy}>
                {t('own.deleteDo')}
              </Button>
            )}
          </p>
        </form>
      </Dialog>
    </>
  )
}
