// Who is in a project: invited by e-mail address, given another role, removed.
import type { SharedRole } from '#sdk/contract/sharing.ts'
import { useT } from '#web/i18n.ts'
import { keys, maepsi, MaepsiError } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { formatDate } from '#web/times.ts'
import { announce } from '#web/ui/announce.tsx'
import { Button, IconButton } from '#web/ui/button.tsx'
import { Field, readFields } from '#web/ui/field.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { RoleChoice } from './role-choice.tsx'

const row = 'flex min-h-13 items-center gap-3 border-b border-line py-1.5'

export function PeopleList({ projectId }: { readonly projectId: string }) {
  const t = useT()
  const queries = useQueryClient()
  const [role, setRole] = useState<SharedRole>('picker')
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const { data, error } = useQuery({
    queryKey: keys.people(projectId),
    queryFn: async ({ signal }) => maepsi.sharing.listPeople({ params: { id: projectId }, signal }),
  })
  const lookAgain = async () => queries.invalidateQueries({ queryKey: keys.people(projectId) })
  const act = async (doing: () => Promise<unknown>, said?: string) => {
    try {
      await doing()
      if (said) announce(said)
    } catch (failed) {
      showToast(sayError(failed), { kind: 'error' })
    }
    await lookAgain()
  }
  const invite = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const email = readFields(form, 'email').email.trim()
    setBusy(true)
    try {
      const people = await maepsi.sharing.addPerson({ params: { id: projectId }, body: { email, role } })
      queries.setQueryData(keys.people(projectId), people)
      setWrong(null)
      form.reset()
      announce(t('sharing.invited', { email }))
    } catch (failed) {
      const isAddress = failed instanceof MaepsiError && failed.code === 'bad_request'
      setWrong(isAddress ? t('errors.emailNeeded') : sayError(failed))
    }
    setBusy(false)
  }
  return (
    <section aria-label={t('sharing.people')}>
      <form noValidate onSubmit={(event) => void invite(event)} className="flex flex-wrap items-start gap-2">
        <Field
          label={t('sharing.email')}
          type="email"
          name="email"
          autoComplete="off"
          error={wrong}
          hint={t('sharing.emailHint')}
          className="min-w-56 grow"
          data-autofocus
        />
        <span className="flex items-center gap-2 pt-7 max-md:w-full max-md:pt-0">
          <RoleChoice label={t('sharing.role')} role={role} onRole={setRole} />
          <Button type="submit" look="primary" busy={busy}>
            {t('sharing.invite')}
          </Button>
        </span>
      </form>
      <p className="mt-1 text-13 text-ink-3">{t(`sharing.roleHelp.${role}`)}</p>
      {error && <p className="mt-3 text-13 text-err">{sayError(error)}</p>}
      <ul className="mt-4 border-t border-line" data-testid="people">
        {data?.members.map(({ userId, name, email, role: held }) => {
          const called = name ?? email ?? ''
          const params = { id: projectId, userId }
          return (
            <li key={userId} className={row}>
              <span className="min-w-0 grow">
                <b className="block truncate font-semibold">{called}</b>
                <span className="block truncate text-12 text-ink-3">{email}</span>
              </span>
              {held === 'owner' ? (
                <span className="pr-3 text-13 text-ink-3">{t('sharing.roles.owner')}</span>
              ) : (
                <>
                  <RoleChoice
                    label={t('sharing.roleOf', { name: called })}
                    role={held}
                    onRole={(next) =>
                      void act(async () => maepsi.sharing.changeRole({ params, body: { role: next } }))
                    }
                  />
                  <IconButton
                    small
                    label={t('sharing.remove', { name: called })}
                    onClick={() =>
                      void act(
                        async () => maepsi.sharing.removePerson({ params }),
                        t('sharing.removed', { name: called }),
                      )
                    }
                  >
                    <X size={16} strokeWidth={1.5} aria-hidden />
                  </IconButton>
                </>
              )}
            </li>
          )
        })}
        {data?.invitations.map(({ id, email, role: promised, expiresAt }) => (
          <li key={id} className={row}>
            <span className="min-w-0 grow">
              <b className="block truncate font-semibold">{email}</b>
              <span className="block text-12 text-ink-3">
                {t('sharing.waiting', { day: formatDate(expiresAt) })}
              </span>
            </span>
            <span className="text-13 text-ink-3">{t(`sharing.roles.${promised}`)}</span>
            <IconButton
              small
              label={t('sharing.revokeInvite', { name: email })}
              onClick={() =>
                void act(async () =>
                  maepsi.sharing.revokeInvitation({ params: { id: projectId, invitationId: id } }),
                )
              }
            >
              <X size={16} strokeWidth={1.5} aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  )
}
