// Encodes a video on a thread of its own: frames in, an MP4 (H.264, yuv420p, BT.709, fast start) out.

import { parentPort } from 'node:worker_threads'
import type * as Webcodecs from '@napi-rs/webcodecs'
import {
  BufferSource,
  BufferTarget,
  EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  MP4,
  Mp4OutputFormat,
  Output,
} from 'mediabunny'

export interface VideoFormat {
  readonly width: number
  readonly height: number
  readonly framesPerSecond: number
  /** Use the encoder that runs everywhere even where a faster one is installed. */
  readonly portable?: boolean | undefined
}

/** To the thread: what video it will be, each frame's planes Y, U and V, and that no more will come. */
export type VideoOrder =
  | { readonly type: 'open'; readonly format: VideoFormat }
  | { readonly type: 'frame'; readonly planes: Uint8Array<ArrayBuffer> }
  | { readonly type: 'close' }

/** From the thread: that it has taken a frame in, or the file. */
export type VideoReport =
  | { readonly type: 'taken' }
  | { readonly type: 'mp4'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly type: 'failed'; readonly message: string }

const COLOURS = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false } as const

/** Bits for a pixel and second that keep weave and print sharp on cloth that only turns. */
const BITS = 0.16
/** Frames between those a player may jump to. */
const KEY_EVERY = 24

/** Takes frames in, and closes with the file. */
interface Encoder {
  readonly add: (planes: Uint8Array<ArrayBuffer>) => Promise<void>
  readonly close: () => Promise<Uint8Array<ArrayBuffer>>
}

let encoder: Promise<Encoder> | null = null
let last: Promise<unknown> = Promise.resolve()

parentPort?.on('message', (order: VideoOrder) => {
  if (order.type === 'open') encoder = openEncoder(order.format)
  last = last.then(() => obey(order)).catch(failed)
})

async function obey(order: VideoOrder): Promise<void> {
  if (!encoder) throw new TypeError('The first order opens the video')
  const { add, close } = await encoder
  if (order.type === 'frame') {
    await add(order.planes)
    tell({ type: 'taken' })
  } else if (order.type === 'close') {
    const bytes = await close()
    tell({ type: 'mp4', bytes }, [bytes.buffer])
  }
}

function failed(error: unknown): void {
  tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) })
}

function tell(report: VideoReport, handedOver: ArrayBuffer[] = []): void {
  parentPort?.postMessage(report, handedOver)
}

async function openEncoder(format: VideoFormat): Promise<Encoder> {
  // The fast encoder bundles x264, which is GPL: it is used where the operator has installed it.
  const fast = format.portable ? null : await import('@napi-rs/webcodecs').catch(() => null)
  return fast ? openFast(fast, format) : openPortable(format)
}

function openFast(webcodecs: typeof Webcodecs, format: VideoFormat): Encoder {
  const { width, height, framesPerSecond } = format
  const chunks: { chunk: Webcodecs.EncodedVideoChunk; description?: Uint8Array }[] = []
  const state: { broken: Error | null } = { broken: null }
  const video = new webcodecs.VideoEncoder({
    output: (chunk, metadata) => {
      const description = metadata?.decoderConfig?.description
      chunks.push(description ? { chunk, description: new Uint8Array(description) } : { chunk })
    },
    error: (error) => (state.broken = error),
  })
  video.configure({
    codec: 'avc1.640028',
    width,
    height,
    framerate: framesPerSecond,
    bitrate: Math.round(BITS * width * height * framesPerSecond),
    latencyMode: 'quality',
    avc: { format: 'avc' },
  })
  let n = 0
  return {
    add: async (planes) => {
      const timestamp = Math.round((n * 1e6) / framesPerSecond)
      const frame = new webcodecs.VideoFrame(planes, {
        format: 'I420',
        codedWidth: width,
        codedHeight: height,
        timestamp,
        duration: Math.round(1e6 / framesPerSecond),
        colorSpace: COLOURS,
      })
      video.encode(frame, { keyFrame: n % KEY_EVERY === 0 })
      frame.close()
      n++
      while (video.encodeQueueSize > 4 && !state.broken) await new Promise((done) => setTimeout(done, 2))
      if (state.broken) throw state.broken
    },
    close: async () => {
      await video.flush()
      if (state.broken) throw state.broken
      video.close()
      const description = chunks.find((c) => c.description)?.description
      const packets = chunks.map(({ chunk }) => {
        const data = new Uint8Array(chunk.byteLength)
        chunk.copyTo(data)
        const seconds = chunk.timestamp / 1e6
        return new EncodedPacket(data, chunk.type, seconds, 1 / framesPerSecond)
      })
      return mux(packets, format, description)
    },
  }
}

/** The encoder in WebAssembly that runs everywhere; its own file is written anew so that it starts fast. */
async function openPortable(format: VideoFormat): Promise<Encoder> {
  const { default: portable } = await import('h264-mp4-encoder')
  const video = await portable.createH264MP4Encoder()
  video.width = format.width
  video.height = format.height
  video.frameRate = format.framesPerSecond
  video.kbps = Math.round((BITS * format.width * format.height * format.framesPerSecond) / 1000)
  video.speed = 6
  video.groupOfPictures = KEY_EVERY
  video.initialize()
  return {
    add: async (planes) => video.addFrameYuv(planes),
    close: async () => {
      video.finalize()
      const written = Uint8Array.from(video.FS.readFile(video.outputFilename))
      video.delete()
      const track = await new Input({
        source: new BufferSource(written),
        formats: [MP4],
      }).getPrimaryVideoTrack()
      const config = await track?.getDecoderConfig()
      if (!track || !config?.description) throw new Error('The encoder wrote no video')
      const packets = await Array.fromAsync(new EncodedPacketSink(track).packets())
      return mux(packets, format, new Uint8Array(config.description as ArrayBuffer), config.codec)
    },
  }
}

async function mux(
  packets: readonly EncodedPacket[],
  { width, height, framesPerSecond }: VideoFormat,
  description: Uint8Array | undefined,
  codec = 'avc1.640028',
): Promise<Uint8Array<ArrayBuffer>> {
  const target = new BufferTarget()
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target })
  const source = new EncodedVideoPacketSource('avc')
  output.addVideoTrack(source, { frameRate: framesPerSecond })
  await output.start()
  const decoderConfig = {
    codec,
    codedWidth: width,
    codedHeight: height,
    colorSpace: COLOURS,
    ...(description && { description }),
  }
  for (const packet of packets) await source.add(packet, { decoderConfig })
  await output.finalize()
  return new Uint8Array(target.buffer!)
}
