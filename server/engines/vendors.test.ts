// One contract for the adapters of all vendors, against a local server that speaks their wire and misbehaves as told.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import sharp from 'sharp'
import { v7 as uuidv7 } from 'uuid'
import { startStand, type Stand } from '#test/vendors/stand.ts'
import { fingerprint, type Mood } from '#test/vendors/wire.ts'
import { settingsFor } from '#test/vendors/settings.ts'
import type { EngineSetting } from '../config-engines.ts'
import { openVendor } from './choose.ts'
import { VendorError, type Call, type Output, type Picture, type Vendor, type VendorCode } from './vendor.ts'
import { Unanswered } from './vendor-http.ts'
import { USUAL } from './vendors-usual.ts'

let stand: Stand
let person: Picture
let garment: Picture
before(async () => {
  stand = await startStand()
  person = await pictureOf('#886644', 576, 768)
  garment = await pictureOf('#224466', 60, 80)
})
after(() => stand.close())
beforeEach(() => stand.clear())

async function pictureOf(background: string, width: number, height: number): Promise<Picture> {
  const bytes = await sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer()
  return { bytes, contentType: 'image/jpeg', width, height }
}

const callOf = (): Call => ({
  id: uuidv7(),
  view: 'front',
  body: 'female',
  person,
  garments: [{ slot: 'upper', side: 'front', picture: garment }],
  width: 1152,
  height: 1536,
  ratio: '3:4',
  size: 'standard',
  seed: 7,
  backdrop: 'white',
  tucked: false,
  open: false,
})

const open = async (setting: EngineSetting): Promise<Vendor> => {
  const usual = USUAL[setting.vendor]
  return openVendor(setting, { url: setting.url ?? usual.url, model: setting.model ?? usual.model })
}

/** A call from its submit to its outputs, asked after until it is ready. */
async function run(vendor: Vendor, call = callOf()): Promise<readonly Output[]> {
  const sent = await vendor.submit(call)
  if ('outputs' in sent) return sent.outputs
  for (let polls = 0; polls < 5; polls++) {
    const polled = await vendor.poll!(sent.ref)
    if (polled.state === 'made') return polled.outputs
  }
  throw new Error('never ready')
}

const code = (expected: VendorCode) => (error: unknown) => {
  assert.ok(error instanceof VendorError, String(error))
  assert.equal(error.code, expected)
  return true
}

/** Names of the engines, as the settings of the stand-in list them; their addresses come when it has started. */
const NAMES = settingsFor({ url: 'http://stand' }).map(({ name }) => name)
const SYNC = ['gemini', 'vertex', 'openai']
const settingOf = (name: string) => settingsFor(stand).find((one) => one.name === name)!

for (const name of NAMES) {
  test(`${name}: a call is sent once, with its person and garment, and gives a picture`, async () => {
    const vendor = await open(settingOf(name))
    const [output] = await run(vendor)
    assert.ok('bytes' in output ? output.bytes.byteLength > 0 : output.url.startsWith(vendor.origin))
    assert.equal(stand.submits.length, 1)
    const [bought] = stand.bought
    assert.deepEqual(
      [bought.person, bought.garments],
      [fingerprint(person.bytes), [fingerprint(garment.bytes)]],
    )
    // A vendor whose seed we can set gets ours.
    const said = JSON.stringify(bought.said)
    if (vendor.can.seed) assert.ok(said.includes('"seed":7'), said)
  })

  test(`${name}: its key is tested without buying, and a wrong one is told`, async () => {
    const vendor = await open(settingOf(name))
    await vendor.test()
    if (name !== 'comfy' && name !== 'vertex')
      await assert.rejects((await open({ ...settingOf(name), key: 'wrong' })).test(), code('auth'))
    assert.deepEqual(stand.submits, [])
  })

  const refusals: [Mood, VendorCode][] = [
    ['funds', 'out_of_funds'],
    ['rate', 'rate_limited'],
    ['broken', 'provider_failure'],
    ['full', 'capacity'],
    ['invalid', 'invalid_input'],
    ['drop', 'submit_unknown'],
    ['html', 'submit_unknown'],
    ['gateway', 'submit_unknown'],
  ]
  for (const [mood, expected] of refusals)
    test(`${name}: a submit that goes "${mood}" is ${expected}, and is sent once`, async () => {
      stand.moods.push(mood)
      await assert.rejects((await open(settingOf(name))).submit(callOf()), (error) => {
        if (mood === 'rate') assert.equal((error as VendorError).waitMs, 20)
        return code(expected)(error)
      })
      assert.equal(stand.submits.length, 1)
    })

  const ends: [Mood, VendorCode][] = [['empty', 'empty_output']]
  if (name !== 'comfy') ends.push(['blocked', 'content_blocked'])
  if (!SYNC.includes(name)) ends.push(['failed', 'provider_failure'], ['lost', 'lost'])
  if (!SYNC.includes(name) && name !== 'comfy')
    ends.push(['pose', 'pose_not_found'], ['unreadable', 'input_unreadable'])
  for (const [mood, expected] of ends)
    test(`${name}: a call that ends "${mood}" is ${expected}`, async () => {
      stand.moods.push(mood)
      const work = await open(settingOf(name))
      await assert.rejects(run(work), code(expected))
    })

  if (!SYNC.includes(name) && name !== 'comfy')
    test(`${name}: an answer without sense to a question is no answer, and the call goes on`, async () => {
      stand.moods.push('nonsense')
      await assert.rejects(
        run(await open(settingOf(name))),
        (error) => error instanceof Unanswered && error.nonsense,
      )
    })
}

test('Kling and ComfyUI are asked by our own id for a call whose answer was lost', async () => {
  for (const name of ['kling', 'comfy']) {
    const vendor = await open(settingOf(name))
    const call = callOf()
    assert.equal(await vendor.find!(call.id), null)
    stand.moods.push('drop')
    await assert.rejects(vendor.submit(call), code('submit_unknown'))
    assert.ok(await vendor.find!(call.id), name)
  }
})

test('what can be called off is called off at the vendor', async () => {
  for (const name of ['fal', 'replicate', 'comfy']) {
    const vendor = await open(settingOf(name))
    stand.moods.push('slow')
    const sent = await vendor.submit(callOf())
    assert.ok('ref' in sent && vendor.can.cancel)
    await vendor.cancel!(sent.ref)
    assert.ok(stand.bought.at(-1)!.cancelled, name)
  }
})

test('a wrong service account gets no token, and nothing is sent', async () => {
  const setting = settingOf('vertex')
  const account = JSON.parse(setting.key!)
  const stranger = { ...setting, key: JSON.stringify({ ...account, token_uri: `${stand.url}/nobody` }) }
  await assert.rejects((await open(stranger)).submit(callOf()), code('auth'))
  await assert.rejects(open({ ...setting, key: 'no account' }), /service account/)
  assert.deepEqual(stand.submits, [])
})

test('a model nobody knows how to ask is refused at the start, in words', async () => {
  await assert.rejects(
    open({ name: 'fal', vendor: 'fal', model: 'fal-ai/flux', key: 'good' }),
    /no try-on called/,
  )
  const { binding: _, ...unbound } = settingOf('comfy')
  await assert.rejects(open(unbound), /where person goes/)
  await assert.rejects(open({ ...settingOf('comfy'), binding: { person: '77.image' } }), /no node 77/)
})

test('a key is in no error, even when the vendor says it back', async () => {
  const key = 'a-key-that-is-wrong'
  await assert.rejects((await open({ ...settingOf('fashn'), key })).test(), (error) => {
    assert.ok(error instanceof VendorError && error.message.includes('Unauthorized'))
    assert.ok(!error.message.includes(key), error.message)
    return true
  })
})
