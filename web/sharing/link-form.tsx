// What a link is to show and allow, for how long, and behind which password: of a new one, and of one that is changed.
import { LINK_DAYS, type ShareLink } from '#sdk/contract/share-links.ts'
import { useT } from '#web/i18n.ts'
import { sayError } from '#web/say-error.ts'
import { formatDate } from '#web/times.ts'
import { Button } from '#web/ui/button.tsx'
import { Field, readFields } from '#web/ui/field.tsx'
import { type FormEvent, useState } from 'react'

/** What is left out stays as it is. */
export interface LinkWish {
  readonly label: string
  readonly looks: ShareLink['looks']
  readonly mayHeart: boolean
  readonly mayComment: boolean
  readonly mayDownload: boolean
  /** null for none. */
  readonly password?: string | null
  readonly days?: number
}

interface LinkFormProps {
  /** The link to change; null for a new one. */
  readonly link: ShareLink | null
  readonly onCancel: () => void
  readonly onSend: (wish: LinkWish) => Promise<void>
}

const DAYS = [1, 7, LINK_DAYS, 90, 365] as const
const LEAST_PASSWORD = 4
const select =
  'mt-1.5 block h-11 w-full rounded-control border border-line-2 bg-surface px-3 text-16 font-normal md:text-14'

/** A new link, or what a link that is there allows. */
export function LinkForm({ link, onCancel, onSend }: LinkFormProps) {
  const t = useT()
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [lock, setLock] = useState(link?.hasPassword ? 'keep' : 'new')
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const { label, password, days, looks } = readFields(form, 'label', 'password', 'days', 'looks')
    const allowed = new FormData(form).getAll('allow')
    const isNeeded = link?.hasPassword === true && lock === 'new'
    if (password.length < LEAST_PASSWORD && (isNeeded || password !== ''))
      return setWrong(t('sharing.passwordNeeded'))
    setBusy(true)
    try {
      await onSend({
        label,
        looks: looks === 'all' ? 'all' : 'selected',
        mayHeart: allowed.includes('hearts'),
        mayComment: allowed.includes('comments'),
        mayDownload: allowed.includes('download'),
        ...(lock !== 'keep' && { password: password || null }),
        ...(days !== '' && { days: Number(days) }),
      })
    } catch (failed) {
      setWrong(sayError(failed))
      setBusy(false)
    }
  }
  const may = {
    hearts: link?.mayHeart ?? true,
    comments: link?.mayComment ?? true,
    download: link?.mayDownload ?? false,
  }
  return (
    <form
      noValidate
      onSubmit={(event) => void send(event)}
      className="mt-3 grid gap-4 border border-line p-4"
      data-testid="link-form"
    >
      <Field
        label={t('sharing.label')}
        name="label"
        maxLength={120}
        placeholder={t('sharing.labelPlaceholder')}
        defaultValue={link?.label}
        data-autofocus
      />
      <div className="grid grid-cols-2 gap-4 max-md:grid-cols-1">
        <label className="text-13 font-semibold text-ink-2">
          {t('sharing.shows')}
          <select name="looks" defaultValue={link?.looks ?? 'selected'} className={select}>
            <option value="selected">{t('sharing.selected')}</option>
            <option value="all">{t('sharing.all')}</option>
          </select>
        </label>
        <label className="text-13 font-semibold text-ink-2">
          {t('sharing.days')}
          <select name="days" defaultValue={link ? '' : LINK_DAYS} className={select}>
            {link && <option value="">{t('sharing.keepDays', { day: formatDate(link.expiresAt) })}</option>}
            {DAYS.map((days) => (
              <option key={days} value={days}>
                {t('sharing.dayCount', { count: days })}
              </option>
            ))}
          </select>
        </label>
      </div>
      <fieldset>
        <legend className="text-13 font-semibold text-ink-2">{t('sharing.allow')}</legend>
        <div className="mt-1 flex flex-wrap gap-x-6">
          {(['hearts', 'comments', 'download'] as const).map((what) => (
            <label key={what} className="flex min-h-9 items-center gap-2 pointer-coarse:min-h-11">
              <input
                type="checkbox"
                name="allow"
                value={what}
                defaultChecked={may[what]}
                className="size-4.5 accent-ink"
              />
              {t(`sharing.can.${what}`)}
            </label>
          ))}
        </div>
      </fieldset>
      {link?.hasPassword && (
        <label className="text-13 font-semibold text-ink-2">
          {t('sharing.passwordNow')}
          <select
            value={lock}
            onChange={(event) => {
              setLock(event.target.value)
              setWrong(null)
            }}
            className={select}
          >
            <option value="keep">{t('sharing.passwordKeep')}</option>
            <option value="new">{t('sharing.passwordNew')}</option>
            <option value="none">{t('sharing.passwordNone')}</option>
          </select>
        </label>
      )}
      {lock === 'new' && (
        <Field
          label={t(link?.hasPassword ? 'sharing.newPassword' : 'sharing.password')}
          name="password"
          type="password"
          autoComplete="new-password"
          maxLength={128}
          hint={t(link ? 'sharing.newPasswordHint' : 'sharing.passwordHint')}
          error={wrong}
        />
      )}
      {lock !== 'new' && wrong !== null && (
        <p role="alert" className="text-13 font-medium text-err">
          {wrong}
        </p>
      )}
      <p className="flex justify-end gap-2">
        <Button onClick={onCancel}>{t('do.cancel')}</Button>
        <Button type="submit" look="primary" busy={busy} data-testid={link ? 'save-link' : 'make-link'}>
          {t(link ? 'sharing.save' : 'sharing.make')}
        </Button>
      </p>
    </form>
  )
}
