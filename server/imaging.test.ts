// Pictures as phones make them, and as people who mean harm make them.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { drawnPhoto } from '#test/drawn-photo.ts'
import { StudioError } from './errors.ts'
import { deriveLook, MOST_BYTES, readPhoto, readPortrait, readUpload, type ReadPhoto } from './imaging.ts'

const WIDTH = 480
const HEIGHT = 600
const tee = await drawnPhoto('tee', { width: WIDTH, height: HEIGHT }).png().toBuffer()
const drawn = () => sharp(tee)

function code(wanted: string, details?: Record<string, unknown>) {
  return (error: unknown) => {
    assert.ok(error instanceof StudioError, String(error))
    assert.equal(error.code, wanted)
    for (const [name, value] of Object.entries(details ?? {})) assert.deepEqual(error.details?.[name], value)
    return true
  }
}

/** Chunks of one byte's value each; `taken` counts those given out. */
async function* stream(chunks: number, size: number, taken: { chunks: number }): AsyncGenerator<Uint8Array> {
  for (; taken.chunks < chunks; taken.chunks++) yield Buffer.alloc(size, taken.chunks)
}

async function* breaking() {
  yield Buffer.alloc(10)
  throw new Error('aborted')
}

const pixels = (bytes: Buffer) => sharp(bytes).removeAlpha().raw().toBuffer()

/** Mean difference of two pictures of the same size, 0 to 255. */
async function difference(a: Buffer, b: Buffer): Promise<number> {
  const [one, two] = await Promise.all([pixels(a), pixels(b)])
  assert.equal(one.length, two.length)
  return one.reduce((sum, value, i) => sum + Math.abs(value - two[i]), 0) / one.length
}

describe('photos of every kind', () => {
  const kinds = {
    jpeg: () => drawn().jpeg({ quality: 95, chromaSubsampling: '4:4:4' }),
    png: () => drawn().png(),
    webp: () => drawn().webp({ quality: 95 }),
    avif: () => drawn().avif({ quality: 80, effort: 2 }),
  }
  for (const [format, make] of Object.entries(kinds)) {
    test(`${format} comes out as it went in`, async () => {
      const photo = await readPhoto(await make().toBuffer())
      assert.deepEqual([photo.format, photo.width, photo.height], [format, WIDTH, HEIGHT])
      assert.equal(photo.working.contentType, 'image/jpeg')
      assert.ok((await difference(photo.working.bytes, tee)) < 4)
      assert.deepEqual([photo.thumbnail.width, photo.thumbnail.height], [384, 480])
      assert.equal(photo.thumbnail.contentType, 'image/webp')
    })
  }

  test('HEIC comes out upright and in sRGB, though it lies on its side in Display P3', async () => {
    const photo = await readPhoto(readFileSync(new URL('fixtures/sideways-display-p3.heic', import.meta.url)))
    assert.deepEqual([photo.format, photo.width, photo.height], ['heic', WIDTH, HEIGHT])
    assert.ok((await difference(photo.working.bytes, tee)) < 4)
  })

  test('grey, CMYK, 16 bits and a palette become plain sRGB', async () => {
    const odd = [
      drawn().greyscale().toColourspace('b-w').png(),
      drawn().toColourspace('cmyk').jpeg(),
      drawn().toColourspace('rgb16').png(),
      drawn().png({ palette: true, colours: 32 }),
    ]
    for (const make of odd) {
      const { working } = await readPhoto(await make.toBuffer())
      const { space, channels, depth } = await sharp(working.bytes).metadata()
      assert.ok(['srgb', 'b-w'].includes(space), space)
      assert.ok(channels === 3 || channels === 1)
      assert.equal(depth, 'uchar')
    }
  })

  test('a cut-out keeps its transparency; a channel that hides nothing is dropped', async () => {
    const { data, info } = await drawn().ensureAlpha().raw().toBuffer({ resolveWithObject: true })
    for (let alpha = 3; alpha < data.length / 4; alpha += 4) data[alpha] = 0
    const cutOut = await sharp(data, { raw: info }).webp().toBuffer()
    const { working } = await readPhoto(cutOut)
    assert.equal(working.contentType, 'image/png')
    assert.equal((await sharp(working.bytes).stats()).isOpaque, false)
    const { working: whole } = await readPhoto(await drawn().ensureAlpha().png().toBuffer())
    assert.equal(whole.contentType, 'image/jpeg')
  })

  test('the longest side of the working copy is 2048, the thumbnail 480', async () => {
    const wide = await drawn().resize(4000, 1000, { fit: 'fill' }).jpeg().toBuffer()
    const photo = await readPhoto(wide)
    assert.deepEqual([photo.width, photo.height], [4000, 1000])
    assert.deepEqual([photo.working.width, photo.working.height], [2048, 512])
    assert.deepEqual([photo.thumbnail.width, photo.thumbnail.height], [480, 120])
  })
})

describe('what cameras write beside the picture', () => {
  for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
    test(`orientation ${orientation} is applied`, async () => {
      // Undoing what the viewer is told to do, so that the picture is upright once it is done.
      const undo = {
        1: [0, false],
        2: [0, true],
        3: [180, false],
        4: [180, true],
        5: [90, true],
        6: [270, false],
        7: [270, true],
        8: [90, false],
      } as const
      const [angle, mirrored] = undo[orientation as keyof typeof undo]
      const turned = await drawn().rotate(angle).png().toBuffer()
      const stored = mirrored ? sharp(turned).flop() : sharp(turned)
      const photo = await readPhoto(
        await stored.jpeg({ quality: 95 }).withMetadata({ orientation }).toBuffer(),
      )
      assert.deepEqual([photo.width, photo.height], [WIDTH, HEIGHT])
      assert.ok((await difference(photo.working.bytes, tee)) < 4)
    })
  }

  test('place, camera and everything else is gone', async () => {
    const told = await drawn()
      .jpeg()
      .withExif({
        IFD0: { Make: 'SecretCamera' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '37/1 33/1 0/1' },
      })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><who>SecretPerson</who></x:xmpmeta>')
      .toBuffer()
    assert.ok(told.includes('SecretCamera') && told.includes('SecretPerson'))
    const photo = await readPhoto(told)
    for (const { bytes } of [photo.working, photo.thumbnail]) {
      const { exif, xmp, iptc, icc } = await sharp(bytes).metadata()
      assert.deepEqual([exif, xmp, iptc, icc], [undefined, undefined, undefined, undefined])
      assert.ok(!bytes.includes('Secret'))
    }
  })
})

describe('what is no photo', () => {
  test('nothing at all', () => assert.rejects(readPhoto(Buffer.alloc(0)), code('photo_empty')))

  test('files of another kind', async () => {
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="800"><script/></svg>',
    )
    await assert.rejects(readPhoto(svg), code('photo_type', { type: null }))
    await assert.rejects(readPhoto(Buffer.from(`<?xml version="1.0"?>${svg.toString()}`)), code('photo_type'))
    await assert.rejects(readPhoto(Buffer.from('%PDF-1.7 and so on')), code('photo_type', { type: 'pdf' }))
    await assert.rejects(readPhoto(Buffer.from('just words')), code('photo_type', { type: null }))
    await assert.rejects(readPhoto(await drawn().gif().toBuffer()), code('photo_type', { type: 'gif' }))
    await assert.rejects(readPhoto(await drawn().tiff().toBuffer()), code('photo_type', { type: 'tif' }))
  })

  test('an SVG is not read even by those who ask sharp themselves', async () => {
    await assert.rejects(
      sharp(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')).png().toBuffer(),
    )
  })

  test('photos cut short', async () => {
    const whole = {
      jpeg: await drawn().jpeg().toBuffer(),
      png: tee,
      webp: await drawn().webp().toBuffer(),
      avif: await drawn().avif({ effort: 2 }).toBuffer(),
      heic: readFileSync(new URL('fixtures/sideways-display-p3.heic', import.meta.url)),
    }
    for (const [format, bytes] of Object.entries(whole)) {
      for (const share of [0.02, 0.5, 0.9]) {
        const cut = bytes.subarray(0, Math.max(40, Math.floor(bytes.length * share)))
        await assert.rejects(readPhoto(cut), code('photo_broken'), `${format} ${share}`)
      }
    }
  })

  test('a small file of 30,000 × 30,000 pixels is refused by its header', async () => {
    const bomb = pngOf(30_000, 30_000)
    assert.ok(bomb.length < 200_000)
    await assert.rejects(readPhoto(bomb), code('photo_pixels', { width: 30_000, height: 30_000 }))
  })

  test('a file over 25 MB is not even opened', async () => {
    const bytes = Buffer.concat([await drawn().jpeg().toBuffer(), Buffer.alloc(31 * 1024 * 1024)])
    await assert.rejects(readPhoto(bytes), code('photo_big', { most: MOST_BYTES }))
  })
})

describe('an upload on its way in', () => {
  test('is read whole up to 25 MB', async () => {
    const bytes = await readUpload(stream(25, 1024 * 1024, { chunks: 0 }))
    assert.equal(bytes.length, MOST_BYTES)
    assert.equal(bytes.at(-1), 24)
  })

  test('is not read on when it is too big', async () => {
    const taken = { chunks: 0 }
    await assert.rejects(readUpload(stream(1000, 1024 * 1024, taken)), code('photo_big'))
    assert.ok(taken.chunks < 27)
    const untouched = { chunks: 0 }
    await assert.rejects(
      readUpload(stream(40, 1024 * 1024, untouched), 31 * 1024 * 1024),
      code('photo_big', { bytes: 31 * 1024 * 1024 }),
    )
    assert.equal(untouched.chunks, 0)
  })

  test('may be empty, or end too soon', async () => {
    await assert.rejects(readUpload(stream(0, 0, { chunks: 0 })), code('photo_empty'))
    await assert.rejects(readUpload(breaking()), code('photo_broken', { reason: 'interrupted' }))
  })
})

test('a look is kept as it was made, with its smaller sizes beside it', async () => {
  const picture = await drawn().resize(1152, 1536).png().toBuffer()
  const files = await deriveLook(picture)
  assert.deepEqual(
    files.map(({ name, width }) => [name, width]),
    [
      ['full.png', 1152],
      ['240.webp', 240],
      ['480.webp', 480],
      ['1024.webp', 1024],
    ],
  )
  assert.ok(files[0].bytes.equals(picture))
  for (const { bytes, width, contentType } of files) {
    const found = await sharp(bytes).metadata()
    assert.deepEqual([found.width, `image/${found.format}`], [width, contentType])
  }
  const small = await deriveLook(await drawn().resize(300).jpeg().toBuffer())
  assert.deepEqual(
    small.map(({ name, width }) => [name, width]),
    [
      ['full.jpg', 300],
      ['240.webp', 240],
      ['480.webp', 300],
      ['1024.webp', 300],
    ],
  )
  await assert.rejects(deriveLook(Buffer.from('no picture')), code('photo_broken'))
})

test('a profile picture is a square', async () => {
  const { width, height, contentType } = await readPortrait(tee)
  assert.deepEqual([width, height, contentType], [512, 512, 'image/webp'])
})

test('many photos at once leave the event loop free', async () => {
  const large = await drawn().resize(3000, 3750).jpeg().toBuffer()
  const heic = readFileSync(new URL('fixtures/sideways-display-p3.heic', import.meta.url))
  let turns = 0
  const timer = setInterval(() => turns++, 5)
  const photos = await Promise.all(
    [large, heic, large, heic, large, heic].map((bytes): Promise<ReadPhoto> => readPhoto(bytes)),
  )
  clearInterval(timer)
  assert.equal(photos.length, 6)
  // Other work got its turn again and again, not only between two photos.
  assert.ok(turns > photos.length * 3, `${turns} turns`)
})

/** A PNG of nothing but black, written by hand: `sharp` would need the pixels. */
function pngOf(width: number, height: number): Buffer {
  const rows = deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height), { level: 9 })
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const out = Buffer.alloc(body.length + 8)
  out.writeUInt32BE(data.length, 0)
  body.copy(out, 4)
  out.writeUInt32BE(crc32(body), body.length + 4)
  return out
}
