// The look at a garment photo: what is wrong with it and whether it fits its slot, found out behind the upload's back.
import { sql } from 'kysely'
import type { Landmarks, Verdict } from '#sdk/contract/products.ts'
import type { Studio } from '../../studio.ts'
import type { Place } from './places.ts'

/** The short side, in pixels: below the first no run starts, below the second the look may come out soft. */
export const SHORT_SIDE = { stop: 480, warning: 768 } as const
/** A look of another process that has said nothing for so long may have died with it. A busy machine needs its time. */
const FORGOTTEN_SECONDS = 20

/** A photo to look at. */
export interface PhotoToLookAt extends Place {
  readonly key: string
  readonly workingKey: string
  readonly width: number
  readonly height: number
  /** The row's looked_from, to the microsecond: it changes when the photo moves, and what was found before is thrown away. */
  readonly lookedFrom: string
}

interface Owner {
  readonly id: string
}

interface ProductWithPhotos {
  readonly id: string
  readonly project_id: string
  readonly photos: readonly (Place & { readonly key: string; readonly verdict: Verdict | null })[]
}

/** The looks under way in this process, by key and looked_from. */
const underWay = new Set<string>()
const nameOf = ({ key, lookedFrom }: PhotoToLookAt) => `${key} ${lookedFrom}`

/**
 * Looks at a photo, keeps the verdict, and says that the product has changed. Never throws: a photo that cannot be looked at gets a
 * verdict that says so, and a studio that is closing leaves it for the next reader of the product.
 */
export async function lookAtPhoto(
  studio: Studio,
  user: Owner,
  product: { readonly id: string; readonly project_id: string },
  photo: PhotoToLookAt,
): Promise<void> {
  underWay.add(nameOf(photo))
  try {
    const { verdict, landmarks } = await examine(studio, photo)
    const { numUpdatedRows } = await studio.db
      .updateTable('photo')
      .set({
        verdict: JSON.stringify(verdict),
        landmarks: landmarks === null ? null : JSON.stringify(landmarks),
      })
      .where('key', '=', photo.key)
      .where('verdict', 'is', null)
      .where('looked_from', '=', sql<Date>`${photo.lookedFrom}::timestamptz`)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return
    const projectId = product.project_id
    studio.live.say({
      userId: user.id,
      projectId,
      event: { type: 'product', productId: product.id, projectId },
    })
  } catch (error) {
    studio.log.warn({ error, photo: photo.key }, 'a photo was not looked at')
  } finally {
    underWay.delete(nameOf(photo))
  }
}

/** Takes up the looks that a stopped process left unfinished. Returns at once. */
export function lookAtForgotten(studio: Studio, user: Owner, products: readonly ProductWithPhotos[]): void {
  for (const product of products) {
    const open = product.photos.filter(({ verdict }) => verdict === null)
    if (open.length > 0) void takeUp(studio, user, product, open)
  }
}

async function takeUp(
  studio: Studio,
  user: Owner,
  product: ProductWithPhotos,
  open: ProductWithPhotos['photos'],
): Promise<void> {
  try {
    const keys = open.map(({ key }) => key)
    const forgotten = await studio.db
      .selectFrom('photo')
      .select(['key', 'working_key', 'width', 'height', lookedFrom.as('looked_from')])
      .where('key', 'in', keys)
      .where('verdict', 'is', null)
      .where('looked_from', '<', sql<Date>`now() - make_interval(secs => ${FORGOTTEN_SECONDS})`)
      .execute()
    for (const { key, working_key, width, height, looked_from } of forgotten) {
      const { slot, side } = open.find((photo) => photo.key === key)!
      const photo = { key, workingKey: working_key, width, height, lookedFrom: looked_from, slot, side }
      if (!underWay.has(nameOf(photo))) await lookAtPhoto(studio, user, product, photo)
    }
  } catch (error) {
    studio.log.warn({ error, product: product.id }, 'photos were not taken up')
  }
}

/** Selects looked_from as text that loses no microsecond. */
export const lookedFrom = sql<string>`looked_from::text`

async function examine(
  studio: Studio,
  { workingKey, slot, side, width, height }: PhotoToLookAt,
): Promise<{ verdict: Verdict; landmarks: Landmarks | null }> {
  const bytes = await studio.storage.get(workingKey)
  const seen: Seen = await studio.engines.examinePhoto({ bytes, slot, side }).catch((error: unknown) => {
    studio.log.error({ error, slot, side }, 'a photo could not be examined')
    return UNEXAMINED
  })
  const { kind, betterSlot, likelySlot, confidence } = seen
  // The size is judged on the photo as it came, not on the working copy.
  const findings: Verdict['findings'] = seen.findings.filter(({ code }) => code !== 'photo_small')
  const short = Math.min(width, height)
  if (short < SHORT_SIDE.warning) {
    const level = short < SHORT_SIDE.stop ? 'stop' : 'warning'
    findings.unshift({ code: 'photo_small', level, values: { px: short, least: SHORT_SIDE[level] } })
  }
  return {
    verdict: { level: worstOf(findings), findings, kind, betterSlot, likelySlot, confidence },
    landmarks: sharesOf(seen),
  }
}

/** The landmarks as shares of the photo, which hold for a copy of it in any size; one just beside the picture is on its edge. */
function sharesOf({ landmarks, frame }: Seen): Landmarks | null {
  if (!landmarks) return null
  const within = (share: number) => Math.min(1, Math.max(0, share))
  return Object.fromEntries(
    Object.entries(landmarks.points).map(([name, { x, y, confidence }]) => [
      name,
      { x: within(x / frame.width), y: within(y / frame.height), confidence },
    ]),
  )
}

type Seen = Awaited<ReturnType<Studio['engines']['examinePhoto']>>

/** The photo can be decoded, so a run may try it; that nobody knows how it will come out is said. */
const UNEXAMINED: Seen = {
  level: 'warning',
  findings: [{ code: 'photo_unsure', level: 'warning' }],
  kind: null,
  betterSlot: null,
  likelySlot: null,
  landmarks: null,
  frame: { width: 1, height: 1 },
  confidence: 0,
}

const WORST_FIRST = ['stop', 'wrong_slot', 'warning'] as const

function worstOf(findings: Verdict['findings']): Verdict['level'] {
  return WORST_FIRST.find((level) => findings.some((finding) => finding.level === level)) ?? 'good'
}
