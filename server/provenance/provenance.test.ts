// Labels: signed and read again in all five kinds of file, by the official reader, by one that shares no line with it, and by exiftool,
// through resizes and other formats.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output } from 'mediabunny'
import sharp from 'sharp'
import { askExiftool } from '#test/exiftool.ts'
import { readByAnother } from '#test/second-reader.ts'
import { openTestStudio } from '#test/studio.ts'
import { throwsCode } from '#test/throws.ts'
import { VERSION, type Studio } from '../studio.ts'
import { makeCertificate } from './certificate.ts'
import { SOURCE_TYPE_BASE, type LabelFacts } from './label-facts.ts'
import { Provenance } from './provenance.ts'
import { sourceTypeIn, xmpOf } from './xmp.ts'

const facts: LabelFacts = {
  title: 'Look 12 & "more"',
  engine: 'fashn',
  engineVersion: '1.6',
  model: 'tryon-v1.6',
  sourceType: 'compositeWithTrainedAlgorithmicMedia',
  madeAt: new Date('2026-11-20T03:04:05Z'),
}
const TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'video/mp4'] as const

let studio: Studio
let labels: Provenance
let folder: string
before(async () => {
  studio = await openTestStudio({ MAEPSI_NAME: 'Seoul, Ltd. "A+B"' })
  labels = studio.provenance
  folder = mkdtempSync(join(tmpdir(), 'maepsi-labels-'))
})
after(async () => {
  await studio.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A picture with an edge in it, so that every encoder has something to keep. */
function drawn(width = 480) {
  const figure = {
    create: { width: width / 2, height: width / 2, channels: 3, background: '#204060' },
  } as const
  return sharp({ create: { width, height: width, channels: 3, background: '#f0e8d8' } }).composite([
    { input: figure, top: 20, left: 30 },
  ])
}

async function fileOf(type: (typeof TYPES)[number], picture = drawn()): Promise<Buffer> {
  if (type === 'image/jpeg') return picture.jpeg().toBuffer()
  if (type === 'image/png') return picture.png().toBuffer()
  if (type === 'image/webp') return picture.webp().toBuffer()
  if (type === 'image/avif') return picture.withXmp(xmpOf(facts)).avif({ effort: 0 }).toBuffer()
  return video()
}

/** An MP4 of three frames, as the studio's own writer makes it: to players they are broken, to the file they are frames. */
async function video(): Promise<Buffer> {
  const target = new BufferTarget()
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target })
  const source = new EncodedVideoPacketSource('avc')
  output.addVideoTrack(source, { frameRate: 30 })
  await output.start()
  // Version, profile, compatibility, level, lengths of 4 bytes, and one empty parameter set of each kind.
  const description = Buffer.from('01640028ffe1000467640028010004 68ee3c80'.replaceAll(' ', ''), 'hex')
  for (const n of [0, 1, 2])
    await source.add(new EncodedPacket(Buffer.from([0, 0, 0, 2, 0x65, n]), 'key', n / 30, 1 / 30), {
      decoderConfig: { codec: 'avc1.640028', codedWidth: 1080, codedHeight: 1440, description },
    })
  await output.finalize()
  return Buffer.from(target.buffer!)
}

for (const type of TYPES)
  test(`${type}: signed, read again as ours, and its source type by exiftool`, async (t) => {
    const file = await labels.label(await fileOf(type), facts)
    const marks = await labels.read(file)
    assert.equal(marks.verdict, 'ours')
    assert.equal(marks.type, type)
    assert.equal(marks.sourceType, 'compositeWithTrainedAlgorithmicMedia')
    assert.equal(marks.declared, 'compositeWithTrainedAlgorithmicMedia')
    assert.deepEqual(marks.signature, {
      by: 'Seoul  Ltd.  A B',
      at: null,
      title: facts.title,
      program: `Maepsi ${VERSION}`,
      engine: 'fashn (tryon-v1.6) 1.6',
      changes: [],
      steps: 1,
      problems: [],
    })
    const second = await readByAnother(file)
    assert.deepEqual(
      { ...second, codes: second.codes.filter((code) => /hash/i.test(code)) },
      {
        valid: true,
        // One by the claim for each assertion, and the file itself: whole, or box by box.
        codes: [
          ...Array.from({ length: 2 }, () => 'assertion.hashedURI.match'),
          /avif|mp4/.test(type) ? 'assertion.bmffHash.match' : 'assertion.dataHash.match',
        ],
        actions: ['c2pa.created'],
        sourceType: SOURCE_TYPE_BASE + facts.sourceType,
      },
    )
    assert.ok(second.codes.includes('claimSignature.validated'))
    const told = await askExiftool(file, type.slice(6))
    if (!told) return t.diagnostic('exiftool is not installed: not asked')
    assert.match(told.DigitalSourceType ?? '', /digitalsourcetype\/compositeWithTrainedAlgorithmicMedia$/)
    assert.equal(told.Warning, undefined)
  })

test('both marks survive every resize and change of format, and the first signature stays in the chain', async (t) => {
  const stored = await labels.label(await fileOf('image/png'), facts)
  for (const type of ['image/jpeg', 'image/webp', 'image/avif', 'image/png'] as const) {
    const smaller = sharp(stored).resize(200)
    const converted = await fileOf(type, smaller)
    const changes = ['resized', 'transcoded'] as const
    const file = await labels.label(converted, facts, { parent: stored, changes })
    const { verdict, sourceType, declared, signature } = await labels.read(file)
    assert.equal(verdict, 'ours', type)
    assert.equal(sourceType, 'compositeWithTrainedAlgorithmicMedia')
    assert.equal(declared, 'compositeWithTrainedAlgorithmicMedia')
    assert.deepEqual(signature?.changes, ['resized', 'transcoded'])
    assert.equal(signature?.steps, 2)
    assert.equal(signature?.engine, 'fashn (tryon-v1.6) 1.6')
    const { valid, codes, actions, sourceType: first } = await readByAnother(file)
    assert.ok(valid, `${type}: ${codes.join()}`)
    assert.ok(codes.includes(type === 'image/avif' ? 'assertion.bmffHash.match' : 'assertion.dataHash.match'))
    assert.deepEqual(actions, ['c2pa.created', 'c2pa.opened', 'c2pa.resized', 'c2pa.transcoded'])
    assert.equal(first, SOURCE_TYPE_BASE + facts.sourceType)
    const told = await askExiftool(file, type.slice(6))
    if (told) assert.match(told.DigitalSourceType ?? '', /compositeWithTrainedAlgorithmicMedia$/)
    else t.diagnostic('exiftool is not installed: not asked')
  }
})

test('a label changes no pixel, and comes off with a new encoding', async () => {
  const picture = await fileOf('image/webp')
  const file = await labels.label(picture, facts)
  assert.deepEqual(await sharp(file).raw().toBuffer(), await sharp(picture).raw().toBuffer())
  const bare = await sharp(file).webp().toBuffer()
  assert.deepEqual(await labels.read(bare), {
    type: 'image/webp',
    verdict: 'none',
    sourceType: null,
    declared: null,
    signature: null,
  })
  const kept = await labels.read(await sharp(file).keepXmp().webp().toBuffer())
  assert.equal(kept.verdict, 'declared')
  assert.equal(kept.sourceType, 'compositeWithTrainedAlgorithmicMedia')
})

test('a changed file is found out, in all five kinds', async () => {
  for (const type of TYPES) {
    const file = await labels.label(await fileOf(type), facts)
    const at = type === 'video/mp4' ? file.lastIndexOf('mdat') + 12 : file.lastIndexOf(middleOf(type)) + 40
    file[at] = (file[at] ?? 0) ^ 1
    const { verdict, signature } = await labels.read(file)
    assert.equal(verdict, 'changed', type)
    assert.ok(signature === null || signature.problems.some((code) => /mismatch/i.test(code)), type)
    assert.equal((await readByAnother(file)).valid, false, type)
  }
})

/** Where the picture itself begins. */
function middleOf(type: (typeof TYPES)[number]): Buffer | string {
  if (type === 'image/jpeg') return Buffer.from([0xff, 0xda])
  if (type === 'image/png') return 'IDAT'
  return type === 'image/webp' ? 'VP8 ' : 'mdat'
}

test('two processes sign with one certificate, and a third under another secret is not mistaken for them', async () => {
  const { db, config } = studio
  const others = [1, 2].map(() => new Provenance(config, db, VERSION))
  const stranger = new Provenance({ ...config, secret: 'z'.repeat(64) }, db, VERSION)
  try {
    const picture = await fileOf('image/jpeg')
    const files = await Promise.all(others.map((one) => one.label(picture, facts)))
    for (const file of files) assert.equal((await labels.read(file)).verdict, 'ours')
    const serials = async () => (await db.selectFrom('signing_certificate').select('serial').execute()).length
    assert.equal(await serials(), 1)
    // The secret was changed: a new certificate, and both are ours.
    const file = await stranger.label(picture, facts)
    assert.equal(await serials(), 2)
    assert.equal((await labels.read(file)).verdict, 'ours')
  } finally {
    await Promise.all([...others, stranger].map((one) => one.close()))
  }
})

test('the operator’s certificate signs; another studio knows it for a stranger’s', async () => {
  const { chain, key } = await makeCertificate('Somebody else')
  const [certificate, secret] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  writeFileSync(certificate, chain)
  writeFileSync(secret, key)
  const other = await openTestStudio({ MAEPSI_C2PA_CERT: certificate, MAEPSI_C2PA_KEY: secret })
  try {
    const file = await other.provenance.label(await fileOf('image/jpeg'), facts)
    assert.equal((await other.provenance.read(file)).verdict, 'ours')
    const seen = await labels.read(file)
    assert.equal(seen.verdict, 'signed')
    assert.equal(seen.signature?.by, 'Somebody else')
    assert.deepEqual(seen.signature?.problems, ['signingCredential.untrusted'])
    // What a vendor's file came with stays, as the step before ours.
    const again = await labels.label(file, { ...facts, sourceType: 'compositeSynthetic' })
    const ours = await labels.read(again)
    assert.equal(ours.verdict, 'ours')
    assert.equal(ours.signature?.steps, 2)
    assert.equal(ours.declared, 'compositeWithTrainedAlgorithmicMedia')
    assert.ok((await readByAnother(again)).valid)
    writeFileSync(secret, (await makeCertificate('x')).key)
    const late = new Provenance(other.config, other.db, VERSION)
    await assert.rejects(late.check(), /MAEPSI_C2PA_CERT: .* is not the key of/)
  } finally {
    await other.close()
  }
})

test('a HEIC and a text are refused by name; nonsense in a manifest’s place costs nothing', async () => {
  const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1', 'latin1')
  await assert.rejects(labels.label(heic, facts), throwsCode('marks_type'))
  await assert.rejects(labels.read(heic), throwsCode('marks_type'))
  await assert.rejects(labels.read(Buffer.from('a text')), throwsCode('marks_type'))
  const png = await fileOf('image/png')
  const nonsense = await labels.label(Buffer.concat([png, Buffer.from('jumdc2pa')]), facts).catch(() => null)
  assert.ok(nonsense === null || (await labels.read(nonsense)).verdict === 'ours')
  // The thread stands after whatever came.
  assert.equal((await labels.read(await labels.label(png, facts))).verdict, 'ours')
})

test('XMP gives its source type however it is written', () => {
  const type = 'http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia'
  for (const packet of [
    `<rdf:Description Iptc4xmpExt:DigitalSourceType='${type}'/>`,
    `<Iptc4xmpExt:DigitalSourceType>${type}</Iptc4xmpExt:DigitalSourceType>`,
    `<Iptc4xmpExt:DigitalSourceType rdf:resource="${type}"/>`,
  ])
    assert.equal(sourceTypeIn(packet), 'algorithmicMedia')
  assert.equal(sourceTypeIn('<rdf:Description/>'), null)
  assert.equal(sourceTypeIn(xmpOf(facts)), facts.sourceType)
})
