// The profile page: picture, name, language, theme, keys, one's own data, the end of the account.
import { LANGUAGES } from '#sdk/contract/users.ts'
import { chooseLanguage } from '#web/choose-language.ts'
import { LANGUAGE_NAMES, useT } from '#web/i18n.ts'
import { setSingleKeys, singleKeysOn } from '#web/keys.ts'
import { askMe } from '#web/queries.ts'
import { sayError } from '#web/say-error.ts'
import { getTheme, showTheme, THEMES } from '#web/theme.ts'
import { AccountPart } from '#web/ui/account-part.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { DeleteAccount } from '#web/users/delete-account.tsx'
import { OwnData } from '#web/users/own-data.tsx'
import { PictureForm } from '#web/users/picture-form.tsx'
import { ProfileForm } from '#web/users/profile-form.tsx'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'

const route = getRouteApi('/signed-in/account/profile')

export function ProfilePage() {
  const t = useT()
  const queries = useQueryClient()
  const { data: me } = useSuspenseQuery(askMe)
  const { confirmed = false } = route.useSearch()
  const [theme, setTheme] = useState(getTheme)
  const [single, setSingle] = useState(singleKeysOn)
  return (
    <>
      <title>{`${t('account.profile')} — ${t('app.name')}`}</title>
      <h1 className="display mb-6 text-40 max-md:text-30">{t('account.profile')}</h1>
      {me.isAdmin && <p className="-mt-3 mb-6 text-ink-2">{t('account.admin')}</p>}
      <AccountPart title={t('account.picture')}>
        <PictureForm me={me} />
      </AccountPart>
      <AccountPart title={t('account.name')}>
        <ProfileForm me={me} />
      </AccountPart>
      <AccountPart title={t('account.language')}>
        <Segmented
          label={t('account.language')}
          value={me.language}
          options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value], lang: value }))}
          onChange={(language) => {
            chooseLanguage(queries, language).catch((error: unknown) =>
              showToast(sayError(error), { kind: 'error' }),
            )
          }}
        />
      </AccountPart>
      <AccountPart title={t('theme.name')}>
        <Segmented
          label={t('theme.name')}
          value={theme}
          options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
          onChange={(next) => {
            showTheme(next)
            setTheme(next)
          }}
        />
      </AccountPart>
      <AccountPart title={t('keys.title')}>
        <label className="flex min-h-6 items-start gap-2.5 pointer-coarse:min-h-11">
          <input
            type="checkbox"
            checked={single}
            onChange={(event) => {
              setSingleKeys(event.target.checked)
              setSingle(event.target.checked)
            }}
            className="mt-0.75 size-4 accent-ink"
          />
          <span>
            {t('keys.single')}
            <span className="block text-13 text-ink-3">{t('keys.singleHelp')}</span>
          </span>
        </label>
      </AccountPart>
      <AccountPart title={t('own.data')}>
        <OwnData />
      </AccountPart>
      <AccountPart title={t('own.delete')}>
        <DeleteAccount confirmed={confirmed} />
      </AccountPart>
    </>
  )
}
