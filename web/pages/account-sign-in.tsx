// Sign-in and security: the ways in, the e-mail address, the password, and where one is signed in.
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { askMe, askStudio } from '#web/queries.ts'
import { AccountPart } from '#web/ui/account-part.tsx'
import { Banner } from '#web/ui/banner.tsx'
import { EmailForm } from '#web/users/email-form.tsx'
import { PasswordForm } from '#web/users/password-form.tsx'
import { providerName } from '#web/users/provider-name.ts'
import { SessionList } from '#web/users/session-list.tsx'
import { WaysIn } from '#web/users/ways-in.tsx'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'

const route = getRouteApi('/signed-in/account/sign-in')

export function AccountSignInPage() {
  const t = useT()
  const { offer } = route.useSearch()
  const { data: me } = useSuspenseQuery(askMe)
  const { data: studio } = useQuery(askStudio)
  const { data: ways } = useSuspenseQuery({
    queryKey: keys.waysIn,
    queryFn: async ({ signal }) => maepsi.account.waysIn({ signal }),
  })
  return (
    <>
      <title>{`${t('own.signIn')} — ${t('app.name')}`}</title>
      <h1 className="display mb-6 text-40 max-md:text-30">{t('own.signIn')}</h1>
      <News />
      <AccountPart title={t('own.waysIn')}>
        <WaysIn me={me} ways={ways} offered={studio?.providers ?? []} {...(offer && { offer })} />
      </AccountPart>
      <AccountPart title={t('own.email')}>
        <EmailForm me={me} verified={ways.emailVerified} />
      </AccountPart>
      {ways.password && (
        <AccountPart title={t('account.password')}>
          <PasswordForm />
        </AccountPart>
      )}
      <AccountPart title={t('own.sessions')}>
        <SessionList />
      </AccountPart>
    </>
  )
}

/** What came of adding a provider. */
function News() {
  const t = useT()
  const { linked, error, with: from } = route.useSearch()
  if (linked)
    return (
      <div className="mb-6">
        <Banner title={t('own.linked', { provider: providerName(linked) })} />
      </div>
    )
  if (error === undefined || !from) return null
  const provider = providerName(from)
  const isTaken = error === 'account_already_linked_to_different_user'
  return (
    <div className="mb-6">
      <Banner kind="error" title={t('own.linkFailedTitle')} testId="refusal">
        {isTaken ? t('own.taken', { provider }) : t('own.linkFailed', { provider })}
      </Banner>
    </div>
  )
}
