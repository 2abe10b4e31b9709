// Fetches a file of the studio and writes it, whole or not at all.

import { rename, writeFile } from 'node:fs/promises'
import { MaepsiError } from '../client.ts'
import { Failure } from './failure.ts'
import type { Studio } from './login.ts'

/** `nameOf` names the file to write by its content type. Answers that name. Throws Failure, and MaepsiError when the studio is away. */
export async function download(
  studio: Studio,
  address: string,
  nameOf: (type: string | undefined) => string,
): Promise<string> {
  const url = new URL(address, studio.url)
  // Only the studio itself may see the key, wherever its files are kept.
  const headers =
    url.origin === new URL(studio.url).origin ? { authorization: `Bearer ${studio.key}` } : undefined
  const response = await fetch(url, { headers }).catch((cause: unknown) => {
    throw Object.assign(new MaepsiError('offline', 0, 'The studio cannot be reached: is it running?'), {
      cause,
    })
  })
  const file = nameOf(response.headers.get('content-type')?.split(';')[0])
  if (!response.ok)
    throw new Failure(`${file} could not be downloaded (${response.status}): run the command again.`)
  await writeFile(`${file}.part`, Buffer.from(await response.arrayBuffer()))
  await rename(`${file}.part`, file)
  return file
}
