// A clip's file as players read it, its frames beside the looks, and how it ends early.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BufferSource, EncodedPacketSink, Input, MP4 } from 'mediabunny'
import sharp from 'sharp'
import { drawFrame, type Sheet } from './draw-frame.ts'
import { makeClip } from './make-clip.ts'
import { makePlate } from './plate.ts'
import { addMusic, readMusic } from './sound.ts'
import { shownAt, titleAt } from './timeline.ts'
import { drawTitle, isBright } from './title.ts'

const SIZE = { width: 270, height: 480 }
const never = new AbortController().signal

/** A figure of one colour before grey paper, 3:4. */
async function look(background: string): Promise<Buffer> {
  const figure = await sharp({ create: { width: 60, height: 200, channels: 3, background } })
    .png()
    .toBuffer()
  return sharp({ create: { width: 180, height: 240, channels: 3, background: '#cccccc' } })
    .composite([{ input: figure }])
    .png()
    .toBuffer()
}

/** Two seconds of a tone: 16 bits, two channels, 44,100 Hz. */
function tone(seconds = 2): Buffer {
  const [rate, frames] = [44_100, 44_100 * seconds]
  const wav = Buffer.alloc(44 + frames * 4)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + frames * 4, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20)
  wav.writeUInt16LE(2, 22)
  wav.writeUInt32LE(rate, 24)
  wav.writeUInt32LE(rate * 4, 28)
  wav.writeUInt16LE(4, 32)
  wav.writeUInt16LE(16, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(frames * 4, 40)
  for (let frame = 0; frame < frames; frame++) {
    const value = Math.round(8_000 * Math.sin((frame * 440 * 2 * Math.PI) / rate))
    wav.writeInt16LE(value, 44 + frame * 4)
    wav.writeInt16LE(value, 46 + frame * 4)
  }
  return wav
}

const pixel = ({ width, data }: Sheet, x: number, y: number) => [
  ...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 3),
]

test(
  'two looks with title and music become an MP4 that plays before it is loaded whole',
  { timeout: 60_000 },
  async () => {
    const percents: number[] = []
    const order = { ...SIZE, seconds: 1, title: '가을 <새 옷> & more', paper: '#ffffff', music: tone() }
    const { mp4, poster } = await makeClip(
      { ...order, looks: [await look('#aa2222'), await look('#2222aa')] },
      { signal: never, onProgress: ({ percent }) => percents.push(percent) },
    )
    const input = new Input({ source: new BufferSource(mp4), formats: [MP4] })
    const [video, audio] = [await input.getPrimaryVideoTrack(), await input.getPrimaryAudioTrack()]
    assert.ok(video && audio)
    assert.deepEqual([video.codec, video.codedWidth, video.codedHeight], ['avc', 270, 480])
    assert.equal((await video.getDecoderConfig())?.colorSpace?.matrix, 'bt709')
    const packets = await Array.fromAsync(new EncodedPacketSink(video).packets())
    assert.equal(packets.length, 24)
    assert.equal(Math.round((await video.computeDuration()) * 100), 100)
    assert.equal(audio.codec, 'aac')
    assert.ok(Math.abs((await audio.computeDuration()) - 1) < 0.1)
    const file = Buffer.from(mp4)
    assert.ok(file.indexOf('moov') < file.indexOf('mdat'))
    const { format, width, height } = await sharp(poster).metadata()
    assert.deepEqual([format, width, height], ['webp', 270, 480])
    assert.deepEqual(
      percents,
      percents.toSorted((a, b) => a - b),
    )
    assert.equal(percents.at(-1), 95)
  },
)

test('each look is there in its time, and half of both between them', async () => {
  const plates = [await makePlate(await look('#aa2222'), { ...SIZE, paper: '#fff' })]
  plates.push(await makePlate(await look('#2222aa'), { ...SIZE, paper: '#fff' }))
  const frame: Sheet = { ...SIZE, data: new Uint8ClampedArray(270 * 480 * 4) }
  const middleAt = (at: number): number[] => {
    drawFrame(frame, plates, shownAt(at, { shots: 2, seconds: 4 }))
    return pixel(frame, 135, 220)
  }
  assert.deepEqual(middleAt(0), [0xaa, 0x22, 0x22])
  assert.deepEqual(middleAt(3.9), [0x22, 0x22, 0xaa])
  const [red, , blue] = middleAt(2)
  assert.ok(Math.abs(red - 0x66) < 3 && Math.abs(blue - 0x66) < 3, `${red} ${blue}`)
  const again = frame.data.slice()
  middleAt(2)
  assert.deepEqual(frame.data, again)
})

test('a square shows the whole figure: an even backdrop goes on beyond it', async () => {
  const { width, data, height } = await makePlate(await look('#aa2222'), {
    width: 240,
    height: 240,
    paper: '#fff',
  })
  assert.deepEqual([width, height], [269, 269])
  assert.deepEqual(pixel({ width, height, data }, 2, 134), [0xcc, 0xcc, 0xcc])
  assert.deepEqual(pixel({ width, height, data }, 134, 60), [0xaa, 0x22, 0x22])
  assert.deepEqual(pixel({ width, height, data }, 134, 262), [0xcc, 0xcc, 0xcc])
})

test('every moment shows something, in order, and never leaves the plate', () => {
  for (const seconds of [4, 6, 8])
    for (let shots = 1; shots <= seconds; shots++)
      for (let at = 0; at < seconds; at += 1 / 24) {
        const shown = shownAt(at, { shots, seconds })
        assert.ok(shown.length >= 1 && shown.length <= 2, `${shown.length} of ${shots} at ${at}`)
        for (const { window } of shown)
          for (const middle of [window.x, window.y])
            assert.ok(middle - window.size / 2 > -1e-9 && middle + window.size / 2 < 1 + 1e-9)
      }
  assert.equal(titleAt(0, 6), 1)
  assert.equal(titleAt(5, 6), 0)
})

test('a title is white, long ones wrap, and none leaves the frame', async () => {
  for (const title of ['봄', 'A very long title that needs more than one line to be read', 'ㅋ'.repeat(60)]) {
    const { data } = await drawTitle(title, { ...SIZE, bright: false })
    const lit = data.filter((value, n) => n % 4 === 0 && value > 200).length
    assert.ok(lit > 20, `${title}: ${lit}`)
  }
})

test('on bright looks the title is dark and throws no shade', async () => {
  const bright = await makePlate(await look('#cccccc'), { ...SIZE, paper: '#fff' })
  const dark = await makePlate(await look('#221111'), { ...SIZE, paper: '#fff' })
  assert.deepEqual([isBright([bright]), isBright([bright, dark])], [true, false])
  const { data } = await drawTitle('가을', { ...SIZE, bright: true })
  assert.equal(data.filter((value, n) => n % 4 === 0 && value > 200).length, 0)
  const seen = data.filter((value, n) => n % 4 === 3 && value > 200).length
  assert.ok(seen > 20 && seen < data.length / 20, String(seen))
})

test('what is no music is said to be none', async () => {
  assert.equal(await readMusic(Buffer.from('<html>')), null)
  assert.equal(await readMusic(await look('#000000')), null)
  assert.deepEqual(await readMusic(tone()), { codec: 'pcm-s16', seconds: 2, aac: false })
  await assert.rejects(addMusic(Buffer.from('x'), tone(), 1))
})

test('aborted it ends at once; a look that is none ends it with a reason', { timeout: 60_000 }, async () => {
  const order = { ...SIZE, seconds: 8, title: '', paper: '#fff', music: null }
  const stop = new AbortController()
  const reason = new Error('enough')
  const made = makeClip(
    { ...order, looks: [await look('#123456')] },
    { signal: stop.signal, onProgress: () => stop.abort(reason) },
  )
  await assert.rejects(made, reason)
  await assert.rejects(
    makeClip({ ...order, looks: [Buffer.from('x')] }, { signal: never, onProgress: () => {} }),
    { name: 'EngineError', code: 'clip_crashed' },
  )
})
