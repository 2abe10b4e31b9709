// The page that reads the marks of any file: open to anybody, nothing is kept.
import { MOST_VERIFIED_BYTES, type Marks } from '#sdk/contract/verify.ts'
import { t as now, useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Door } from '#web/shell/door.tsx'
import { Banner } from '#web/ui/banner.tsx'
import { buttonClass } from '#web/ui/button.tsx'
import { MarksView } from '#web/verify/marks-view.tsx'
import { useRef, useState } from 'react'

interface Read {
  readonly name: string
  readonly marks: Marks
}

export function VerifyPage() {
  const t = useT()
  const [read, setRead] = useState<Read | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const latest = useRef<File | null>(null)
  const look = async (file: File | undefined) => {
    if (!file) return
    latest.current = file
    setRead(null)
    setWrong(null)
    if (file.size > MOST_VERIFIED_BYTES) {
      setWrong(now('verify.types'))
      return
    }
    setBusy(true)
    try {
      const marks = await maepsi.verify.verify({ body: file })
      if (latest.current === file) setRead({ name: file.name, marks })
    } catch (error) {
      if (latest.current === file) setWrong(sayError(error))
    } finally {
      if (latest.current === file) setBusy(false)
    }
  }
  return (
    <Door title={t('verify.title')} help={t('verify.help')}>
      <label className="relative flex flex-col items-start gap-3 border border-dashed border-line-2 p-5 focus-within:outline-2 focus-within:outline-offset-2">
        {/* It lies over the whole field, so that a file can be dropped anywhere on it. */}
        <input
          type="file"
          accept="image/jpeg,image/png,image/webp,image/avif,video/mp4"
          className="absolute inset-0 cursor-pointer opacity-0"
          data-testid="verify-file"
          onChange={(event) => {
            void look(event.target.files?.[0])
            event.target.value = ''
          }}
        />
        <span className={buttonClass('primary')}>{t(read ? 'verify.again' : 'verify.choose')}</span>
        <span className="text-13 text-ink-3">{t('verify.types')}</span>
      </label>
      <div className="mt-6" aria-live="polite">
        {busy && <p className="text-ink-2">{t('verify.reading')}</p>}
        {wrong && <Banner kind="error" title={wrong} />}
        {read && <MarksView marks={read.marks} name={read.name} />}
      </div>
    </Door>
  )
}
