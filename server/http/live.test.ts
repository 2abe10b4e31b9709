// The live stream: right across processes, only for those who may see, ended with its session and with the studio.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { v7 as uuidv7 } from 'uuid'
import { openStudio, type Studio } from '#server/studio.ts'
import { Browser, openAnotherDoor, openTestDoor, type Door } from '#test/door.ts'
import type { App } from './app.ts'

let door: Door
/** Another process on the same database, as far as anyone can tell. */
let other: { readonly studio: Studio; readonly app: App; readonly url: string }

before(async () => {
  door = await openTestDoor()
  const studio = await openStudio(door.studio.config, door.studio.database.url)
  other = { studio, ...(await openAnotherDoor(studio)) }
})

after(async () => {
  await other.app.close()
  await other.studio.close()
  await door.close()
})

/** What a stream has said so far; `ended` settles when it is over. */
async function listen(at: { readonly url: string }, headers: Record<string, string>) {
  const stop = new AbortController()
  const answer = await fetch(`${at.url}/v1/live`, { headers, signal: stop.signal })
  assert.equal(answer.status, 200)
  assert.match(answer.headers.get('content-type') ?? '', /^text\/event-stream/)
  let text = ''
  const ended = (async () => {
    try {
      for await (const chunk of answer.body!) text += Buffer.from(chunk).toString()
    } catch {
      // It was stopped.
    }
  })()
  const events = () =>
    [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data) as { type: string })
  return {
    events,
    text: () => text,
    ended,
    stop: () => stop.abort(),
    async until(count: number) {
      while (events().length < count) await sleep(10)
      return events()
    },
  }
}

async function signedIn(name: string) {
  const browser = new Browser(door)
  const user = await browser.signUp(name)
  return { ...user, browser, headers: { cookie: browser.cookie } }
}

test(
  'what one process says another passes on, to its user and to nobody else',
  { timeout: 60_000 },
  async () => {
    const [mine, theirs] = [await signedIn('mine'), await signedIn('theirs')]
    const streams = [
      await listen(door, mine.headers),
      await listen(other, mine.headers),
      await listen(other, theirs.headers),
    ]
    for (const stream of streams) assert.deepEqual(await stream.until(1), [{ type: 'hello' }])
    door.studio.live.say({ userId: mine.id, event: { type: 'points' } })
    other.studio.live.say({ userId: mine.id, event: { type: 'project', projectId: uuidv7() } })
    other.studio.live.say({ userId: theirs.id, event: { type: 'points' } })
    for (const stream of streams.slice(0, 2)) {
      const types = (await stream.until(3)).map(({ type }) => type)
      assert.deepEqual(new Set(types), new Set(['hello', 'points', 'project']))
    }
    assert.deepEqual(await streams[2].until(2), [{ type: 'hello' }, { type: 'points' }])
    assert.match(streams[0].text(), /^retry: \d+\nid: 1\ndata: /)
    for (const stream of streams) stream.stop()
  },
)

test('a shared project is heard by those it is shared with', { timeout: 60_000 }, async () => {
  const [owner, friend] = [await signedIn('owner'), await signedIn('friend')]
  const { db } = door.studio
  const [collection, project] = [uuidv7(), uuidv7()]
  await db.insertInto('collections').values({ id: collection, user_id: owner.id, name: 'c' }).execute()
  const shared = JSON.stringify([{ userId: friend.id, role: 'viewer' }])
  await db
    .insertInto('projects')
    .values({ id: project, user_id: owner.id, collection_id: collection, name: 'p', shard_user_list: shared })
    .execute()
  const stream = await listen(other, friend.headers)
  await stream.until(1)
  const event = { type: 'project' as const, projectId: project }
  door.studio.live.say({ userId: owner.id, event: { type: 'points' } })
  door.studio.live.say({ userId: owner.id, projectId: project, event })
  assert.deepEqual(await stream.until(2), [{ type: 'hello' }, event])
  stream.stop()
})

test('programs listen with their key; nobody listens without', { timeout: 60_000 }, async () => {
  const { browser, id } = await signedIn('robot')
  const { key } = (await browser.post('/v1/api-keys', { name: 'k' })).body
  const stream = await listen(door, { authorization: `Bearer ${key}` })
  await stream.until(1)
  door.studio.live.say({ userId: id, event: { type: 'points' } })
  assert.deepEqual(await stream.until(2), [{ type: 'hello' }, { type: 'points' }])
  stream.stop()
  assert.equal((await new Browser(door).get('/v1/live')).body.code, 'signed_out')
})

test('a lost connection to the database is told as a new hello', { timeout: 60_000 }, async () => {
  const { headers } = await signedIn('patient')
  const stream = await listen(door, headers)
  await stream.until(1)
  await door.studio.database.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'maepsi live' and datname = current_database()`,
  )
  assert.deepEqual(await stream.until(2), [{ type: 'hello' }, { type: 'hello' }])
  stream.stop()
})

test('a stream ends with its session', { timeout: 60_000 }, async () => {
  const { browser, headers } = await signedIn('leaver')
  const stream = await listen(door, headers)
  await stream.until(1)
  await browser.post('/v1/users/sign-out')
  await stream.ended
  assert.deepEqual(stream.events(), [{ type: 'hello' }])
})

test('closing the door ends every stream', { timeout: 60_000 }, async () => {
  const { headers } = await signedIn('last')
  const second = await openAnotherDoor(door.studio)
  const stream = await listen(second, headers)
  await stream.until(1)
  await second.app.close()
  await stream.ended
})
