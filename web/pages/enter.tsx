// The sign-in page, and on it the way to a new account.
import type { User } from '#sdk/contract/users.ts'
import { useT } from '#web/i18n.ts'
import { keys } from '#web/maepsi.ts'
import { askStudio } from '#web/queries.ts'
import { Door } from '#web/shell/door.tsx'
import { SignInForm } from '#web/users/sign-in-form.tsx'
import { SignUpForm } from '#web/users/sign-up-form.tsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useState } from 'react'

const route = getRouteApi('/login')

export function EnterPage() {
  const t = useT()
  const { to = '/' } = route.useSearch()
  const router = useRouter()
  const queries = useQueryClient()
  const { data: studio } = useQuery(askStudio)
  const [isNew, setNew] = useState(false)
  const enter = (user: User) => {
    queries.setQueryData(keys.me, user)
    // An address from elsewhere must not lead out of the studio.
    router.history.push(/^\/(?![/\\])/.test(to) ? to : '/')
  }
  return (
    <Door title={isNew ? t('enter.signUp') : t('enter.signIn')}>
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
    </Door>
  )
}
