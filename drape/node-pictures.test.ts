// Photos of every kind are read upright and in sRGB; what is no photo is refused with a code and a fix.

import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import test from 'node:test'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { DrapeError, encodePicture, readPicture } from './node-pictures.ts'

const WIDTH = 60
const HEIGHT = 40

/** Left half red, right half blue. */
function twoHalves() {
  const data = Buffer.alloc(WIDTH * HEIGHT * 3)
  for (let i = 0; i < WIDTH * HEIGHT; i += 1) data[i * 3 + (i % WIDTH < WIDTH / 2 ? 0 : 2)] = 230
  return sharp(data, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
}

function refusal(code: string) {
  return (error: unknown) =>
    error instanceof DrapeError && error.code === code && /: .+\.$/.test(error.message)
}

test('JPEG, PNG, WebP and AVIF are read alike', async () => {
  const files = await Promise.all([
    twoHalves().jpeg({ quality: 95 }).toBuffer(),
    twoHalves().png().toBuffer(),
    twoHalves().webp({ quality: 95 }).toBuffer(),
    twoHalves().avif({ quality: 80 }).toBuffer(),
  ])
  for (const file of files) {
    const { width, height, data } = await readPicture(file, 1000)
    assert.deepEqual([width, height, data.length], [WIDTH, HEIGHT, WIDTH * HEIGHT * 4])
    const [left, right] = [20 * WIDTH + 10, 20 * WIDTH + 50].map((i) => [...data.subarray(i * 4, i * 4 + 4)])
    assert.ok(left[0] > 200 && left[2] < 40 && left[3] === 255, `left is red: ${left.join()}`)
    assert.ok(right[2] > 200 && right[0] < 40 && right[3] === 255, `right is blue: ${right.join()}`)
  }
})

test('a photo lying on its side is turned upright, and shrunk to the side asked for', async () => {
  const turned = await twoHalves().withMetadata({ orientation: 6 }).jpeg().toBuffer()
  const { width, height, data } = await readPicture(turned, 30)
  assert.deepEqual([width, height], [20, 30])
  assert.ok(data[(5 * 20 + 10) * 4] > 180, 'red has come to the top')
  assert.ok(data[(25 * 20 + 10) * 4 + 2] > 180, 'blue has come to the bottom')
})

test('sixteen bits, grey and transparency become eight-bit RGBA', async () => {
  const deep = await twoHalves().toColourspace('rgb16').png().toBuffer()
  assert.ok((await readPicture(deep, 100)).data[0] > 220)
  const grey = await twoHalves().greyscale().png().toBuffer()
  assert.equal((await readPicture(grey, 100)).data.length, WIDTH * HEIGHT * 4)
  const clear = await sharp({ create: { width: 8, height: 8, channels: 4, background: '#ff000040' } })
    .png()
    .toBuffer()
  assert.equal((await readPicture(clear, 100)).data[3], 64)
})

test('a path is read as bytes are', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'maepsi-'))
  try {
    const file = path.join(folder, 'a.png')
    await writeFile(file, await twoHalves().png().toBuffer())
    assert.equal((await readPicture(file, 100)).width, WIDTH)
    await assert.rejects(readPicture(path.join(folder, 'none.png'), 100), refusal('photo_missing'))
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('what is no photo is refused with its code', async () => {
  const jpeg = await twoHalves().resize(600).jpeg().toBuffer()
  await assert.rejects(readPicture(new Uint8Array(), 100), refusal('photo_empty'))
  await assert.rejects(readPicture(Buffer.from('not a picture'), 100), refusal('photo_type'))
  await assert.rejects(
    readPicture(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), 100),
    refusal('photo_type'),
  )
  await assert.rejects(readPicture(await twoHalves().gif().toBuffer(), 100), refusal('photo_type'))
  await assert.rejects(readPicture(jpeg.subarray(0, jpeg.length / 2), 100), refusal('photo_broken'))
  await assert.rejects(readPicture(hugePng(30_000), 100), refusal('photo_pixels'))
})

test('a picture survives PNG without loss, transparency included', async () => {
  const data = Uint8ClampedArray.from({ length: 16 * 9 * 4 }, (_, i) => (i * 37) % 256)
  const back = await readPicture(await encodePicture({ width: 16, height: 9, data }, 'png'), 100)
  assert.deepEqual(back.data, data)
  const jpeg = await sharp(await encodePicture({ width: 16, height: 9, data }, 'jpeg')).metadata()
  const webp = await sharp(await encodePicture({ width: 16, height: 9, data }, 'webp')).metadata()
  assert.deepEqual([jpeg.format, jpeg.hasAlpha, webp.format, webp.hasAlpha], ['jpeg', false, 'webp', true])
})

/** A well-formed header that promises `side` × `side` pixels, in a file of a few bytes. */
function hugePng(side: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(100))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, body: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(body.length)
  let crc = 0xffffffff
  for (const byte of content) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE((crc ^ 0xffffffff) >>> 0)
  return Buffer.concat([length, content, sum])
}
