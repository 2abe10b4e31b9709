// `maepsi try` from photo to picture, on drawn garments: what it writes, what it says, and how it refuses bad photos.

import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import test, { after } from 'node:test'
import { type DrawnKind, drawGarment } from '../../drape/drawn/draw-garment.ts'
import { encodePicture, readPicture } from '../../drape/node.ts'
import { runMaepsi } from '../../test/maepsi-command.ts'

const folder = await mkdtemp(path.join(tmpdir(), 'maepsi-try-'))
after(() => rm(folder, { recursive: true }))

const tee = await drawn('tee', 'front')
const teeBack = await drawn('tee', 'back')
const jeans = await drawn('jeans', 'front')

async function drawn(kind: DrawnKind, side: 'front' | 'back', width = 800): Promise<string> {
  const { picture } = drawGarment({ kind, side, colour: '#8c2f2b', width, height: width * 1.25 })
  return save(`${kind}-${side}-${width}.png`, await encodePicture(picture, 'png'))
}

async function save(name: string, bytes: Uint8Array | string): Promise<string> {
  const file = path.join(folder, name)
  await writeFile(file, bytes)
  return file
}

test('writes a picture of each view, in the size asked for, and says how far it is', async () => {
  const out = path.join(folder, 'new', 'looks')
  const args = [
    'try',
    '--upper',
    tee,
    '--upper-back',
    teeBack,
    '--bottom',
    jeans,
    '--body',
    'male',
    '--size',
    '240x320',
  ]
  const { exitCode, stdout, stderr } = await runMaepsi([...args, '--views', 'front,back,front', '--out', out])
  const files = ['look-front.png', 'look-back.png'].map((name) => path.join(out, name))
  assert.deepEqual([exitCode, stdout], [0, `${files.join('\n')}\n`], stderr)
  assert.deepEqual((await readdir(out)).toSorted(), ['look-back.png', 'look-front.png'])
  for (const file of files) {
    const { width, height } = await readPicture(file, 4000)
    assert.deepEqual([width, height], [240, 320])
  }
  assert.match(
    stderr,
    /0 %  looking at the photos[^]*reading the photos[^]*draping the cloth[^]*taking the picture: back/,
  )
  assert.ok(!stderr.includes('\r'), 'no terminal tricks where there is no terminal')
})

test('dresses another mannequin, films it and writes its model', async () => {
  const out = path.join(folder, 'film')
  const args = [
    'try',
    '--upper',
    tee,
    '--bottom',
    jeans,
    '--size',
    '90x120',
    '--turntable',
    '--glb',
    '--ghost',
  ]
  const worn = ['--body-size', '2XL', '--finish', 'black', '--pose', 'hand_on_hip', '--tucked', '--open']
  const cm = ['--cm', 'upper.length=70,upper.chest=56,bottom.waist=40.5']
  const { exitCode, stdout, stderr } = await runMaepsi([...args, ...worn, ...cm, '--out', out])
  const files = ['look-front.png', 'turntable.mp4', 'look.glb'].map((name) => path.join(out, name))
  assert.deepEqual([exitCode, stdout], [0, `${files.join('\n')}\n`], stderr)
  assert.equal((await readFile(files[1])).toString('latin1', 4, 8), 'ftyp')
  assert.equal((await readFile(files[2])).toString('latin1', 0, 4), 'glTF')
  assert.match(stderr, /filming the turntable/)
  // Nothing but red cloth and pale paper: the black mannequin is left out.
  const { data } = await readPicture(files[0], 4000)
  let black = 0
  for (let i = 0; i < data.length; i += 4) if (data[i] < 110 && data[i] - data[i + 2] < 15) black++
  assert.equal(black, 0)
})

test('measures that are none are refused with an example', async () => {
  for (const cm of ['upper=68', 'hat.length=20', 'upper.length=3', 'upper.length=68;chest=3']) {
    const { exitCode, stderr } = await runMaepsi(['try', '--upper', tee, '--cm', cm, '--out', folder])
    assert.equal(exitCode, 2)
    assert.match(stderr, /Write it as upper\.length=68/)
  }
})

test('every bad photo gets one line with the fix, and nothing is written', async () => {
  const blank = { width: 800, height: 800, data: new Uint8ClampedArray(800 * 800 * 4).fill(230) }
  const files = {
    upper: await save('notes.txt', 'milk, eggs'),
    upperBack: await save('empty.jpg', ''),
    bottom: await save('blank.png', await encodePicture(blank, 'png')),
    outer: path.join(folder, 'no-such-file.jpg'),
  }
  const out = path.join(folder, 'none')
  const { exitCode, stdout, stderr } = await runMaepsi([
    'try',
    '--upper',
    files.upper,
    '--upper-back',
    files.upperBack,
    '--bottom',
    files.bottom,
    '--outer',
    files.outer,
    '--out',
    out,
  ])
  assert.deepEqual([exitCode, stdout], [2, ''])
  const lines = stderr
    .trim()
    .split('\n')
    .filter((line) => !line.includes('looking at the photos'))
  assert.equal(lines.length, 4, stderr)
  assert.match(
    lines[0],
    /notes\.txt: This is no JPEG, PNG, WebP, AVIF or HEIC photo: save it as one of these\.$/,
  )
  assert.match(lines[1], /empty\.jpg: The file is empty: choose the photo again\.$/)
  assert.match(lines[2], /blank\.png: no garment was found: lay it flat/)
  assert.match(lines[3], /no-such-file\.jpg: There is no such file: check its name and place\.$/)
  assert.deepEqual(await readdir(out), [])
})

test('a photo that is too small, and one in the wrong slot, are refused with the way out', async () => {
  const small = await drawn('tee', 'front', 300)
  const { exitCode, stderr } = await runMaepsi(['try', '--upper', small, '--bottom', tee, '--out', folder])
  assert.equal(exitCode, 2)
  assert.match(stderr, /tee-front-300\.png: the photo is small[^\n]*: take one of at least 768 px/)
  assert.match(stderr, /tee-front-800\.png: this looks like another kind of garment: give it with --upper/)
})

test('Ctrl-C stops at once with exit code 130', async () => {
  const { exitCode, stdout, stderr } = await runMaepsi(
    ['try', '--upper', tee, '--out', path.join(folder, 'stopped')],
    {
      onStderr: (text, interrupt) => text.includes('reading the photos') && interrupt(),
    },
  )
  assert.deepEqual([exitCode, stdout], [130, ''])
  assert.match(stderr, /Stopped: looks that were finished are kept\.\n$/)
})
