// An invitation: who invites, to what, in which role; then in, by way of the sign-in page where nobody is signed in yet.
import { useT } from '#web/i18n.ts'
import { keys, maepsi, MaepsiError } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Door } from '#web/shell/door.tsx'
import { formatDate } from '#web/times.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

const route = getRouteApi('/join/$token')

export function JoinPage() {
  const t = useT()
  const { token } = route.useParams()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const invitation = useQuery({
    queryKey: ['invitations', token],
    queryFn: async ({ signal }) => maepsi.sharing.getInvitation({ params: { token }, signal }),
  })
  const me = useQuery({
    queryKey: keys.me,
    queryFn: async ({ signal }) => maepsi.users.me({ signal }),
    retry: false,
  })
  const accept = async () => {
    setBusy(true)
    try {
      const { id } = await maepsi.sharing.acceptInvitation({ params: { token } })
      await queries.invalidateQueries({ queryKey: ['projects'] })
      await navigate({ to: '/projects/$id/looks', params: { id } })
    } catch (error) {
      setWrong(
        error instanceof MaepsiError && error.code === 'already_in'
          ? t('sharing.join.already')
          : sayError(error),
      )
      setBusy(false)
    }
  }
  if (invitation.isError)
    return (
      <Door
        title={t('sharing.join.gone')}
        help={isGone(invitation.error) ? t('sharing.join.goneHelp') : sayError(invitation.error)}
      >
        <Link to="/" className={buttonClass()}>
          {t('do.goHome')}
        </Link>
      </Door>
    )
  const { data } = invitation
  if (!data || me.isPending)
    return (
      <Door title={t('sharing.join.title')}>
        <p role="status">{t('app.loading')}</p>
      </Door>
    )
  return (
    <Door
      title={t('sharing.join.title')}
      help={t('sharing.join.say', { by: data.invitedBy ?? t('sharing.someone'), project: data.projectName })}
    >
      <dl className="mb-6 border-y border-line py-3">
        <dt className="text-13 text-ink-3">{t('sharing.join.role')}</dt>
        <dd>
          <b className="font-semibold">{t(`sharing.roles.${data.role}`)}</b>{' '}
          <span className="text-ink-2">· {t(`sharing.roleHelp.${data.role}`)}</span>
        </dd>
      </dl>
      {wrong && (
        <p role="alert" className="mb-4 font-medium text-err">
          {wrong}
        </p>
      )}
      {me.data ? (
        <>
          <Button look="primary" size="large" busy={busy} onClick={() => void accept()} data-testid="accept">
            {t('sharing.join.accept')}
          </Button>
          <p className="mt-3 text-13 text-ink-3">
            {t('sharing.join.as', { name: me.data.name ?? me.data.email ?? '' })}
          </p>
        </>
      ) : (
        <Link to="/login" search={{ to: `/join/${token}` }} className={buttonClass('primary', 'large')}>
          {t('sharing.join.signIn')}
        </Link>
      )}
      <p className="mt-3 text-13 text-ink-3">
        {t('sharing.join.until', { day: formatDate(data.expiresAt) })}
      </p>
    </Door>
  )
}

function isGone(error: unknown): boolean {
  return error instanceof MaepsiError && error.code === 'link_gone'
}
