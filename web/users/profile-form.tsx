// Name and last name of the person signed in.
import type { User } from '#sdk/contract/users.ts'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { Field, readFields } from '#web/ui/field.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'

/** The form with both names. */
export function ProfileForm({ me }: { readonly me: User }) {
  const t = useT()
  const queries = useQueryClient()
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { name, lastName } = readFields(event.currentTarget, 'name', 'lastName')
    if (!name.trim()) return setWrong(t('errors.nameNeeded'))
    setBusy(true)
    setWrong(null)
    try {
      const body = { name: name.trim(), lastName: lastName.trim() || null }
      queries.setQueryData(keys.me, await maepsi.users.updateMe({ body }))
      showToast(t('account.saved'))
    } catch (error) {
      setWrong(sayError(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form noValidate onSubmit={(event) => void send(event)} className="grid max-w-md gap-5">
      <div className="grid grid-cols-2 gap-3 max-md:grid-cols-1">
        <Field
          label={t('account.name')}
          name="name"
          defaultValue={me.name ?? ''}
          autoComplete="given-name"
          maxLength={120}
          error={wrong}
        />
        <Field
          label={t('account.lastName')}
          name="lastName"
          defaultValue={me.lastName ?? ''}
          autoComplete="family-name"
          maxLength={120}
        />
      </div>
      <p>
        <Button type="submit" look="primary" busy={busy}>
          {t('do.save')}
        </Button>
      </p>
    </form>
  )
}
