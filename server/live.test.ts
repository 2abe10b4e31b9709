// What is said is heard once by every process, also after a lost connection.
import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { after, before, test } from 'node:test'
import { v7 as uuidv7 } from 'uuid'
import { openTestStudio } from '#test/studio.ts'
import { Live, type Heard } from './live.ts'
import type { Studio } from './studio.ts'

let studio: Studio
before(async () => {
  studio = await openTestStudio()
})
after(() => studio.close())

/** Collects what a live hub hears until it has `count` of them. */
async function hears(live: Live, count: number): Promise<Heard[]> {
  const heard: Heard[] = []
  await new Promise<void>((resolve) => {
    const stop = live.hear((one) => {
      heard.push(one)
      if (heard.length === count) {
        stop()
        resolve()
      }
    })
  })
  return heard
}

const someEvent = () => ({
  userId: uuidv7(),
  event: { type: 'image', imageId: uuidv7(), jobId: uuidv7(), n: 0, projectId: uuidv7() } as const,
})

test('what one process says every process hears, in order and once', async () => {
  const other = new Live(studio.database, studio.log)
  await other.listen()
  const said = Array.from({ length: 200 }, someEvent)
  const here = hears(studio.live, said.length)
  const there = hears(other, said.length)
  for (const one of said) studio.live.say(one)
  assert.deepEqual(await here, said)
  assert.deepEqual(await there, said)
  await other.close()
})

test('a broken connection is opened again: listeners are told to look again, then hear each event once', async () => {
  const other = new Live(studio.database, studio.log)
  await other.listen()
  const kill = () =>
    studio.database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'maepsi live'`,
    )
  for (let i = 0; i < 2; i++) {
    const [lost] = await Promise.all([hears(other, 1), kill()])
    assert.deepEqual(lost, ['lost'])
  }
  const said = someEvent()
  const heard: Heard[] = []
  other.hear((one) => heard.push(one))
  studio.live.say(said)
  while (heard.length === 0) await pause(10)
  await pause(100)
  assert.deepEqual(heard, [said])
  await other.close()
})
