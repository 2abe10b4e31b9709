// Holds an exported picture against every rule of its preset.
import assert from 'node:assert/strict'
import sharp from 'sharp'
import type { Preset } from '#sdk/contract/exports.ts'

/** The rules of a preset that a picture can break. */
export type PictureRules = Pick<
  Preset,
  'id' | 'width' | 'height' | 'ratio' | 'format' | 'maxBytes' | 'minimum' | 'background' | 'shows'
>

/** How far from white a pixel of the outermost rim may be: what JPEG leaves beside an edge. */
const NEARLY_WHITE = 250
/** Garments alone fill this share of the frame; markets ask for 85 %. */
const LEAST_FILLED = 0.85

/** Throws an AssertionError that names the preset and the rule. `labelled`: whether it says that it was made by a machine. */
export async function checkPicture(
  preset: PictureRules,
  bytes: Buffer,
  { labelled }: { readonly labelled: boolean },
): Promise<void> {
  const { id } = preset
  const { width, height, format, compression, space, hasAlpha, icc, xmp, pages } =
    await sharp(bytes).metadata()
  assert.deepEqual([width, height], [preset.width, preset.height], `${id}: size`)
  assert.ok(width >= preset.minimum.width && height >= preset.minimum.height, `${id}: least size`)
  const [across = 1, down = 1] = preset.ratio.split(':').map(Number)
  // Half a pixel of rounding.
  assert.ok(Math.abs(height - (width * down) / across) <= 0.5, `${id}: ratio ${width}:${height}`)
  // sharp names an AVIF by the container it shares with HEIC.
  assert.equal(format === 'heif' && compression === 'av1' ? 'avif' : format, preset.format, `${id}: format`)
  assert.equal(pages ?? 1, 1, `${id}: one picture`)
  assert.deepEqual([space, hasAlpha], ['srgb', false], `${id}: sRGB without transparency`)
  assert.ok(icc, `${id}: colour profile`)
  assert.ok(bytes.byteLength <= preset.maxBytes, `${id}: ${bytes.byteLength} bytes`)
  assert.equal(/DigitalSourceType/.test(xmp?.toString('utf8') ?? ''), labelled, `${id}: label`)
  if (preset.background === 'white') await checkWhite(preset, bytes)
  if (preset.shows === 'product') await checkFilled(preset, bytes)
}

async function checkWhite({ id, shows }: PictureRules, bytes: Buffer): Promise<void> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
  const { width, height } = info
  for (const at of [0, width - 1, (height - 1) * width, width * height - 1])
    assert.deepEqual([...data.subarray(at * 3, at * 3 + 3)], [255, 255, 255], `${id}: corner`)
  // A figure may be cut by the edge; a garment alone may not.
  if (shows !== 'product') return
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (y > 0 && y < height - 1 && x > 0 && x < width - 1) x = width - 1
      const at = (y * width + x) * 3
      const darkest = Math.min(data[at], data[at + 1], data[at + 2])
      assert.ok(darkest >= NEARLY_WHITE, `${id}: the rim is ${darkest} at ${x}, ${y}`)
    }
}

async function checkFilled({ id, width, height }: PictureRules, bytes: Buffer): Promise<void> {
  const { info } = await sharp(bytes).trim({ background: '#fff', threshold: 6 }).toBuffer({
    resolveWithObject: true,
  })
  const filled = Math.max(info.width / width, info.height / height)
  assert.ok(filled >= LEAST_FILLED, `${id}: fills ${Math.round(100 * filled)} %`)
  assert.ok(info.width < width && info.height < height, `${id}: white on every side`)
}
