// The filters of the list of jobs, as they stand in its address.
import { JOB_STATUSES, type JobStatus } from '#sdk/contract/vto-jobs.ts'

export const JOB_KINDS = ['look', 'video', 'letter'] as const

/** An empty text is no filter. */
export interface JobSearch {
  readonly status?: JobStatus | ''
  readonly kind?: (typeof JOB_KINDS)[number] | ''
  readonly engine?: string
  readonly reason?: string
  readonly userId?: string
  /** Days as 2026-11-29, in the reader's zone; both are part of what is shown. */
  readonly from?: string
  readonly until?: string
}

/** Reads what of an address is a filter. */
export function readJobSearch(search: Record<string, unknown>): JobSearch {
  const text = (name: string, form: RegExp) => {
    const value = search[name]
    return typeof value === 'string' && form.test(value) ? { [name]: value } : {}
  }
  const status = JOB_STATUSES.find((one) => one === search['status'])
  const kind = JOB_KINDS.find((one) => one === search['kind'])
  return {
    ...(status && { status }),
    ...(kind && { kind }),
    ...text('engine', /^.{1,64}$/),
    ...text('reason', /^.{1,64}$/),
    ...text('userId', /^[0-9a-f-]{36}$/),
    ...text('from', /^\d{4}-\d\d-\d\d$/),
    ...text('until', /^\d{4}-\d\d-\d\d$/),
  }
}
