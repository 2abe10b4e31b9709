// The music of a clip: what a file holds, and a copy of the clip with its beginning under it, as AAC.
import type * as Webcodecs from '@napi-rs/webcodecs'
import {
  ALL_FORMATS,
  AudioSample,
  AudioSampleSink,
  AudioSampleSource,
  BufferSource,
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  Input,
  Mp4OutputFormat,
  Output,
  type InputAudioTrack,
} from 'mediabunny'

const BITRATE = 160_000
/** The end of the music becomes silent over so many seconds. */
const FADE_SECONDS = 0.8

export interface Music {
  readonly codec: string
  /** How long it is. */
  readonly seconds: number
  /** It is AAC already, and needs no encoder. */
  readonly aac: boolean
}

/** Sound that the optional encoder can turn into AAC. */
const READ = /^(mp3|aac|flac|pcm-.*)$/

/** What a sound file holds; null when it is none, or one that cannot be read here. */
export async function readMusic(bytes: Uint8Array): Promise<Music | null> {
  try {
    const track = await trackOf(bytes)
    if (!track?.codec || !READ.test(track.codec)) return null
    return { codec: track.codec, seconds: await track.computeDuration(), aac: track.codec === 'aac' }
  } catch {
    return null
  }
}

/** Whether music that is not AAC yet can become it: where the optional encoder is installed. */
export async function encodesMusic(): Promise<boolean> {
  return (await webcodecs()) !== null
}

/**
 * The same clip with the beginning of the music under it, faded out at its end; without an encoder AAC is taken over as it is.
 * Throws an Error for sound that cannot be read, and where there is no encoder for it.
 */
export async function addMusic(mp4: Uint8Array, music: Uint8Array, seconds: number): Promise<Uint8Array> {
  const video = await new Input({
    source: new BufferSource(mp4),
    formats: ALL_FORMATS,
  }).getPrimaryVideoTrack()
  const audio = await trackOf(music)
  const decoderConfig = await video?.getDecoderConfig()
  if (!video || !decoderConfig || !audio) throw new Error('no sound that can be read')
  const target = new BufferTarget()
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target })
  const pictures = new EncodedVideoPacketSource('avc')
  output.addVideoTrack(pictures)
  const library = await webcodecs()
  const write = library ? encoding(library, output, audio, seconds) : copying(output, audio, seconds)
  await output.start()
  for await (const packet of new EncodedPacketSink(video).packets())
    await pictures.add(packet, { decoderConfig })
  await write()
  await output.finalize()
  return new Uint8Array(target.buffer!)
}

function copying(output: Output, audio: InputAudioTrack, seconds: number): () => Promise<void> {
  if (audio.codec !== 'aac') throw new Error('no AAC encoder is installed')
  const sound = new EncodedAudioPacketSource('aac')
  output.addAudioTrack(sound)
  return async () => {
    const decoderConfig = await audio.getDecoderConfig()
    if (!decoderConfig) throw new Error('no sound that can be read')
    for await (const packet of new EncodedPacketSink(audio).packets()) {
      if (packet.timestamp < 0) continue
      if (packet.timestamp + packet.duration > seconds) break
      await sound.add(packet, { decoderConfig })
    }
  }
}

function encoding(
  library: typeof Webcodecs,
  output: Output,
  audio: InputAudioTrack,
  seconds: number,
): () => Promise<void> {
  // Where there is no browser, mediabunny finds the codecs by their global names; this is a thread of its own.
  for (const name of CODECS) (globalThis as Record<string, unknown>)[name] ??= library[name]
  const sound = new AudioSampleSource({ codec: 'aac', bitrate: BITRATE })
  output.addAudioTrack(sound)
  return async () => {
    for await (const sample of new AudioSampleSink(audio).samples(0, seconds)) {
      const cut = fadedOut(sample, seconds)
      sample.close()
      if (!cut) continue
      await sound.add(cut)
      cut.close()
    }
  }
}

/** A piece of music cut at the end of the clip and growing silent towards it; null when it lies behind the end. */
function fadedOut(sample: AudioSample, seconds: number): AudioSample | null {
  const { numberOfChannels, sampleRate, timestamp } = sample
  const frames = Math.min(sample.numberOfFrames, Math.floor((seconds - timestamp) * sampleRate))
  if (frames <= 0) return null
  const data = new Float32Array(sample.numberOfFrames * numberOfChannels)
  sample.copyTo(data, { planeIndex: 0, format: 'f32' })
  for (let frame = 0; frame < frames; frame++) {
    const left = seconds - timestamp - frame / sampleRate
    const loudness = Math.min(1, left / FADE_SECONDS)
    for (let c = 0; c < numberOfChannels; c++) data[frame * numberOfChannels + c] *= loudness
  }
  const cut = data.subarray(0, frames * numberOfChannels)
  return new AudioSample({
    data: cut,
    format: 'f32',
    numberOfChannels,
    sampleRate,
    timestamp: Math.max(0, timestamp),
  })
}

async function trackOf(bytes: Uint8Array): Promise<InputAudioTrack | null> {
  return new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS }).getPrimaryAudioTrack()
}

const CODECS = [
  'AudioDecoder',
  'AudioEncoder',
  'AudioData',
  'EncodedAudioChunk',
  'EncodedVideoChunk',
] as const

/** The encoder bundles FFmpeg, which is LGPL and GPL: it is used where the operator has installed it. */
async function webcodecs(): Promise<typeof Webcodecs | null> {
  return import('@napi-rs/webcodecs').catch(() => null)
}
