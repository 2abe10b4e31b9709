// Administration: what only administrators see and do. Every act takes a reason and leaves a row in the audit.
import * as z from 'zod/mini'
import {
  AdminJob,
  AdminModel,
  AdminReport,
  AdminUser,
  AdminWorker,
  AUDIT_ACTS,
  AuditEntry,
  FailureGroup,
  Grant,
  Overview,
  WholeAdminJob,
  WholeAdminUser,
} from './admin-shapes.ts'
import type { Operation } from './operation.ts'
import { LedgerRow, UsageType } from './points.ts'
import { REPORT_STATES } from './reports.ts'
import { ById, Id, Nothing, Page, PageQuery, Time } from './shapes.ts'
import { JobStatus } from './vto-jobs.ts'

const tags = ['admin']
const scope = 'admin'
/** Why: kept in the audit for good. */
export const Reason = z.string().check(z.trim(), z.minLength(2), z.maxLength(500))
export const WithReason = z.object({ reason: Reason })
const Days = z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(90)), 7)

export const overview = {
  method: 'GET',
  url: '/v1/admin/overview',
  schema: { summary: 'The studio at a glance', tags, response: { 200: Overview } },
  config: { scope },
} as const satisfies Operation

export const listUsers = {
  method: 'GET',
  url: '/v1/admin/users',
  schema: {
    summary: 'Users, newest first, by name, e-mail or id',
    tags,
    querystring: z.extend(PageQuery, {
      q: z.optional(z.string().check(z.maxLength(200))),
      only: z.optional(z.enum(['admins', 'suspended', 'deleted'])),
    }),
    response: { 200: Page(AdminUser) },
  },
  config: { scope },
} as const satisfies Operation

export const getUser = {
  method: 'GET',
  url: '/v1/admin/users/:id',
  schema: { summary: 'One user', tags, params: ById, response: { 200: WholeAdminUser } },
  config: { scope },
} as const satisfies Operation

export const listModels = {
  method: 'GET',
  url: '/v1/admin/people',
  schema: {
    summary:
      'Everybody whose photos are in the studio, newest first: who brought them, their consent, and what they signed',
    tags,
    querystring: z.extend(PageQuery, { release: z.optional(z.enum(['missing'])) }),
    response: { 200: Page(AdminModel) },
  },
  config: { scope },
} as const satisfies Operation

export const userLedger = {
  method: 'GET',
  url: '/v1/admin/users/:id/usage',
  schema: {
    summary: 'A user’s ledger, newest first',
    tags,
    params: ById,
    querystring: PageQuery,
    response: { 200: Page(LedgerRow) },
  },
  config: { scope },
} as const satisfies Operation

export const suspend = {
  method: 'POST',
  url: '/v1/admin/users/:id/suspend',
  schema: {
    summary: 'Suspend a user: refused everywhere at once, unfinished jobs cancelled, nothing deleted',
    tags,
    params: ById,
    body: WithReason,
    response: { 200: WholeAdminUser },
  },
  config: { scope, errors: ['last_admin'] },
} as const satisfies Operation

export const lift = {
  method: 'POST',
  url: '/v1/admin/users/:id/lift',
  schema: {
    summary: 'Lift a suspension',
    tags,
    params: ById,
    body: WithReason,
    response: { 200: WholeAdminUser },
  },
  config: { scope },
} as const satisfies Operation

export const setAdmin = {
  method: 'PUT',
  url: '/v1/admin/users/:id/admin',
  schema: {
    summary: 'Make a user an administrator, or take that back',
    tags,
    params: ById,
    body: z.extend(WithReason, { isAdmin: z.boolean() }),
    response: { 200: WholeAdminUser },
  },
  config: { scope, errors: ['last_admin', 'suspended'] },
} as const satisfies Operation

export const grant = {
  method: 'POST',
  url: '/v1/admin/users/:id/grants',
  schema: {
    summary: 'Give a user points, or with a negative amount take some. `id` is your idempotency key',
    tags,
    params: ById,
    body: z.extend(WithReason, {
      id: Id,
      usageType: UsageType,
      amount: z.number().check(z.int()),
      /** When what is left of it goes. */
      expiresAt: z._default(z.nullable(Time), null),
    }),
    /** What there was of that kind, and what there is now. */
    response: { 200: z.object({ before: z.number(), after: z.number() }) },
  },
  config: { scope, errors: ['amount_big', 'points_short', 'key_reused'] },
} as const satisfies Operation

export const listGrants = {
  method: 'GET',
  url: '/v1/admin/grants',
  schema: {
    summary: 'Everything moved by hand, newest first',
    tags,
    querystring: PageQuery,
    response: { 200: Page(Grant) },
  },
  config: { scope },
} as const satisfies Operation

export const startView = {
  method: 'POST',
  url: '/v1/admin/users/:id/view',
  schema: {
    summary:
      'Look at the studio as this user, reading only, for 30 minutes or until it is ended; in a browser, beside your session',
    tags,
    params: ById,
    body: WithReason,
    response: { 200: z.object({ endsAt: Time }) },
  },
  config: { scope, errors: ['not_allowed'] },
} as const satisfies Operation

export const endView = {
  method: 'POST',
  url: '/v1/admin/view/end',
  schema: { summary: 'End the view', tags, response: { 204: Nothing } },
  // Whoever is looked at is no administrator: the handler asks who looks.
  config: { open: true },
} as const satisfies Operation

export const listJobs = {
  method: 'GET',
  url: '/v1/admin/jobs',
  schema: {
    summary: 'Jobs of everybody, newest first',
    tags,
    querystring: z.extend(PageQuery, {
      status: z.optional(JobStatus),
      kind: z.optional(z.enum(['look', 'video', 'letter'])),
      userId: z.optional(Id),
      engine: z.optional(z.string().check(z.maxLength(64))),
      reason: z.optional(z.string().check(z.maxLength(64))),
      worker: z.optional(z.string().check(z.maxLength(300))),
      from: z.optional(Time),
      until: z.optional(Time),
    }),
    response: { 200: Page(AdminJob) },
  },
  config: { scope },
} as const satisfies Operation

export const getJob = {
  method: 'GET',
  url: '/v1/admin/jobs/:id',
  schema: {
    summary: 'One job with all it went through',
    tags,
    params: ById,
    response: { 200: WholeAdminJob },
  },
  config: { scope },
} as const satisfies Operation

export const retryJob = {
  method: 'POST',
  url: '/v1/admin/jobs/:id/retry',
  schema: {
    summary: 'Run again, for nothing, what a job did not deliver; answers the job that runs',
    tags,
    params: ById,
    body: WithReason,
    response: { 200: z.object({ jobId: Id }) },
  },
  config: { scope, errors: ['job_running', 'job_retried', 'job_whole', 'in_bin', 'not_allowed'] },
} as const satisfies Operation

export const refundJob = {
  method: 'POST',
  url: '/v1/admin/jobs/:id/refund',
  schema: {
    summary: 'Give back, once, up to what an ended job still costs',
    tags,
    params: ById,
    body: z.extend(WithReason, { amount: z.number().check(z.int(), z.minimum(1)) }),
    response: { 200: WholeAdminJob },
  },
  config: { scope, errors: ['refund_big', 'job_running'] },
} as const satisfies Operation

export const cancelJob = {
  method: 'POST',
  url: '/v1/admin/jobs/:id/cancel',
  schema: {
    summary: 'Cancel anybody’s job',
    tags,
    params: ById,
    body: WithReason,
    response: { 200: WholeAdminJob },
  },
  config: { scope, errors: ['job_ended'] },
} as const satisfies Operation

export const listWorkers = {
  method: 'GET',
  url: '/v1/admin/workers',
  schema: {
    summary: 'Workers, with what they run',
    tags,
    response: { 200: z.object({ items: z.array(AdminWorker) }) },
  },
  config: { scope },
} as const satisfies Operation

export const drainWorker = {
  method: 'PUT',
  url: '/v1/admin/workers/:id/drained',
  schema: {
    summary: 'Drain a worker (it finishes what it runs and takes nothing more), or let it go on',
    tags,
    params: z.object({ id: z.string().check(z.maxLength(300)) }),
    body: z.object({ drained: z.boolean(), reason: z._default(z.nullable(Reason), null) }),
    response: { 200: z.object({ items: z.array(AdminWorker) }) },
  },
  config: { scope },
} as const satisfies Operation

export const listFailures = {
  method: 'GET',
  url: '/v1/admin/failures',
  schema: {
    summary: 'Why jobs failed in the last days, by reason, engine and version',
    tags,
    querystring: z.object({ days: Days }),
    response: { 200: z.object({ items: z.array(FailureGroup) }) },
  },
  config: { scope },
} as const satisfies Operation

export const retryFailures = {
  method: 'POST',
  url: '/v1/admin/failures/retry',
  schema: {
    summary: 'Run again, for nothing, what failed for a reason; up to 200 jobs a call',
    tags,
    body: z.extend(WithReason, {
      failReason: z.string().check(z.minLength(1), z.maxLength(64)),
      engine: z.optional(z.string().check(z.maxLength(64))),
      days: Days,
    }),
    response: { 200: z.object({ jobIds: z.array(Id), left: z.number() }) },
  },
  config: { scope },
} as const satisfies Operation

export const listReports = {
  method: 'GET',
  url: '/v1/admin/reports',
  schema: {
    summary: 'Reports of bad results, newest first',
    tags,
    querystring: z.extend(PageQuery, { status: z.optional(z.enum(REPORT_STATES)), userId: z.optional(Id) }),
    response: { 200: Page(AdminReport) },
  },
  config: { scope },
} as const satisfies Operation

export const decideReport = {
  method: 'POST',
  url: '/v1/admin/reports/:id/decide',
  schema: {
    summary:
      'Decide an open report: what the look cost goes back, or nothing does. The user reads the reason',
    tags,
    params: ById,
    body: z.extend(WithReason, { giveBack: z.boolean() }),
    response: { 200: AdminReport },
  },
  config: { scope, errors: ['conflict'] },
} as const satisfies Operation

export const listAudit = {
  method: 'GET',
  url: '/v1/admin/audit',
  schema: {
    summary: 'What administrators did, newest first',
    tags,
    querystring: z.extend(PageQuery, {
      userId: z.optional(Id),
      adminId: z.optional(Id),
      act: z.optional(z.enum(AUDIT_ACTS)),
    }),
    response: { 200: Page(AuditEntry) },
  },
  config: { scope },
} as const satisfies Operation
