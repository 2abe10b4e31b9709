// The gallery in words: what a tile says, and the count in the page's title.
import type { VtoJob } from '#sdk/contract/vto-jobs.ts'
import type { Translate } from '#web/i18n.ts'
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

const known = new WeakMap<Tile, { readonly t: Translate; readonly words: TileWords }>()

/** What a tile says beside its picture; the same object as long as tile and language are the same. */
export function wordsOf(tile: Tile, section: RunSection, t: Translate): TileWords {
  const before = known.get(tile)
  if (before?.t === t) return before.words
  const words = findWords(tile, section, t)
  known.set(tile, { t, words })
  return words
}

function findWords(tile: Tile, { job }: RunSection, t: Translate): TileWords {
  const view = viewName(tile.view, t)
  const { image } = tile
  const body = job?.direction.body ?? 'female'
  const figures: Readonly<Record<string, string>> = FIGURES[body]
  const failed = job?.looks.filter((look) => look.status === 'failed').length ?? 0
  const each = job && job.looks.length > 0 ? job.usedAmount / job.looks.length : 0
  return {
    view,
    stage: tile.state === 'waiting' ? waitingWords(job, t) : stageWords(job?.stage ?? null, t),
    failed: failWords(tile.failCode, t),
    returned:
      job && hasEnded(job) && job.returnedAmount > 0 && failed > 0
        ? t('gallery.failed.returned', { amount: amountOf(job, each, t) })
        : '',
    ends: image?.deletedAt
      ? t('gallery.daysLeft', {
          count: Math.max(0, BIN_DAYS - Math.floor((Date.now() - Date.parse(image.deletedAt)) / DAY)),
        })
      : null,
    figure: figures[tile.view] ?? null,
    backdrop: (job && colourOf(job.direction.backdrop)) ?? 'transparent',
  }
}

function waitingWords(job: VtoJob | null, t: Translate): string {
  if (job?.status !== 'PENDING') return t('gallery.nextUp')
  return job.ahead ? t('gallery.waiting', { count: job.ahead + 1 }) : t('gallery.nextUp')
}
