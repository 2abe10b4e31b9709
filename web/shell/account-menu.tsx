// The account menu: who is signed in, their pages, theme, language, and the way out.
import { LANGUAGES } from '#sdk/contract/users.ts'
import { chooseLanguage } from '#web/choose-language.ts'
import { LANGUAGE_NAMES, useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { askMe } from '#web/queries.ts'
import { sayError } from '#web/say-error.ts'
import { getTheme, showTheme, type Theme, THEMES } from '#web/theme.ts'
import { Avatar } from '#web/ui/avatar.tsx'
import { Menu, type MenuItem } from '#web/ui/menu.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

/** The round button at the end of the top bar, and its menu. */
export function AccountMenu() {
  const t = useT()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [theme, setTheme] = useState<Theme>(getTheme)
  const { data: me } = useQuery(askMe)
  const name = me?.name ?? me?.email ?? ''

  const signOut = async () => {
    try {
      await maepsi.users.signOut()
      await navigate({ to: '/login' })
      // All that was theirs; what the studio offers is still asked for by the page that is shown now.
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.studio[0] })
    } catch (error) {
      showToast(sayError(error), { kind: 'error' })
    }
  }
  const items: MenuItem[] = [
    { id: 'profile', label: t('account.profile'), onSelect: () => void navigate({ to: '/account/profile' }) },
    { id: 'points', label: t('account.points'), onSelect: () => void navigate({ to: '/account/points' }) },
    {
      id: 'api-keys',
      label: t('account.apiKeys'),
      onSelect: () => void navigate({ to: '/account/api-keys' }),
    },
    ...(me?.isAdmin
      ? [{ id: 'admin', label: t('account.administration'), onSelect: () => void navigate({ to: '/admin' }) }]
      : []),
    { id: 'trash', label: t('nav.trash'), onSelect: () => void navigate({ to: '/trash' }) },
    ...THEMES.map((choice, n) => ({
      id: choice,
      label: t(`theme.${choice}`),
      checked: choice === theme,
      divide: n === 0,
      onSelect: () => {
        showTheme(choice)
        setTheme(choice)
      },
    })),
    ...LANGUAGES.map((language, n) => ({
      id: language,
      label: LANGUAGE_NAMES[language],
      lang: language,
      checked: language === me?.language,
      divide: n === 0,
      onSelect: () => {
        chooseLanguage(queries, language).catch((error: unknown) =>
          showToast(sayError(error), { kind: 'error' }),
        )
      },
    })),
    { id: 'sign-out', label: t('account.signOut'), divide: true, onSelect: () => void signOut() },
  ]
  return (
    <Menu
      label={t('account.menu', { name })}
      items={items}
      testId="account-menu"
      className="grid size-10 place-items-center rounded-round max-md:size-11"
      heading={
        <p className="border-b border-line px-4 pt-1.5 pb-2.5 text-13">
          <b className="block font-semibold">{me?.name}</b>
          <span className="text-ink-3">{me?.email}</span>
        </p>
      }
    >
      <Avatar name={name} src={me?.pictureUrl} />
    </Menu>
  )
}
