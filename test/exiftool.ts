// Asks exiftool, which the trade reads labels with, what a file says of itself.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const EXIFTOOL = '/usr/bin/exiftool'

/** What of a file's XMP the tests ask for. */
export interface ToldByExiftool {
  readonly DigitalSourceType?: string
  readonly Warning?: string
}

/** The XMP of a file as exiftool reads it; null where exiftool is not installed, which a test then says. */
export async function askExiftool(file: Uint8Array, extension: string): Promise<ToldByExiftool | null> {
  if (!existsSync(EXIFTOOL)) return null
  const folder = await mkdtemp(join(tmpdir(), 'maepsi-exiftool-'))
  try {
    const path = join(folder, `file.${extension}`)
    await writeFile(path, file)
    const { stdout } = await promisify(execFile)(EXIFTOOL, ['-json', '-XMP:all', '-n', path])
    return (JSON.parse(stdout) as [ToldByExiftool])[0]
  } finally {
    await rm(folder, { recursive: true })
  }
}
