// The gallery as data: each run a section, each of its looks a tile, from the moment it is asked for until it is there.
import type { Image } from '#sdk/contract/images.ts'
import type { VtoJob } from '#sdk/contract/vto-jobs.ts'
import type { Section } from './grid-rows.ts'

/** A place in the gallery. Its id stays the same while the look is waited for, made and shown. */
export interface Tile {
  readonly id: string
  /** `there`: made, its facts not loaded yet. */
  readonly state: 'waiting' | 'making' | 'there' | 'made' | 'failed'
  /** One of VIEWS, or a hosted engine's own word. */
  readonly view: string
  readonly imageId: string | null
  readonly image: Image | null
  readonly failCode: string | null
  /** 0..100 of this look while it is made. */
  readonly progress: number
}

/** Whether there is a look to act on, its facts loaded or not. */
export const isLook = (tile: Tile): boolean => tile.state === 'made' || tile.state === 'there'

export interface RunSection extends Section<Tile> {
  /** null for looks whose run is not known. */
  readonly job: VtoJob | null
  /** Width by height of its looks. */
  readonly ratio: number
}

const RATIOS: Readonly<Record<string, number>> = { '3:4': 3 / 4, '1:1': 1, '4:5': 4 / 5 }

const tileId = (jobId: string, n: number): string => `${jobId}/${n}`

/** The run a tile of a run belongs to. */
export const runOfTile = (tile: Pick<Tile, 'id'>): string => tile.id.split('/')[0]

/** The tile of an image: by its run where it has one, so that it stands where it was waited for. */
export const idOfImage = (image: Pick<Image, 'id' | 'jobId' | 'n'>): string =>
  image.jobId === null ? image.id : tileId(image.jobId, image.n)

/**
 * How far the look being made has come, 0..100, when `progress` counts over the whole run of `count` looks of which `ended` have
 * ended. Looks share most of their work, so the rest of the run is the rest of this look.
 */
export function progressOfLook(progress: number, count: number, ended: number): number {
  const before = (100 * ended) / count
  if (before >= 100) return 100
  return Math.min(100, Math.max(0, Math.round((100 * (progress - before)) / (100 - before))))
}

/** Tiles of looks that were waited for here and whose facts have not come yet. */
const awaited = new Set<string>()

/**
 * A run as a section. `images` are its looks as far as they are loaded, or null before that; once loaded, a made look that is
 * not among them is in the bin and has no tile, unless it was waited for here: then the answer is older than the look. A cancelled
 * look has no tile either.
 */
export function sectionOfJob(job: VtoJob, images: readonly Image[] | null): RunSection {
  // The same answers give the same section, so that what shows it need not be drawn again.
  const known = made.get(job)
  if (known?.images === images) return known.section
  const section = makeSection(job, images)
  made.set(job, { images, section })
  return section
}

const made = new WeakMap<VtoJob, { images: readonly Image[] | null; section: RunSection }>()

function makeSection(job: VtoJob, images: readonly Image[] | null): RunSection {
  const ended = job.looks.filter((look) => look.status !== 'waiting').length
  const making = job.status === 'RUNNING' ? job.looks.find((look) => look.status === 'waiting')?.n : undefined
  const tiles = job.looks.flatMap(({ n, view, status, imageId, failCode }): Tile[] => {
    if (status === 'cancelled') return []
    const id = tileId(job.id, n)
    const image = images?.find((one) => one.n === n) ?? null
    if (status === 'waiting') awaited.add(id)
    if (image) awaited.delete(id)
    if (status === 'made' && images && !image && !awaited.has(id)) return []
    const state =
      image !== null
        ? 'made'
        : status === 'made'
          ? 'there'
          : status === 'failed'
            ? 'failed'
            : n === making
              ? 'making'
              : 'waiting'
    const progress = state === 'making' ? progressOfLook(job.progress, job.looks.length, ended) : 0
    return [{ id, state, view, imageId: image?.id ?? imageId, image, failCode, progress }]
  })
  return { id: job.id, job, tiles, ratio: RATIOS[job.direction.ratio] ?? 3 / 4 }
}

/** Looks of a filter, grouped by their runs in the order they come. */
export function sectionsOfImages(images: readonly Image[], jobs: ReadonlyMap<string, VtoJob>): RunSection[] {
  const groups = new Map<string, Image[]>()
  for (const image of images) {
    const key = image.jobId ?? 'none'
    groups.set(key, [...(groups.get(key) ?? []), image])
  }
  return [...groups].map(([id, group]) => ({
    id,
    job: jobs.get(id) ?? null,
    ratio: group[0].width / group[0].height,
    tiles: group
      .toSorted((a, b) => a.n - b.n)
      .map((image) => ({
        id: idOfImage(image),
        state: 'made',
        view: image.details.view,
        imageId: image.id,
        image,
        failCode: null,
        progress: 100,
      })),
  }))
}
