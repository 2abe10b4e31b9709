// Calls every route as everybody, about things of the owner's, and holds the answers against docs/access.md.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { contract } from '#sdk/contract/contract.ts'
import { scopeOf, type Operation } from '#sdk/contract/operation.ts'
import { buildScene, gatherPeople, type People, type Scene } from '#test/access-scene.ts'
import {
  CALLERS,
  readAccessTable,
  writeAccessRow,
  type AccessRow,
  type CallerName,
} from '#test/access-table.ts'
import { openAnotherDoor } from '#test/door.ts'
import { ScriptedEngine } from '#test/scripted-engine.ts'
import { openTestStudio } from '#test/studio.ts'
import { Engines } from '../engines/choose.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'
import { asLink, signFile } from './files.ts'

/** No outfit is drawn for samples here: it is who may ask for one that counts. */
class NoSamples extends Engines {
  override async *drawSampleOutfits() {}
}

let studio: Studio
let app: App
let url: string
let people: People
before(async () => {
  studio = await openTestStudio(
    { MAEPSI_TRUST_PROXY: 'true', MAEPSI_OPENING_CREDIT: '1000', MAEPSI_LOG_LEVEL: 'silent' },
    new NoSamples([new ScriptedEngine()]),
  )
  ;({ app, url } = await openAnotherDoor(studio))
  people = await gatherPeople(studio, { url })
})
after(async () => {
  await app.close()
  await studio.close()
})

const operations = new Map<string, Operation>(
  Object.values(contract)
    .flatMap((word) => Object.values(word as Record<string, Operation>))
    .map((operation) => [`${operation.method} ${operation.url}`, operation]),
)

/** What the names in a path stand for, by what comes before them. */
const NAMED: readonly (readonly [RegExp, string])[] = [
  [/^\/v1\/projects\/:id/, 'project'],
  [/^\/v1\/collections\/:id/, 'collection'],
  [/^\/v1\/products\/:id/, 'product'],
  [/^\/v1\/images\/:id/, 'image'],
  [/^\/v1\/videos\/:id/, 'video'],
  [/^\/v1\/(admin\/)?(vto-)?jobs\/:id/, 'job'],
  [/^\/v1\/comments\/:id/, 'comment'],
  [/^\/v1\/letters\/:id/, 'letter'],
  [/^\/v1\/bulk\/:id/, 'bulk'],
  [/^\/v1\/admin\/users\/:id/, 'viewer'],
  [/^\/v1\/invitations\/:token/, 'join'],
]
const PLACES: Readonly<Record<string, string>> = {
  userId: 'viewer',
  linkId: 'link',
  invitationId: 'invitation',
  imageId: 'image',
  token: 'token',
}
const WORDS: Readonly<Record<string, string>> = {
  slot: 'upper',
  side: 'front',
  provider: 'kakao',
  event: 'run_finished',
  version: '1',
  n: '1',
}

function fill(text: string, { ids }: Scene): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => ids[name] ?? whole)
}

function pathOf({ route, of, sends }: AccessRow, scene: Scene, caller: CallerName): string {
  const [method = '', path = ''] = route.split(' ')
  if (path === '/files/*') return fileUrl(of, scene, caller)
  const whose = NAMED.find(([prefix]) => prefix.test(path))?.[1] ?? 'new'
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => {
    if (name in WORDS) return WORDS[name]
    const first = name === 'id' || (name === 'token' && whose === 'join')
    return scene.ids[first ? whose : (PLACES[name] ?? 'new')] ?? ''
  })
  if (method !== 'GET' || sends === '') return filled
  return `${filled}?${new URLSearchParams(JSON.parse(fill(sends, scene)) as Record<string, string>).toString()}`
}

/** The address of one of the owner's files, signed for whoever calls, as if it had been given to them. */
function fileUrl(of: string, { ids }: Scene, caller: CallerName): string {
  const keys: Readonly<Record<string, string>> = {
    'a look': `${ids['folder']}/480.webp`,
    'a look as it was made': `${ids['folder']}/full.png`,
    'a photo': `${ids['photo']}/working.jpg`,
    'a photo as it was sent': `${ids['photo']}/original`,
    'a portrait': `pictures/${ids['owner']}/a.webp`,
  }
  const key = keys[of] ?? ''
  if (caller === 'nobody') return `/files/${key}`
  const as = caller === 'link' ? asLink({ id: ids['link'] ?? '', generation: 0 }) : { id: people.ids[caller] }
  return signFile(studio, as, key)
}

/** The owner's key that lacks what the operation asks for. */
function keyFor(route: string): string {
  const operation = operations.get(route)
  const scope = operation ? scopeOf(operation) : 'read'
  if (scope === 'read') return people.keys.read
  return scope === 'account' || scope === 'admin' ? people.keys.all : people.keys.write
}

async function ask(row: AccessRow, scene: Scene, caller: CallerName): Promise<number> {
  const [method = ''] = row.route.split(' ')
  const browser = people.browsers[caller]
  const isBody = method !== 'GET' && row.sends !== ''
  const stop = new AbortController()
  const answer = await fetch(url + pathOf(row, scene, caller), {
    method,
    redirect: 'manual',
    signal: stop.signal,
    headers: {
      'x-forwarded-for': browser.address,
      ...(browser.cookie && { cookie: browser.cookie }),
      ...(caller === 'key' && { authorization: `Bearer ${keyFor(row.route)}` }),
      ...(isBody && { 'content-type': row.sends === 'bytes' ? 'image/png' : 'application/json' }),
    },
    ...(isBody && { body: row.sends === 'bytes' ? 'no picture' : fill(row.sends, scene) }),
  })
  // A stream would never end by itself.
  stop.abort()
  return answer.status
}

/** Refusals change nothing, so those who are refused ask together; after each who was not, everything is made anew. */
async function askAll(row: AccessRow): Promise<Record<CallerName, number>> {
  const answers = {} as Record<CallerName, number>
  const changes = !row.route.startsWith('GET ')
  const wish = { letter: row.route.includes('/letters/:id') }
  let scene = await buildScene(studio, people, wish)
  const isRefused = (caller: CallerName) => (row.answers[caller] ?? 0) >= 400
  await Promise.all(
    CALLERS.filter((caller) => !changes || isRefused(caller)).map(async (caller) => {
      answers[caller] = await ask(row, scene, caller)
    }),
  )
  for (const caller of CALLERS.filter((one) => !(one in answers))) {
    answers[caller] = await ask(row, scene, caller)
    if (answers[caller] < 400) scene = await buildScene(studio, people, wish)
  }
  return answers
}

/** Ends the session it is called in. */
const LAST = 'POST /v1/users/sign-out'

test('every route answers everybody as docs/access.md says', async () => {
  const rows = readAccessTable().toSorted((a, b) => Number(a.route === LAST) - Number(b.route === LAST))
  const wrong: string[] = []
  for (const row of rows) {
    const answers = await askAll(row)
    if (CALLERS.some((caller) => answers[caller] !== row.answers[caller]))
      wrong.push(`${writeAccessRow(row)}\n${writeAccessRow({ ...row, answers })}`)
  }
  assert.equal(wrong.length, 0, `as it stands, and as it is:\n${wrong.join('\n')}`)
})

test('no route is without its row, and no row without its route', () => {
  const rows = new Set(readAccessTable().map(({ route }) => route))
  const none = Object.fromEntries(CALLERS.map((caller) => [caller, null])) as AccessRow['answers']
  const missing = app.routeList.filter((route) => !rows.has(route))
  const lines = missing.map((route) => writeAccessRow({ route, of: '', sends: '', answers: none }))
  assert.equal(missing.length, 0, `add to docs/access.md:\n${lines.join('\n')}`)
  const gone = [...rows].filter((route) => !app.routeList.includes(route))
  assert.deepEqual(gone, [])
})
