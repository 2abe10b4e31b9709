// The gallery in words: what a tile says, and the count in the page's title.
import type { VtoJob } from '#sdk/contract/vto-jobs.ts'
import { t as say } from '#web/i18n.ts'
import type { RunSection, Tile } from '#web/images/gallery-sections.ts'
import type { TileWords } from '#web/images/look-tile.tsx'
import { colourOf } from '#web/vto-jobs/backdrops.ts'
import { FIGURES } from '#web/vto-jobs/figures.ts'
import { hasEnded } from '#web/vto-jobs/project-jobs.ts'
import { amountOf, failWords, stageWords } from '#web/vto-jobs/run-words.ts'
import { viewName } from './view-name.ts'

/** Days a look stays in the bin. */
const BIN_DAYS = 30
const DAY = 86_400_000

/** `(3/8) `: how many looks of the runs under way are there. */
export function titleCount(running: readonly VtoJob[]): string {
  const looks = running.flatMap((job) => job.looks)
  if (looks.length === 0) return ''
  return `(${looks.filter((look) => look.status === 'made').length}/${looks.length}) `
}

/** What a tile says beside its picture. */
export function wordsOf(tile: Tile, { job }: RunSection): TileWords {
  const view = viewName(tile.view, say)
  const { image } = tile
  const body = job?.direction.body ?? 'female'
  const figures: Readonly<Record<string, string>> = FIGURES[body]
  const failed = job?.looks.filter((look) => look.status === 'failed').length ?? 0
  const each = job && job.looks.length > 0 ? job.usedAmount / job.looks.length : 0
  return {
    view,
    stage: tile.state === 'waiting' ? waitingWords(job) : stageWords(job?.stage ?? null, say),
    failed: failWords(tile.failCode, say),
    returned:
      job && hasEnded(job) && job.returnedAmount > 0 && failed > 0
        ? say('gallery.failed.returned', { amount: amountOf(job, each, say) })
        : '',
    ends: image?.deletedAt
      ? say('gallery.daysLeft', {
          count: Math.max(0, BIN_DAYS - Math.floor((Date.now() - Date.parse(image.deletedAt)) / DAY)),
        })
      : null,
    figure: figures[tile.view] ?? null,
    backdrop: (job && colourOf(job.direction.backdrop)) ?? 'transparent',
  }
}

function waitingWords(job: VtoJob | null): string {
  if (job?.status !== 'PENDING') return say('gallery.nextUp')
  return job.ahead ? say('gallery.waiting', { count: job.ahead + 1 }) : say('gallery.nextUp')
}
