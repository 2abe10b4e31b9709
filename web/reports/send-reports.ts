// Sends reports one after the other, and puts into one sentence what became of them.
import type { ReportAnswer, ReportReason } from '#sdk/contract/reports.ts'
import type { UsageType } from '#sdk/contract/points.ts'
import type { Translate } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'

/** What is reported: a look or a video. */
export type Subject = { readonly imageId: string } | { readonly videoId: string }

/** Reports each, in order: within a limit the first ones are given back. Throws what the studio refuses; what was sent stays sent. */
export async function sendReports(
  subjects: readonly Subject[],
  reason: ReportReason,
  words: string,
): Promise<ReportAnswer[]> {
  const answers: ReportAnswer[] = []
  for (const subject of subjects)
    answers.push(await maepsi.reports.create({ body: { ...subject, reason, ...(words && { words }) } }))
  return answers
}

/** What came back, and what is left to whom. */
export function sayAnswers(t: Translate, answers: readonly ReportAnswer[]): string {
  const fresh = answers.filter(({ again }) => !again)
  const back = new Map<UsageType, number>()
  for (const { usageType, returned } of fresh)
    if (returned > 0) back.set(usageType, (back.get(usageType) ?? 0) + returned)
  const amounts = [...back].map(([usageType, count]) => t(`report.amount.${usageType}`, { count }))
  const count = (status: ReportAnswer['status']) => fresh.filter((one) => one.status === status).length
  return [
    amounts.length > 0
      ? t('report.returned', { amount: amounts.join(', ') })
      : fresh.length > 0
        ? t('report.mostly')
        : '',
    count('open') > 0 ? t('report.open', { count: count('open') }) : '',
    count('noted') > 0 ? t('report.noted', { count: count('noted') }) : '',
    fresh.length < answers.length ? t('report.again', { count: answers.length - fresh.length }) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}
