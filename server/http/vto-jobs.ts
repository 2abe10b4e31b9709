// /v1/vto-jobs: submitting runs, following and cancelling them.
import {
  cancel,
  get,
  lastDirection,
  list,
  submit,
  submitClip,
  submitLetter,
  submitMotion,
  submitVideo,
  VIEWS,
  type Stage,
  type View,
  type VtoJob,
} from '#sdk/contract/vto-jobs.ts'
import { cancelVtoJob } from '../domain/vto-jobs/cancel.ts'
import { lastRun } from '../domain/vto-jobs/last-direction.ts'
import { submitVtoJob } from '../domain/vto-jobs/submit.ts'
import { submitClipJob, submitMotionJob } from '../domain/vto-jobs/submit-clip.ts'
import { submitLetterJob } from '../domain/vto-jobs/submit-letter.ts'
import { submitVideoJob } from '../domain/vto-jobs/submit-video.ts'
import { getVtoJob, listVtoJobs, looksOf, type VtoJobRow } from '../domain/vto-jobs/vto-jobs.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'

export function vtoJobRoutes(app: App, studio: Studio): void {
  app.route({
    ...submit,
    handler: async ({ user, body }, reply) =>
      reply.code(202).send(presentVtoJob(await submitVtoJob(studio, user, body))),
  })

  app.route({
    ...submitVideo,
    handler: async ({ user, body }, reply) =>
      reply.code(202).send(presentVtoJob(await submitVideoJob(studio, user, body))),
  })

  app.route({
    ...submitClip,
    handler: async ({ user, body }, reply) =>
      reply.code(202).send(presentVtoJob(await submitClipJob(studio, user, body))),
  })

  app.route({
    ...submitMotion,
    handler: async ({ user, body }, reply) =>
      reply.code(202).send(presentVtoJob(await submitMotionJob(studio, user, body))),
  })

  app.route({
    ...submitLetter,
    handler: async ({ user, body }, reply) =>
      reply.code(202).send(presentVtoJob(await submitLetterJob(studio, user, body))),
  })

  app.route({
    ...lastDirection,
    handler: async ({ user, query }) => {
      const run = await lastRun(studio, user, query.projectId)
      return { direction: run && presentVtoJob(run).direction }
    },
  })

  app.route({
    ...list,
    handler: async ({ user, query }) => {
      const { items, next } = await listVtoJobs(studio.db, user, query)
      return { items: items.map(presentVtoJob), next }
    },
  })

  app.route({
    ...get,
    handler: async ({ user, params }) => presentVtoJob(await getVtoJob(studio.db, user, params.id)),
  })

  app.route({
    ...cancel,
    handler: async ({ user, params }) => presentVtoJob(await cancelVtoJob(studio, user, params.id)),
  })
}

type Direction = VtoJob['direction']

const personOf = (input: VtoJobRow['input']): string | undefined =>
  'person' in input ? input.person?.[0]?.person : undefined

const isView = (view: string): view is View => VIEWS.some((one) => one === view)

const PLAIN = { body: 'female', pose: 'standing', backdrop: 'paper' } as const

function presentVtoJob(job: VtoJobRow): VtoJob {
  const { input } = job
  const worn = input.looks[0]
  // Nobody wears anything in a letter.
  const first = worn.view === 'letter' ? PLAIN : worn
  return {
    id: job.id,
    projectId: job.project_id,
    productId: job.product_id,
    productName: job.product_name,
    kind: job.kind,
    status: job.status,
    // Older jobs say less: theirs was the mannequin as it comes.
    direction: {
      engine: input.engine,
      body: first.body as Direction['body'],
      bodySize: (('bodySize' in first && first.bodySize) || 'M') as Direction['bodySize'],
      finish: (('finish' in first && first.finish) || 'white') as Direction['finish'],
      pose: first.pose as Direction['pose'],
      tucked: ('tucked' in first && first.tucked) || false,
      open: ('open' in first && first.open) || false,
      views: input.looks.flatMap(({ view }) => (isView(view) ? [view] : [])),
      ghost: ('ghost' in first && first.ghost) || false,
      backdrop: first.backdrop,
      ratio: input.ratio,
      size: input.size,
      ...(personOf(input) && { personId: personOf(input) }),
    },
    looks: looksOf(job),
    usedPointType: job.used_point_type,
    usedAmount: job.used_amount,
    returnedAmount: job.returned_amount,
    attempt: job.attempt,
    progress: job.progress,
    stage: job.stage as Stage | null,
    ahead: job.ahead,
    cancelRequested: job.cancel_requested,
    failReason: job.fail_reason,
    queuedAt: job.queued_at.toISOString(),
    startedAt: job.started_at?.toISOString() ?? null,
    finishedAt: job.finished_at?.toISOString() ?? null,
  }
}
