// The page that shows what a job makes.
import type { VtoJob } from '#sdk/contract/vto-jobs.ts'

const PAGES = {
  look: '/projects/$id/looks',
  video: '/projects/$id/videos',
  letter: '/projects/$id/letter',
} as const

/** The address of the page, with the project to fill in. */
export function pageOfJob(kind: VtoJob['kind']): (typeof PAGES)[VtoJob['kind']] {
  return PAGES[kind]
}
