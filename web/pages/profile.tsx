// The profile page: picture, name, language, theme, keys, password.
import { LANGUAGES } from '#sdk/contract/users.ts'
import { chooseLanguage } from '#web/choose-language.ts'
import { LANGUAGE_NAMES, useT } from '#web/i18n.ts'
import { setSingleKeys, singleKeysOn } from '#web/keys.ts'
import { askMe } from '#web/queries.ts'
import { sayError } from '#web/say-error.ts'
import { getTheme, showTheme, THEMES } from '#web/theme.ts'
import { Segmented } from '#web/ui/segmented.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { PasswordForm } from '#web/users/password-form.tsx'
import { PictureForm } from '#web/users/picture-form.tsx'
import { ProfileForm } from '#web/users/profile-form.tsx'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="grid gap-x-10 gap-y-4 border-b border-line py-8 first-of-type:border-t first-of-type:border-t-ink last:border-b-0 md:grid-cols-[11rem_minmax(0,1fr)]">
      <h2 className="text-15 font-semibold">{title}</h2>
      <div>{children}</div>
    </section>
  )
}

export function ProfilePage() {
  const t = useT()
  const queries = useQueryClient()
  const { data: me } = useSuspenseQuery(askMe)
  const [theme, setTheme] = useState(getTheme)
  const [single, setSingle] = useState(singleKeysOn)
  return (
    <>
      <title>{`${t('account.profile')} — ${t('app.name')}`}</title>
      <h1 className="display mb-6 text-40 max-md:text-30">{t('account.profile')}</h1>
      {me.isAdmin && <p className="-mt-3 mb-6 text-ink-2">{t('account.admin')}</p>}
      <Part title={t('account.picture')}>
        <PictureForm me={me} />
      </Part>
      <Part title={t('account.name')}>
        <ProfileForm me={me} />
      </Part>
      <Part title={t('account.language')}>
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
      </Part>
      <Part title={t('theme.name')}>
        <Segmented
          label={t('theme.name')}
          value={theme}
          options={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
          onChange={(next) => {
            showTheme(next)
            setTheme(next)
          }}
        />
      </Part>
      <Part title={t('keys.title')}>
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
      </Part>
      <Part title={t('account.password')}>
        <PasswordForm />
      </Part>
    </>
  )
}
