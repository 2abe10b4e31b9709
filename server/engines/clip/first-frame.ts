// The first picture of a video, decoded: where the optional codecs are installed, else there is none to be had here.
import { BufferSource, EncodedPacketSink, Input, MP4 } from 'mediabunny'
import type * as Webcodecs from '@napi-rs/webcodecs'
import sharp from 'sharp'

/** A frame that does not come within so many ms does not come. */
const LATE_MS = 10_000

/** The first frame of an H.264 video as WebP; null where it cannot be decoded here. */
export async function firstFrame(mp4: Uint8Array): Promise<Uint8Array | null> {
  const codecs = await import('@napi-rs/webcodecs').catch(() => null)
  if (!codecs) return null
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), LATE_MS).unref())
  return Promise.race([decode(codecs, mp4).catch(() => null), late])
}

async function decode(codecs: typeof Webcodecs, mp4: Uint8Array): Promise<Uint8Array | null> {
  const track = await new Input({ source: new BufferSource(mp4), formats: [MP4] }).getPrimaryVideoTrack()
  const config = await track?.getDecoderConfig()
  const packet = track && (await new EncodedPacketSink(track).getFirstPacket())
  if (!track || !config || packet?.type !== 'key') return null
  const frames: Webcodecs.VideoFrame[] = []
  const decoder = new codecs.VideoDecoder({ output: (frame) => void frames.push(frame), error: () => {} })
  try {
    decoder.configure({
      codec: config.codec,
      codedWidth: config.codedWidth,
      codedHeight: config.codedHeight,
      ...(config.description && { description: bytesOf(config.description) }),
      hardwareAcceleration: 'prefer-software',
    })
    const { data, timestamp } = packet
    decoder.decode(
      new codecs.EncodedVideoChunk({ type: 'key', timestamp: Math.round(timestamp * 1e6), data }),
    )
    await decoder.flush()
    const [frame] = frames
    if (!frame) return null
    const { codedWidth: width, codedHeight: height } = frame
    const rgba = new Uint8Array(frame.allocationSize({ format: 'RGBA' }))
    await frame.copyTo(rgba, { format: 'RGBA' })
    return await sharp(rgba, { raw: { width, height, channels: 4 } })
      .removeAlpha()
      .webp({ quality: 84, smartSubsample: true })
      .toBuffer()
  } finally {
    for (const frame of frames) frame.close()
    decoder.close()
  }
}

function bytesOf(buffer: AllowSharedBufferSource): Uint8Array {
  return ArrayBuffer.isView(buffer)
    ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
    : new Uint8Array(buffer)
}
