// How what administrators see is written in answers; pictures are signed for the administrator.
import type {
  AdminJob,
  AdminModel,
  AdminReport,
  AdminUser,
  AdminWorker,
  AuditEntry,
  FailureGroup,
  Grant,
  WholeAdminJob,
} from '#sdk/contract/admin-shapes.ts'
import type { AuditRow } from '../domain/admin/audit.ts'
import type { FailureGroup as Failures } from '../domain/admin/failures.ts'
import type { GrantRow } from '../domain/admin/grants.ts'
import type { AdminJobRow, WholeJob } from '../domain/admin/jobs.ts'
import type { ModelRow } from '../domain/admin/models.ts'
import type { PersonRow } from '../domain/admin/people.ts'
import type { ReportForAdmin } from '../domain/reports/decide.ts'
import { POSTER } from '../domain/videos/videos.ts'
import { isRealAddress } from '../domain/mail/send-letter.ts'
import { looksOf } from '../domain/vto-jobs/vto-jobs.ts'
import type { WorkerRow } from '../domain/vto-jobs/workers.ts'
import type { Studio } from '../studio.ts'
import { signFile } from './files.ts'
import { presentRelease } from './people.ts'
import { presentReport } from './reports.ts'

type Who = { readonly id: string }

/** Who it is about; an address that was made up for somebody without one is not told. */
function personOf(row: {
  readonly user_id: string
  readonly user_name: string | null
  readonly user_email: string | null
}) {
  return {
    id: row.user_id,
    name: row.user_name,
    email: isRealAddress(row.user_email) ? row.user_email : null,
  }
}

export function presentPerson(studio: Studio, admin: Who, row: PersonRow): AdminUser {
  return {
    id: row.id,
    name: row.name,
    lastName: row.last_name,
    email: isRealAddress(row.email) ? row.email : null,
    pictureUrl: row.picture && signFile(studio, admin, row.picture),
    language: row.language ?? 'ko',
    isAdmin: row.is_admin,
    createdAt: row.created_at.toISOString(),
    suspendedAt: row.suspended_at?.toISOString() ?? null,
    deletedAt: row.deleted_at?.toISOString() ?? null,
    balance: {
      credit: row.credit,
      lookBookTicket: row.look_book_ticket,
      videoTicket: row.video_ticket,
      includedLook: row.included_look,
    },
    projectCount: row.project_count,
    lookCount: row.look_count,
    lastSeenAt: row.last_seen?.toISOString() ?? null,
    plan: row.plan,
  }
}

/** Somebody whose photos are in the studio, with the consent and, by signed URL, what was signed. */
export function presentAdminModel(studio: Studio, admin: Who, row: ModelRow): AdminModel {
  const { adult, release, purpose, at } = row.consent
  return {
    id: row.id,
    name: row.name,
    body: row.body,
    house: row.house,
    user: personOf(row),
    consent: { adult, release, purpose, at },
    release: presentRelease(studio, admin, row),
    createdAt: row.created_at.toISOString(),
  }
}

export function presentGrant(row: GrantRow): Grant {
  return {
    id: row.id,
    user: personOf(row),
    usageType: row.usage_type,
    amount: row.amount,
    reason: row.reason,
    note: row.note,
    jobId: row.job_id,
    expiresAt: row.expires_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  }
}

export function presentAdminJob(row: AdminJobRow): AdminJob {
  return {
    id: row.id,
    user: personOf(row),
    projectId: row.project_id,
    projectName: row.project_name,
    productName: row.product_name,
    kind: row.kind,
    status: row.status,
    engine: row.engine,
    lane: row.lane,
    worker: row.worker,
    attempt: row.attempt,
    progress: row.progress,
    stage: row.stage,
    cancelRequested: row.cancel_requested,
    failReason: row.fail_reason,
    usedPointType: row.used_point_type,
    usedAmount: row.used_amount,
    lookCount: row.look_count,
    deliveredCount: row.delivered_count,
    queuedAt: row.queued_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    retryOf: row.retry_of,
    retriedBy: row.retried_by,
  }
}

export function presentWholeJob(studio: Studio, admin: Who, job: WholeJob): WholeAdminJob {
  const { photos, looks, ...input } = job.input
  const ended = looksOf(job)
  return {
    ...presentAdminJob(job),
    input: { ...input },
    photos: photos.map(({ slot, side, key }) => {
      const thumbnail = job.thumbnails.get(key)
      return { slot, side, thumbnailUrl: thumbnail === undefined ? null : signFile(studio, admin, thumbnail) }
    }),
    looks: looks.map(({ view, price, ...wish }, n) => {
      const file = job.files.get(n)
      const small = job.kind === 'video' ? POSTER : '240.webp'
      return {
        n,
        view,
        price,
        status: ended[n].status,
        failCode: ended[n].failCode,
        pictureUrl: file ? signFile(studio, admin, file.url.replace(/[^/]+$/, small)) : null,
        wish: { ...wish },
      }
    }),
    steps: job.steps.map(({ at, ...step }) => ({
      ...step,
      status: step.status as AdminJob['status'],
      at: at.toISOString(),
    })),
    ledger: job.ledger.map((row) => ({
      id: row.id,
      usageType: row.usage_type,
      amount: row.amount,
      balanceAfter: row.balance_after,
      reason: row.reason,
      note: row.note,
      createdAt: row.created_at.toISOString(),
    })),
    refundable: job.refundable,
  }
}

export function presentWorker(row: WorkerRow): AdminWorker {
  return {
    id: row.id,
    host: row.host,
    version: row.version,
    startedAt: row.started_at.toISOString(),
    lastSeenAt: row.last_seen.toISOString(),
    silent: row.silent,
    drainedAt: row.drained_at?.toISOString() ?? null,
    jobs: row.jobs.map((job) => ({ ...job, startedAt: new Date(job.startedAt).toISOString() })),
  }
}

export function presentFailure(studio: Studio, admin: Who, group: Failures): FailureGroup {
  return {
    ...group,
    last: group.last.toISOString(),
    samples: group.samples.map(({ jobId, thumbnail }) => ({
      jobId,
      thumbnailUrl: thumbnail && signFile(studio, admin, thumbnail),
    })),
  }
}

export function presentAdminReport(studio: Studio, admin: Who, row: ReportForAdmin): AdminReport {
  const small = row.video_id === null ? '240.webp' : POSTER
  return {
    ...presentReport(row),
    user: personOf(row),
    projectId: row.project_id,
    projectName: row.project_name,
    pictureUrl: row.url && signFile(studio, admin, row.url.replace(/[^/]+$/, small)),
    stillPaid: row.still_paid,
  }
}

export function presentAudit(row: AuditRow): AuditEntry {
  return {
    id: row.id,
    admin: row.admin_id === null ? null : { id: row.admin_id, name: row.admin_name },
    act: row.act as AuditEntry['act'],
    subject: row.subject,
    subjectId: row.subject_id,
    user: row.user_id === null ? null : { id: row.user_id, name: row.user_name },
    before: row.before,
    after: row.after,
    reason: row.reason,
    address: row.address,
    createdAt: row.created_at.toISOString(),
  }
}
