// The sign-in page, and on it the way to a new account.
import type { User } from '#sdk/contract/users.ts'
import { useT } from '#web/i18n.ts'
import { keys } from '#web/maepsi.ts'
import { askStudio } from '#web/queries.ts'
import { Door } from '#web/shell/door.tsx'
import { Banner } from '#web/ui/banner.tsx'
import { providerName } from '#web/users/provider-name.ts'
import { ProviderButtons } from '#web/users/provider-buttons.tsx'
import { SignInForm } from '#web/users/sign-in-form.tsx'
import { SignUpForm } from '#web/users/sign-up-form.tsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { useState } from 'react'

const route = getRouteApi('/login')

export function EnterPage() {
  const t = useT()
  const search = route.useSearch()
  const router = useRouter()
  const queries = useQueryClient()
  const { data: studio } = useQuery(askStudio)
  const [isNew, setNew] = useState(false)
  // Whose sign-in failed because the account has another: that one is proven first, then this one can be added.
  const offer = search.error === 'account_not_linked' ? search.with : undefined
  // An address from elsewhere must not lead out of the studio.
  const wanted = /^\/(?![/\\])/.test(search.to ?? '/') ? (search.to ?? '/') : '/'
  const to = offer ? `/account/sign-in?offer=${offer}` : wanted
  const enter = (user: User) => {
    queries.setQueryData(keys.me, user)
    router.history.push(to)
  }
  const providers = studio?.providers.filter((provider) => provider !== offer) ?? []
  return (
    <Door title={isNew ? t('enter.signUp') : t('enter.signIn')}>
      <Refusal />
      <ProviderButtons providers={providers} to={to} />
      {isNew ? <SignUpForm submit={t('enter.signUp')} onEnter={enter} /> : <SignInForm onEnter={enter} />}
      <p className="mt-6 flex flex-wrap items-center gap-x-3 text-ink-2">
        {studio?.signUpOpen === false ? (
          t('enter.closed')
        ) : (
          <>
            {isNew ? t('enter.haveAccount') : t('enter.noAccount')}
            <button type="button" className="link pointer-coarse:min-h-11" onClick={() => setNew(!isNew)}>
              {isNew ? t('enter.signIn') : t('enter.signUp')}
            </button>
          </>
        )}
      </p>
      {!isNew && (
        <p className="mt-2">
          <Link to="/reset-password" className="link inline-flex items-center pointer-coarse:min-h-11">
            {t('way.forgot')}
          </Link>
        </p>
      )}
    </Door>
  )
}

/** What went wrong at a provider, in words, with the way on. */
function Refusal() {
  const t = useT()
  const { error, with: from } = route.useSearch()
  if (error === undefined) return null
  const provider = from ? providerName(from) : ''
  const [title, text] = {
    account_not_linked: [t('way.notLinkedTitle'), t('way.notLinked', { provider })],
    access_denied: [t('way.failedTitle'), t('way.denied', { provider })],
    signup_disabled: [t('way.failedTitle'), t('way.closed')],
    state_mismatch: [t('way.failedTitle'), t('way.lost')],
    state_not_found: [t('way.failedTitle'), t('way.lost')],
  }[error] ?? [t('way.failedTitle'), from ? t('way.failed', { provider }) : t('way.lost')]
  const isAdvice = error === 'account_not_linked' || error === 'access_denied'
  return (
    <div className="mb-6">
      <Banner kind={isAdvice ? 'warn' : 'error'} title={title} testId="refusal">
        {text}
      </Banner>
    </div>
  )
}
