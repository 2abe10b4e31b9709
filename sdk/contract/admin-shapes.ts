// What administrators see: people, jobs, workers, failures, and the audit of their own acts.
import * as z from 'zod/mini'
import { Consent, Release } from './people.ts'
import { UsageType } from './points.ts'
import { Report } from './reports.ts'
import { Id, Time } from './shapes.ts'
import { Currency, Words } from './subscriptions.ts'
import { Body, JobStatus } from './vto-jobs.ts'

const Count = z.number()
const Text = z.nullable(z.string())
const Amounts = z.object({
  credit: Count,
  lookBookTicket: Count,
  videoTicket: Count,
  includedLook: Count,
})

export const Overview = z.object({
  lanes: z.array(
    z.object({
      /** `cpu` jobs share the cores of a worker, `wait` jobs only wait for someone else. */
      lane: z.string(),
      waiting: Count,
      running: Count,
      /** Seconds the job waiting longest has waited. */
      oldest: Count,
    }),
  ),
  /** Seconds from the queue to a worker, over the last day. */
  wait: z.object({ p50: z.nullable(Count), p95: z.nullable(Count), jobs: Count }),
  /** Jobs that ended in the last day, and of those the ones that did not deliver everything, by reason; cancelled ones are not failures. */
  ended: Count,
  failed: z.array(z.object({ reason: z.string(), jobs: Count })),
  workers: z.object({ up: Count, drained: Count, silent: Count }),
  /** Since midnight in Asia/Seoul. */
  day: z.string(),
  today: z.array(
    z.object({
      usageType: UsageType,
      sold: Count,
      plan: Count,
      granted: Count,
      used: Count,
      returned: Count,
    }),
  ),
  /** What waits for an administrator. */
  open: z.object({ payments: Count, disputes: Count, reports: Count }),
})
export type Overview = z.infer<typeof Overview>

export const AdminModel = z.object({
  id: Id,
  name: z.string(),
  body: Body,
  /** Brought by an administrator, for everyone in the studio. */
  house: z.boolean(),
  /** Who brought them. */
  user: z.object({ id: Id, name: Text, email: Text }),
  consent: z.extend(Consent, { at: Time }),
  release: z.nullable(Release),
  createdAt: Time,
})
export type AdminModel = z.infer<typeof AdminModel>

export const AdminUser = z.object({
  id: Id,
  name: Text,
  lastName: Text,
  email: Text,
  pictureUrl: Text,
  language: z.string(),
  isAdmin: z.boolean(),
  createdAt: Time,
  suspendedAt: z.nullable(Time),
  deletedAt: z.nullable(Time),
  balance: Amounts,
  projectCount: Count,
  lookCount: Count,
  /** As far as sessions and API keys tell. */
  lastSeenAt: z.nullable(Time),
  plan: Text,
})
export type AdminUser = z.infer<typeof AdminUser>

export const WholeAdminUser = z.extend(AdminUser, { held: Amounts })
export type WholeAdminUser = z.infer<typeof WholeAdminUser>

/** Points moved by hand: given, taken, or given back for a job. */
export const Grant = z.object({
  id: Id,
  user: z.object({ id: Id, name: Text, email: Text }),
  usageType: UsageType,
  amount: Count,
  reason: z.string(),
  note: Text,
  jobId: z.nullable(Id),
  expiresAt: z.nullable(Time),
  createdAt: Time,
})
export type Grant = z.infer<typeof Grant>

export const AdminJob = z.object({
  id: Id,
  user: z.object({ id: Id, name: Text, email: Text }),
  projectId: Id,
  projectName: Text,
  productName: Text,
  kind: z.enum(['look', 'video', 'letter']),
  status: JobStatus,
  engine: Text,
  lane: z.string(),
  worker: Text,
  attempt: Count,
  progress: Count,
  stage: Text,
  cancelRequested: z.boolean(),
  failReason: Text,
  usedPointType: UsageType,
  usedAmount: Count,
  lookCount: Count,
  deliveredCount: Count,
  queuedAt: Time,
  startedAt: z.nullable(Time),
  finishedAt: z.nullable(Time),
  /** The job it runs again, and the one that runs it again. */
  retryOf: z.nullable(Id),
  retriedBy: z.nullable(Id),
})
export type AdminJob = z.infer<typeof AdminJob>

export const WholeAdminJob = z.extend(AdminJob, {
  /** The wish as the worker reads it, without photos and looks. */
  input: z.record(z.string(), z.unknown()),
  photos: z.array(z.object({ slot: z.string(), side: z.string(), thumbnailUrl: Text })),
  looks: z.array(
    z.object({
      n: Count,
      view: z.string(),
      price: Count,
      status: z.enum(['waiting', 'made', 'failed', 'cancelled']),
      failCode: Text,
      /** Of a look, or the poster of a video. */
      pictureUrl: Text,
      /** The rest of what was wished for this one. */
      wish: z.record(z.string(), z.unknown()),
    }),
  ),
  steps: z.array(
    z.object({
      at: Time,
      status: JobStatus,
      attempt: Count,
      worker: Text,
      version: Text,
      stage: Text,
      reason: Text,
    }),
  ),
  ledger: z.array(
    z.object({
      id: Id,
      usageType: UsageType,
      amount: Count,
      balanceAfter: Count,
      reason: z.string(),
      note: Text,
      createdAt: Time,
    }),
  ),
  /** What can still be given back by hand; 0 when that was done, or nothing is left. */
  refundable: Count,
})
export type WholeAdminJob = z.infer<typeof WholeAdminJob>

export const AdminWorker = z.object({
  id: z.string(),
  host: z.string(),
  version: Text,
  startedAt: Time,
  lastSeenAt: Time,
  /** Seconds since it last said that it lives. */
  silent: Count,
  drainedAt: z.nullable(Time),
  jobs: z.array(z.object({ id: Id, kind: z.string(), stage: Text, progress: Count, startedAt: Time })),
})
export type AdminWorker = z.infer<typeof AdminWorker>

export const FailureGroup = z.object({
  reason: z.string(),
  engine: Text,
  /** Of the studio that worked at it. */
  version: Text,
  jobs: Count,
  users: Count,
  /** Jobs of it that were not run again yet. */
  again: Count,
  last: Time,
  samples: z.array(z.object({ jobId: Id, thumbnailUrl: Text })),
})
export type FailureGroup = z.infer<typeof FailureGroup>

export const AdminReport = z.extend(Report, {
  user: z.object({ id: Id, name: Text, email: Text }),
  projectId: Id,
  projectName: Text,
  /** Of the look, or the poster of the video. */
  pictureUrl: Text,
  /** What its job has cost until now and was not given back. */
  stillPaid: Count,
})
export type AdminReport = z.infer<typeof AdminReport>

export const DISPUTE_STATUSES = ['inquiry', 'open', 'won', 'lost'] as const

/** What was paid, and what of it went back. */
export const AdminCharge = z.object({
  id: Id,
  user: z.object({ id: Id, name: Text, email: Text }),
  purpose: z.string(),
  name: Words,
  provider: z.string(),
  /** What the provider calls it: what its own console finds it by. */
  paymentId: Text,
  method: z.nullable(z.object({ type: z.string(), brand: Text, last4: Text })),
  currency: Currency,
  /** In the smallest unit, tax included. */
  amount: Count,
  refunded: Count,
  /** Asked of the provider and not answered yet. */
  refunding: Count,
  status: z.enum(['paid', 'mismatch']),
  invoice: Text,
  paidAt: z.nullable(Time),
  refunds: z.array(
    z.object({
      id: Id,
      amount: Count,
      reason: z.string(),
      status: z.string(),
      failure: Text,
      createdAt: Time,
    }),
  ),
  /** What the payer's bank asks back: `inquiry` only asks; `open` has taken it for now. */
  disputes: z.array(
    z.object({
      id: z.string(),
      amount: Count,
      currency: Currency,
      status: z.enum(DISPUTE_STATUSES),
      reason: z.string(),
      dueAt: z.nullable(Time),
      openedAt: Time,
    }),
  ),
})
export type AdminCharge = z.infer<typeof AdminCharge>

/** A bank transfer that is announced; `remittance` is what stands on it. */
export const AdminPayment = z.object({
  id: Id,
  user: z.object({ id: Id, name: Text, email: Text }),
  purpose: z.string(),
  item: z.string(),
  name: Words,
  remittance: z.string(),
  currency: Currency,
  /** In the smallest unit, tax included. */
  amount: Count,
  status: z.string(),
  createdAt: Time,
  expiresAt: z.nullable(Time),
})
export type AdminPayment = z.infer<typeof AdminPayment>

const Sold = z.object({
  id: z.string(),
  name: Words,
  /** By currency, in the smallest unit, tax included. */
  prices: z.record(z.string(), Count),
  grants: Amounts,
})

/** What is sold (the file `MAEPSI_PLANS`), and how many people hold each plan, those no longer sold among them. */
export const AdminPlans = z.object({
  plans: z.array(Sold),
  packs: z.array(Sold),
  holders: z.array(z.object({ plan: z.string(), status: z.string(), users: Count })),
})
export type AdminPlans = z.infer<typeof AdminPlans>

export const AUDIT_ACTS = [
  'suspend',
  'lift',
  'make_admin',
  'unmake_admin',
  'grant',
  'adjust',
  'view_start',
  'view_end',
  'job_retry',
  'job_retry_all',
  'job_refund',
  'job_cancel',
  'worker_drain',
  'worker_resume',
  'payment_confirm',
  'payment_reject',
  'payment_refund',
  'payment_dispute',
  'report_return',
  'report_decline',
] as const

export const AuditEntry = z.object({
  id: Id,
  /** null for what the studio wrote down by itself: somebody outside decided it. */
  admin: z.nullable(z.object({ id: Id, name: Text })),
  act: z.enum(AUDIT_ACTS),
  subject: z.string(),
  subjectId: z.string(),
  user: z.nullable(z.object({ id: Id, name: Text })),
  before: z.nullable(z.record(z.string(), z.unknown())),
  after: z.nullable(z.record(z.string(), z.unknown())),
  reason: Text,
  address: Text,
  createdAt: Time,
})
export type AuditEntry = z.infer<typeof AuditEntry>
