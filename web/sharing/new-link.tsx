// What a new link is to show and allow, for how long, and behind which password.
import { LINK_DAYS } from '#sdk/contract/share-links.ts'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { Field, readFields } from '#web/ui/field.tsx'
import { type FormEvent, useState } from 'react'

interface NewLinkProps {
  readonly projectId: string
  readonly onCancel: () => void
  /** Hears the address, which is shown this once. */
  readonly onMade: (url: string) => void
}

const DAYS = [1, 7, LINK_DAYS, 90, 365] as const
const select =
  'mt-1.5 block h-11 w-full rounded-control border border-line-2 bg-surface px-3 text-16 md:text-14'

export function NewLink({ projectId, onCancel, onMade }: NewLinkProps) {
  const t = useT()
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const make = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const { label, password, days, looks } = readFields(form, 'label', 'password', 'days', 'looks')
    const allowed = new FormData(form).getAll('allow')
    setBusy(true)
    try {
      const { url } = await maepsi.shareLinks.create({
        params: { id: projectId },
        body: {
          label,
          password: password || null,
          days: Number(days),
          looks: looks === 'all' ? 'all' : 'selected',
          mayHeart: allowed.includes('hearts'),
          mayComment: allowed.includes('comments'),
          mayDownload: allowed.includes('download'),
        },
      })
      onMade(url)
    } catch (failed) {
      setWrong(password && password.length < 4 ? t('sharing.passwordHint') : sayError(failed))
      setBusy(false)
    }
  }
  return (
    <form
      noValidate
      onSubmit={(event) => void make(event)}
      className="mt-3 grid gap-4 border border-line p-4"
      data-testid="link-form"
    >
      <Field
        label={t('sharing.label')}
        name="label"
        maxLength={120}
        placeholder={t('sharing.labelPlaceholder')}
        data-autofocus
      />
      <div className="grid grid-cols-2 gap-4 max-md:grid-cols-1">
        <label className="text-13 font-semibold text-ink-2">
          {t('sharing.shows')}
          <select name="looks" defaultValue="selected" className={`${select} font-normal`}>
            <option value="selected">{t('sharing.selected')}</option>
            <option value="all">{t('sharing.all')}</option>
          </select>
        </label>
        <label className="text-13 font-semibold text-ink-2">
          {t('sharing.days')}
          <select name="days" defaultValue={LINK_DAYS} className={`${select} font-normal`}>
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
                defaultChecked={what !== 'download'}
                className="size-4.5 accent-ink"
              />
              {t(`sharing.can.${what}`)}
            </label>
          ))}
        </div>
      </fieldset>
      <Field
        label={t('sharing.password')}
        name="password"
        type="password"
        autoComplete="new-password"
        maxLength={128}
        hint={t('sharing.passwordHint')}
        error={wrong}
      />
      <p className="flex justify-end gap-2">
        <Button onClick={onCancel}>{t('do.cancel')}</Button>
        <Button type="submit" look="primary" busy={busy} data-testid="make-link">
          {t('sharing.make')}
        </Button>
      </p>
    </form>
  )
}
