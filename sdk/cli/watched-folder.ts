// A folder that is looked at again and again: what is in it once its files have come to rest, whenever that is something new.

import { readFile } from 'node:fs/promises'
import type { NamedFile } from '../contract/bulk-match.ts'
import { type Found, inFolder, isSheet, listFolder, type Read, readPhotos } from './bulk-folder.ts'
import { Failure } from './failure.ts'

/** What lies in the folder now. */
export interface Resting {
  readonly files: readonly NamedFile[]
  readonly unread: readonly { readonly path: string; readonly why: string }[]
  readonly sheet: Uint8Array<ArrayBuffer> | null
  /** Says that this was worked through: it is answered no more. */
  done(): void
}

export interface WatchedFolder {
  /** Null while files come and change, and while nothing is new. Throws Failure when the folder is gone. */
  look(): Promise<Resting | null>
}

/** After so many looks in a row it goes on without the files that still change: one that grows for ever holds nobody up. */
const PATIENCE = 20

/** `skip` is a folder in it that is not looked at. */
export function watchedFolder(folder: string, skip: string | null): WatchedFolder {
  const read: Read = new Map()
  let before = new Map<string, string>()
  let worked = ''
  let restless = 0
  return {
    async look() {
      const found = await listFolder(folder, skip).catch((cause: unknown) => {
        throw new Failure(`There is no folder at ${folder}, or it cannot be read.`, 2, { cause })
      })
      const changing = found.filter(({ path, stamp }) => before.get(path) !== stamp)
      before = new Map(found.map(({ path, stamp }) => [path, stamp]))
      restless = changing.length > 0 ? restless + 1 : 0
      if (restless > 0 && restless < PATIENCE) return null
      restless = 0
      const resting = found.filter((one) => !changing.includes(one))
      const signs = resting.map(({ path, stamp }) => `${path} ${stamp}`).join('\n')
      if (signs === worked) return null
      return {
        ...(await readPhotos(folder, resting, read)),
        sheet: await sheetOf(folder, resting),
        done: () => (worked = signs),
      }
    },
  }
}

async function sheetOf(folder: string, found: readonly Found[]): Promise<Uint8Array<ArrayBuffer> | null> {
  const sheet = found.find(({ path }) => isSheet(path))
  if (!sheet) return null
  const bytes = await readFile(inFolder(folder, sheet.path)).catch(() => null)
  return bytes && new Uint8Array(bytes)
}
