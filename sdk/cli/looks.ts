// `maepsi looks`: the finished looks of a project, listed or downloaded.

import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Image } from '../contract/images.ts'
import { download } from './download.ts'
import { openStudio, type Studio } from './login.ts'

export interface LooksOptions {
  readonly project: string
  readonly job?: string
  readonly favourites?: boolean
  readonly download?: string
}

/** One line a look, newest first: its id and view, or the file it was downloaded to. Throws Failure. */
export async function listLooks({ project, job, favourites, download }: LooksOptions): Promise<void> {
  const studio = await openStudio()
  if (download !== undefined) await mkdir(download, { recursive: true })
  let after: string | undefined
  do {
    const filter = favourites ? 'selected' : 'all'
    const page = await studio.maepsi.images.list({
      query: { projectId: project, jobId: job, filter, limit: 100, after },
    })
    for (const image of page.items) {
      const line =
        download === undefined ? `${image.id}  ${image.details.view}` : await save(studio, image, download)
      process.stdout.write(`${line}\n`)
    }
    after = page.next ?? undefined
  } while (after !== undefined)
}

/** Writes a look beside the others, whole or not at all. */
async function save(studio: Studio, image: Image, folder: string): Promise<string> {
  return download(studio, image.urls.full, (type) => {
    const extension = type === 'image/jpeg' ? 'jpg' : type === 'image/webp' ? 'webp' : 'png'
    const number = String(image.number).padStart(4, '0')
    return path.join(folder, `look-${number}-${image.details.view}.${extension}`)
  })
}
