// The way to report one look or video; once it is reported, what became of that.
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ReportDialog } from './report-dialog.tsx'
import type { Subject } from './send-reports.ts'

/** Asked for once a page, whatever it shows; one older than these is told by the answer to its second report. */
const NEWEST = 100

export function ReportLink({ subject }: { readonly subject: Subject }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const reports = useQuery({
    queryKey: keys.reports,
    queryFn: async ({ signal }) => maepsi.reports.list({ query: { limit: NEWEST }, signal }),
  })
  const mine = reports.data?.items.find((report) =>
    'imageId' in subject ? report.imageId === subject.imageId : report.videoId === subject.videoId,
  )
  if (mine)
    return (
      <p data-testid="report-state" className="text-13 text-ink-2">
        {t(`report.state.${mine.status}`)}
        {mine.note && <span className="block text-ink-3">{t('report.note', { note: mine.note })}</span>}
      </p>
    )
  return (
    <>
      <button
        type="button"
        className="link text-left text-13"
        data-testid="report-link"
        onClick={() => setOpen(true)}
      >
        {t('report.link')}
      </button>
      {open && <ReportDialog subjects={[subject]} onClose={() => setOpen(false)} />}
    </>
  )
}
