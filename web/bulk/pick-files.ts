// Files as people bring them: a folder from the picker or dropped, photos, a ZIP, a sheet; with their paths.

export interface PickedFile {
  readonly path: string
  readonly file: File
}

/** What came from a file input; a folder's files carry their paths. */
export function fromInput(list: FileList): PickedFile[] {
  return [...list].map((file) => ({ path: file.webkitRelativePath || file.name, file }))
}

/** What was dropped: files, and folders with everything in them. Read the drop in its event; afterwards it is gone. */
export async function fromDrop(items: DataTransferItemList): Promise<PickedFile[]> {
  const entries = [...items].flatMap((item) => {
    const entry = item.webkitGetAsEntry()
    return entry ? [entry] : []
  })
  const all = await Promise.all(entries.map(async (entry) => walk(entry)))
  return all.flat().toSorted((a, b) => a.path.localeCompare(b.path, undefined, { numeric: true }))
}

async function walk(entry: FileSystemEntry): Promise<PickedFile[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => {
      ;(entry as FileSystemFileEntry).file(resolve, reject)
    })
    return [{ path: entry.fullPath.replace(/^\//, ''), file }]
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  const found: PickedFile[] = []
  for (;;) {
    // A reader hands out a hundred at a time, and nothing at the end.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject)
    })
    if (some.length === 0) return found
    for (const one of some) found.push(...(await walk(one)))
  }
}

/** How the whole is called: the folder, or the ZIP. */
export function nameOf(picked: readonly PickedFile[]): string {
  const [first] = picked
  if (!first) return ''
  const folder = first.path.includes('/') ? first.path.slice(0, first.path.indexOf('/')) : ''
  if (folder !== '' && picked.every(({ path }) => path.startsWith(`${folder}/`))) return folder
  return picked.length === 1 ? first.path.replace(/\.[^.]*$/, '') : ''
}
