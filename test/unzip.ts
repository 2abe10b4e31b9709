// Takes a ZIP apart in memory.
import { fromBuffer, type Entry, type ZipFile } from 'yauzl'

/** Every file by its path, and whether its name says that it is UTF-8. */
export async function unzipEntries(zipped: Buffer): Promise<Map<string, { bytes: Buffer; utf8: boolean }>> {
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    fromBuffer(zipped, { lazyEntries: true }, (error, opened) => (error ? reject(error) : resolve(opened)))
  })
  const files = new Map<string, { bytes: Buffer; utf8: boolean }>()
  return new Promise((resolve, reject) => {
    zip.on('error', reject)
    zip.on('end', () => resolve(files))
    zip.on('entry', (entry: Entry) => {
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error)
        void stream.toArray().then((parts) => {
          files.set(entry.fileName, {
            bytes: Buffer.concat(parts as Buffer[]),
            utf8: (entry.generalPurposeBitFlag & 0x800) !== 0,
          })
          zip.readEntry()
        })
      })
    })
    zip.readEntry()
  })
}

/** Every file by its path. */
export async function unzip(zipped: Buffer): Promise<Map<string, Buffer>> {
  const entries = await unzipEntries(zipped)
  return new Map([...entries].map(([path, { bytes }]) => [path, bytes]))
}
