// A run in words: its name from its direction, its facts, what came back, and why a look of it failed.
import type { Stage, VtoJob } from '#sdk/contract/vto-jobs.ts'
import { engineFail } from '#web/engine-words.ts'
import type { Translate } from '#web/i18n.ts'
import { formatMoment } from '#web/times.ts'
import { backdropName } from './backdrops.ts'

/** `Linen shirt, sand`; a run of a product without a name is called by its model. */
export function runName(job: VtoJob, t: Translate): string {
  const named = !job.direction.backdrop.startsWith('#')
  const backdrop = named ? backdropName(job.direction.backdrop, t) : t('studio.ownColour')
  return job.productName === null
    ? t('gallery.runUnnamed', { body: t(`studio.body.${job.direction.body}`), backdrop })
    : t('gallery.runName', { product: job.productName, backdrop })
}

/** `Female · front, back · today 14:02`. */
export function runFacts(job: VtoJob, t: Translate): string {
  const { body, views } = job.direction
  return [
    // Where there is no product's name the model's stands for it already.
    ...(job.productName === null ? [] : [t(`studio.body.${body}`)]),
    views.map((view) => t(`studio.view.${view}`)).join(', '),
    formatMoment(job.queuedAt),
  ].join(' · ')
}

/** An amount of the kind of point that paid the run: `3 tickets`. */
export function amountOf(job: VtoJob, amount: number, t: Translate): string {
  return job.usedPointType === 'video_ticket'
    ? t('videos.amount.video_ticket', { count: amount })
    : t(`studio.amount.${job.usedPointType}`, { count: amount })
}

const FAILS = ['cloth_failed', 'photo_broken', 'photo_missing', 'photo_none', 'worker_lost'] as const

/** Why a look was not made. */
export function failWords(code: string | null, t: Translate): string {
  return engineFail(code, t) ?? t(`gallery.fail.${FAILS.find((one) => one === code) ?? 'unknown'}`)
}

/** What is being done, in words; a run that has only just started is reading its photos. */
export const stageWords = (stage: Stage | null, t: Translate): string =>
  t(`gallery.stage.${stage ?? 'reading'}`)
