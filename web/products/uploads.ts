// Photos on their way to the studio: shown from the local file at once, sent three at a time, sent later when the line is down.
import type { ErrorCode, Problem } from '#sdk/contract/errors.ts'
import { putPhoto } from '#sdk/contract/products.ts'
import type { Product } from '#sdk/contract/products.ts'
import { useSyncExternalStore } from 'react'
import { checkFile } from './check-file.ts'
import { placeKey } from './slots.ts'
import type { Place } from './slots.ts'

export interface Upload {
  readonly productId: string
  readonly place: Place
  readonly file: File
  /** A local picture of the file; nothing needs to be sent for it. */
  readonly preview: string
  readonly sent: number
  /** `offline` goes on by itself when the line is back. */
  readonly state: 'waiting' | 'sending' | 'offline' | 'failed'
  readonly code: ErrorCode | null
  readonly details: Readonly<Record<string, unknown>>
  readonly requestId: string | null
}

/** More at once would only share the same line. */
const AT_ONCE = 3

let uploads: readonly Upload[] = []
const listeners = new Set<() => void>()
const requests = new Map<string, XMLHttpRequest>()
const done = new Map<string, (product: Product) => void>()
/** Local pictures of photos sent in this visit, by photo key, so that nothing flashes when the studio's own arrives. */
const previews = new Map<string, string>()

const idOf = (upload: Pick<Upload, 'productId' | 'place'>): string =>
  `${upload.productId}/${placeKey(upload.place)}`

function change(next: readonly Upload[]): void {
  uploads = next
  for (const listener of listeners) listener()
}

function patch(id: string, part: Partial<Upload>): void {
  change(uploads.map((upload) => (idOf(upload) === id ? { ...upload, ...part } : upload)))
}

/** The local picture of a photo sent in this visit. */
export const previewOf = (photoKey: string): string | undefined => previews.get(photoKey)

/** Everything on its way, of all products. */
export function useUploads(): readonly Upload[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => uploads,
  )
}

/** Starts sending a photo into a place, in the stead of one still on its way there. `onDone` gets the product as it is then. */
export function startUpload(
  productId: string,
  place: Place,
  file: File,
  onDone: (product: Product) => void,
): void {
  cancelUpload(productId, place)
  const refused = checkFile(file)
  const details: Record<string, unknown> = refused === 'photo_big' ? { bytes: file.size } : {}
  const upload: Upload = {
    productId,
    place,
    file,
    preview: URL.createObjectURL(file),
    sent: 0,
    state: refused ? 'failed' : 'waiting',
    code: refused,
    details,
    requestId: null,
  }
  done.set(idOf(upload), onDone)
  change([...uploads, upload])
  sendNext()
}

/** Forgets a photo that is on its way or failed. */
export function cancelUpload(productId: string, place: Place): void {
  const id = idOf({ productId, place })
  const upload = uploads.find((one) => idOf(one) === id)
  if (!upload) return
  change(uploads.filter((one) => one !== upload))
  requests.get(id)?.abort()
  URL.revokeObjectURL(upload.preview)
  sendNext()
}

/** Sends a failed photo again. */
export function retryUpload(productId: string, place: Place): void {
  patch(idOf({ productId, place }), { state: 'waiting', code: null, sent: 0 })
  sendNext()
}

function sendNext(): void {
  const waiting = uploads.filter((upload) => upload.state === 'waiting')
  for (const upload of waiting.slice(0, Math.max(0, AT_ONCE - requests.size))) send(upload)
}

// fetch tells nothing of what has been sent so far; XMLHttpRequest does.
function send(upload: Upload): void {
  const id = idOf(upload)
  const { slot, side } = upload.place
  const path = putPhoto.url.replace(':id', upload.productId).replace(':slot', slot).replace(':side', side)
  const request = new XMLHttpRequest()
  requests.set(id, request)
  request.open(putPhoto.method, `${path}?fileName=${encodeURIComponent(upload.file.name.slice(-255))}`)
  request.setRequestHeader('content-type', upload.file.type || 'application/octet-stream')
  request.upload.addEventListener('progress', ({ loaded }) => patch(id, { sent: loaded }))
  request.addEventListener('loadend', () => {
    requests.delete(id)
    settle(id, upload, request)
    sendNext()
  })
  patch(id, { state: 'sending', sent: 0 })
  request.send(upload.file)
}

function settle(id: string, upload: Upload, request: XMLHttpRequest): void {
  // One that was cancelled, or replaced by another photo, has no place to report to.
  if (!uploads.some((one) => idOf(one) === id && one.file === upload.file)) return
  if (request.status === 0) return patch(id, { state: 'offline', sent: 0 })
  const answer: unknown = parse(request.responseText)
  if (request.status >= 300 || answer === null) {
    const problem = answer as Problem | null
    return patch(id, {
      state: 'failed',
      code: problem?.code ?? 'internal',
      details: problem?.details ?? {},
      requestId: problem?.requestId ?? null,
    })
  }
  const product = answer as Product
  const photo = product.photos.find((one) => one.slot === upload.place.slot && one.side === upload.place.side)
  if (photo) previews.set(photo.key, upload.preview)
  change(uploads.filter((one) => idOf(one) !== id))
  done.get(id)?.(product)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

addEventListener('online', () => {
  for (const upload of uploads) if (upload.state === 'offline') patch(idOf(upload), { state: 'waiting' })
  sendNext()
})
