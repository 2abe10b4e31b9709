// Follows the bulks that `maepsi watch` has started, and writes their looks down as they are made.

import { readdir, mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Image } from '../contract/images.ts'
import type { Bulk } from '../contract/bulk-shapes.ts'
import { rowsOf } from './bulk-bring.ts'
import { standingInWords } from './bulk-say.ts'
import { download } from './download.ts'
import type { Studio } from './login.ts'
import { insist } from '../client-insist.ts'

/** A bulk under way. */
export interface Followed {
  readonly id: string
  /** What it may cost at most; once it has ended, what it cost. */
  spent: number
  ended: boolean
  looks: number
  /** Why it stands still, as it was said. */
  stands: string
  readonly told: Set<number>
}

/** A bulk that was just started and may cost at most `most`. */
export function follow(id: string, most: number): Followed {
  return { id, spent: most, ended: false, looks: -1, stands: '', told: new Set() }
}

/** Looks at a bulk once: writes what is new, each file a line on standard output, and says what failed and why it stands still. */
export async function lookAfter(
  studio: Studio,
  followed: Followed,
  out: string,
  say: (line: string) => void,
): Promise<Bulk> {
  const bulk = await insist(() => studio.maepsi.bulk.get({ params: { id: followed.id } }))
  if (bulk.looks.made > followed.looks || bulk.state === 'ended') {
    for await (const { n, sku, state, jobId, failCode } of rowsOf(studio.maepsi, followed.id)) {
      if (followed.told.has(n) || !['made', 'failed', 'cancelled'].includes(state)) continue
      if (jobId !== null) await writeLooks(studio, bulk.projectId, jobId, sku, out)
      if (state !== 'made') say(`${sku}: ${state}${failCode ? ` (${failCode})` : ''}`)
      followed.told.add(n)
    }
    followed.looks = bulk.looks.made
  }
  const stands = bulk.state === 'paused' ? standingInWords(bulk) : ''
  if (stands !== '' && stands !== followed.stands) say(stands)
  followed.stands = stands
  if (bulk.state === 'ended') Object.assign(followed, { ended: true, spent: bulk.spent })
  return bulk
}

async function writeLooks(
  studio: Studio,
  projectId: string,
  jobId: string,
  sku: string,
  out: string,
): Promise<void> {
  await mkdir(out, { recursive: true })
  const there = new Set((await readdir(out)).map((name) => path.parse(name).name))
  const { items } = await insist(() => studio.maepsi.images.list({ query: { projectId, jobId, limit: 100 } }))
  for (const image of items.toReversed()) {
    const name = nameOf(sku, image)
    if (there.has(name)) continue
    const file = await download(studio, image.urls.full, (type) => {
      const extension = type === 'image/jpeg' ? 'jpg' : type === 'image/webp' ? 'webp' : 'png'
      return path.join(out, `${name}.${extension}`)
    })
    process.stdout.write(`${file}\n`)
  }
}

/** The number of a look is its own in the project: another look of the same product never takes its place. */
function nameOf(sku: string, { number, details }: Image): string {
  const safe = sku.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_').replaceAll(/^\.+|[. ]+$/g, '_')
  return `${safe}_${details.view}_${String(number).padStart(4, '0')}`
}
