// The first visit: whoever comes first becomes the studio's administrator.
import { useT } from '#web/i18n.ts'
import { keys } from '#web/maepsi.ts'
import { askStudio } from '#web/queries.ts'
import { Door } from '#web/shell/door.tsx'
import { SignUpForm } from '#web/users/sign-up-form.tsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Navigate, useNavigate } from '@tanstack/react-router'

export function SetupPage() {
  const t = useT()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { data: studio } = useQuery(askStudio)
  if (studio && !studio.needsFirstAccount) return <Navigate to="/login" />
  return (
    <Door title={t('setup.title')} help={t('setup.help')}>
      <SignUpForm
        submit={t('setup.done')}
        onEnter={(user) => {
          queries.setQueryData(keys.me, user)
          // Only then: the news that there is an account now sends this page to the sign-in page.
          void navigate({ to: '/' }).then(async () => queries.invalidateQueries({ queryKey: keys.studio }))
        }}
      />
    </Door>
  )
}
