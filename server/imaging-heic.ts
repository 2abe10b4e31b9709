// Decodes HEIC on a thread of its own: sharp's build has no HEVC decoder, and libheif's WebAssembly would hold everything up.
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

/** RGBA, 8 bits, sRGB, turned upright as the file says. */
export interface HeicPicture {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** What heic-decode, which brings no types, exports. */
type Decode = (input: {
  buffer: Uint8Array
}) => Promise<{ width: number; height: number; data: Uint8ClampedArray }>

interface Order {
  readonly heic: Uint8Array
  readonly displayP3: boolean
}

/** Decodes the main picture of a HEIC file; `displayP3` converts its colours from Apple's wider gamut. Throws when it is damaged. */
export async function decodeHeic(heic: Uint8Array, displayP3: boolean): Promise<HeicPicture> {
  const order: Order = { heic, displayP3 }
  const worker = new Worker(new URL(import.meta.url), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
    // libheif prints what it dislikes; the error says as much.
    stdout: true,
    stderr: true,
  })
  const late = setTimeout(() => void worker.terminate(), 30_000)
  try {
    const ended = once(worker, 'exit').then(() => {
      throw new Error('the decoder ended without a picture')
    })
    const [picture] = (await Promise.race([once(worker, 'message'), ended])) as [
      HeicPicture | { error: string },
    ]
    if ('error' in picture) throw new Error(picture.error)
    return picture
  } finally {
    clearTimeout(late)
    await worker.terminate()
  }
}

/** Display P3 to sRGB, in place: the same curve, other primaries (CSS Color 4, §10.8, through XYZ D65). */
function toSrgb(data: Uint8Array): void {
  const linear = Float32Array.from({ length: 256 }, (_, i) => {
    const v = i / 255
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4
  })
  const STEPS = 4095
  const encoded = Uint8ClampedArray.from({ length: STEPS + 1 }, (_, i) => {
    const v = i / STEPS
    return Math.round(255 * (v <= 0.0031308 ? v * 12.92 : 1.055 * v ** (1 / 2.4) - 0.055))
  })
  const curve = (v: number) => encoded[Math.min(STEPS, Math.max(0, Math.round(v * STEPS)))]
  for (let i = 0; i < data.length; i += 4) {
    const r = linear[data[i]]
    const g = linear[data[i + 1]]
    const b = linear[data[i + 2]]
    data[i] = curve(1.2249402 * r - 0.2249402 * g)
    data[i + 1] = curve(-0.0420569 * r + 1.0420569 * g)
    data[i + 2] = curve(-0.0196376 * r - 0.0786361 * g + 1.0982736 * b)
  }
}

async function main(): Promise<void> {
  const { heic, displayP3 } = workerData as Order
  const decode = createRequire(import.meta.url)('heic-decode') as Decode
  const { width, height, data } = await decode({ buffer: heic })
  const pixels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  if (displayP3) toSrgb(pixels)
  parentPort!.postMessage({ width, height, data: pixels }, [pixels.buffer as ArrayBuffer])
}

if (!isMainThread && parentPort && (workerData as Partial<Order> | null)?.heic) {
  await main().catch((error: unknown) => parentPort!.postMessage({ error: String(error) }, []))
}
