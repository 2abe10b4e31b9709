// `maepsi export`: the looks of a project as files for markets, in one ZIP.

import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Maepsi } from '../client.ts'
import { exportParts } from '../contract/export-parts.ts'
import { type Export, USUAL_PATTERN } from '../contract/exports.ts'
import { download } from './download.ts'
import { Failure } from './failure.ts'
import { openStudio } from './login.ts'
import { openProgress, type Progress } from './progress.ts'
import { insist } from '../client-insist.ts'

export interface ExportOptions {
  readonly for: readonly string[]
  readonly out: string
  readonly all?: boolean
  readonly names?: string
  readonly letter: boolean
}

/** While events are missing, an export is asked after this often, in milliseconds. */
const ASK_AGAIN = 10_000

/**
 * Has exports made, one for up to 200 looks, follows them, and writes the ZIPs into the folder, a line each. What is missing from them is
 * said line by line. Throws Failure.
 */
export async function exportProject(projectId: string, options: ExportOptions): Promise<void> {
  const studio = await openStudio()
  const { maepsi } = studio
  const presets = await presetsFor(maepsi, options.for)
  const pictures = presets.some(({ format }) => format !== 'mp4')
  const imageIds = pictures ? await looksOf(maepsi, projectId, options.all ?? false) : []
  const films = presets.some(({ format }) => format === 'mp4')
  const videoIds = films
    ? (await maepsi.videos.list({ query: { projectId, limit: 50 } })).items.map(({ id }) => id)
    : []
  const wish = {
    projectId,
    imageIds,
    videoIds,
    presetIds: presets.map(({ id }) => id),
    letter: options.letter,
    pattern: options.names ?? USUAL_PATTERN,
  }
  const isFilm = (id: string) => presets.some((preset) => preset.id === id && preset.format === 'mp4')
  const parts = exportParts(wish, isFilm)
  if (parts.length > 1) process.stderr.write(`${imageIds.length} looks: ${parts.length} ZIPs\n`)
  await mkdir(options.out, { recursive: true })
  for (const part of parts) {
    const made = await makeExport(maepsi, part)
    if (made.status !== 'ready' || made.url === null)
      throw new Failure('The export could not be made: run the command again.')
    const file = await download(studio, made.url, () => path.join(options.out, `maepsi-${made.id}.zip`))
    process.stdout.write(`${file}\n`)
    for (const { path: name, code } of made.failed) process.stderr.write(`${name}: not made (${code})\n`)
  }
}

async function makeExport(
  maepsi: Maepsi,
  body: Parameters<Maepsi['exports']['create']>[0]['body'],
): Promise<Export> {
  const progress = openProgress()
  try {
    return await untilMade(maepsi, await maepsi.exports.create({ body }), progress)
  } finally {
    progress.end()
  }
}

async function presetsFor(maepsi: Maepsi, wanted: readonly string[]) {
  const { items } = await maepsi.exports.presets()
  const unknown = wanted.find((id) => !items.some((preset) => preset.id === id))
  if (unknown === undefined) return items.filter(({ id }) => wanted.includes(id))
  throw new Failure(`"${unknown}" is no market here: choose from ${items.map(({ id }) => id).join(', ')}.`, 2)
}

/** The favourites; all looks where that is wished or there are none. */
async function looksOf(maepsi: Maepsi, projectId: string, all: boolean): Promise<string[]> {
  const read = async (filter: 'all' | 'selected') => {
    const ids: string[] = []
    let after: string | undefined
    do {
      const page = await maepsi.images.list({ query: { projectId, filter, limit: 100, after } })
      ids.push(...page.items.map(({ id }) => id))
      after = page.next ?? undefined
    } while (after !== undefined)
    return ids
  }
  const favourites = all ? [] : await read('selected')
  return favourites.length > 0 ? favourites : read('all')
}

async function untilMade(maepsi: Maepsi, begun: Export, progress: Progress): Promise<Export> {
  const over = new AbortController()
  const { signal } = over
  let latest = begun
  const show = ({ done, total }: { done: number; total: number }) =>
    progress.show(total === 0 ? 0 : (100 * done) / total, 'making the files')
  const look = async () => {
    latest = await insist(() => maepsi.exports.get({ params: { id: begun.id }, signal }))
    show(latest)
    if (!['waiting', 'making'].includes(latest.status)) over.abort()
  }
  const listen = async () => {
    for await (const event of maepsi.live({ signal })) {
      if (event.type === 'hello') await look()
      if (event.type !== 'export' || event.exportId !== begun.id) continue
      show(event)
      if (event.done >= event.total) await look()
    }
  }
  const ask = async () => {
    while (!signal.aborted) {
      await wait(ASK_AGAIN, null, { signal })
      await look()
    }
  }
  await Promise.all([listen(), ask()]).catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
  return latest
}
