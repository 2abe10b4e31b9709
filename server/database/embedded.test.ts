// The PostgreSQL that comes along: started, joined, adopted, killed, and run as whoever is there.
import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { test, type TestContext } from 'node:test'
import { Client } from 'pg'
import { until } from '#test/until.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded.ts'
import { findPostgresHome } from './postgres-binaries.ts'
import { endPostmaster, findPostmaster } from './postmaster.ts'

const isRoot = process.getuid?.() === 0
const options = { timeout: 180_000 }

function dataFolder(t: TestContext, parent = tmpdir()): string {
  const folder = mkdtempSync(join(parent, 'maepsi-embedded-'))
  chmodSync(folder, 0o755)
  const data = join(folder, 'data')
  mkdirSync(data)
  t.after(async () => {
    const { cluster } = findPostgresHome(data)
    const left = findPostmaster(cluster)
    if (left) await endPostmaster(left)
    for (const path of [cluster, folder]) rmSync(path, { recursive: true, force: true })
  })
  return data
}

async function ask(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

interface Started extends Pick<EmbeddedPostgres, 'url' | 'owner'> {
  readonly child: ChildProcess
  stop(): Promise<void>
}

/** Starts it in a process of its own. */
async function startElsewhere(data: string, user: { uid?: number; gid?: number } = {}): Promise<Started> {
  const child = spawn(process.execPath, ['test/postgres-process.ts', data], {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...user,
  })
  const line = once(createInterface(child.stdout), 'line') as Promise<[string]>
  const told = await Promise.race([line, once(child, 'exit').then(() => null)])
  if (!told) throw new Error('the process ended before it had started PostgreSQL')
  return {
    ...(JSON.parse(told[0]) as { url: string; owner: boolean }),
    child,
    async stop() {
      child.stdin.end()
      await once(child, 'exit')
    },
  }
}

function postmasterOf(data: string): number {
  const server = findPostmaster(findPostgresHome(data).cluster)
  assert.ok(server, 'no server is running')
  return server.pid
}

async function gone(pid: number): Promise<void> {
  await until(() => {
    try {
      return !process.kill(pid, 0)
    } catch {
      return true
    }
  })
}

test('what was written is there after a stop and a start, in UTF-8', options, async (t) => {
  const data = dataFolder(t)
  // What a first start that was broken off leaves behind.
  mkdirSync(`${findPostgresHome(data).cluster}.new/base`, { recursive: true })
  const first = await startEmbeddedPostgres(data)
  assert.equal(first.owner, true)
  assert.deepEqual(await ask(first.url, 'show server_encoding'), [{ server_encoding: 'UTF8' }])
  await ask(first.url, `create table note as select '옷' as text`)
  await first.stop()
  await assert.rejects(ask(first.url, 'select 1'))
  const second = await startEmbeddedPostgres(data)
  assert.deepEqual(await ask(second.url, 'select text, length(text) from note'), [{ text: '옷', length: 1 }])
  await second.stop()
})

test('of processes started at once one owns the server and the others join it', options, async (t) => {
  const data = dataFolder(t)
  const started = await Promise.all([1, 2, 3].map(() => startElsewhere(data)))
  assert.equal(new Set(started.map(({ url }) => url)).size, 1)
  const [owner, ...others] = started.toSorted((a, b) => Number(b.owner) - Number(a.owner))
  assert.deepEqual([owner.owner, ...others.map((one) => one.owner)], [true, false, false])
  for (const other of others) await other.stop()
  assert.deepEqual(await ask(owner.url, 'select 1 as one'), [{ one: 1 }])
  await owner.stop()
  await assert.rejects(ask(owner.url, 'select 1'))
})

test('a server whose owner was killed is adopted, and stopped by whom it was adopted', options, async (t) => {
  const data = dataFolder(t)
  const killed = await startElsewhere(data)
  const pid = postmasterOf(data)
  killed.child.kill('SIGKILL')
  await once(killed.child, 'exit')
  const heir = await startElsewhere(data)
  assert.equal(heir.owner, true)
  assert.equal(heir.url, killed.url)
  assert.equal(postmasterOf(data), pid)
  await heir.stop()
  await gone(pid)
})

test('after everything was killed at once, all that was committed is there', options, async (t) => {
  const data = dataFolder(t)
  const killed = await startElsewhere(data)
  await ask(killed.url, 'create table kept as select generate_series(1, 1000) as n')
  const pid = postmasterOf(data)
  killed.child.kill('SIGKILL')
  process.kill(pid, 'SIGKILL')
  const again = await startElsewhere(data)
  assert.equal(again.owner, true)
  assert.deepEqual(await ask(again.url, 'select count(*)::int from kept'), [{ count: 1000 }])
  await again.stop()
})

test('a server that dies under its owner is started again at the same address', options, async (t) => {
  const data = dataFolder(t)
  const started = await startEmbeddedPostgres(data)
  t.after(() => started.stop())
  await ask(started.url, 'create table kept as select 1 as one')
  for (let death = 0; death < 2; death++) {
    process.kill(postmasterOf(data), 'SIGKILL')
    let rows: unknown = null
    while (!rows) rows = await ask(started.url, 'select * from kept').catch(() => null)
    assert.deepEqual(rows, [{ one: 1 }])
  }
  await started.stop()
  assert.equal(findPostmaster(findPostgresHome(data).cluster), null)
})

test('another program that got the number of a dead server is left alone', options, async (t) => {
  const data = dataFolder(t)
  await (await startEmbeddedPostgres(data)).stop()
  const { cluster } = findPostgresHome(data)
  writeFileSync(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n0\n5432\n\n127.0.0.1\n`)
  const started = await startEmbeddedPostgres(data)
  assert.deepEqual(await ask(started.url, 'select 1 as one'), [{ one: 1 }])
  await started.stop()
})

test('a server that cannot start says so in its own words', options, async (t) => {
  const data = dataFolder(t)
  await (await startEmbeddedPostgres(data)).stop()
  const file = join(findPostgresHome(data).cluster, 'PG_VERSION')
  const version = readFileSync(file)
  writeFileSync(file, '9.6\n')
  await assert.rejects(
    startEmbeddedPostgres(data),
    /data directory was initialized by PostgreSQL version 9\.6/,
  )
  writeFileSync(file, version)
})

test('root may keep its studio where no one else can enter', { ...options, skip: !isRoot }, async (t) => {
  const data = dataFolder(t, '/root')
  const first = await startElsewhere(data)
  await ask(first.url, 'create table kept as select 1 as one')
  await first.stop()
  const second = await startElsewhere(data)
  assert.deepEqual(await ask(second.url, 'select * from kept'), [{ one: 1 }])
  await second.stop()
  const { cluster } = findPostgresHome(data)
  assert.notEqual(dirname(cluster), data)

  // Thrown away and made again, the folder is a new studio's: it must not meet the old one's cluster.
  rmSync(data, { recursive: true })
  mkdirSync(data)
  const anew = await startElsewhere(data)
  assert.deepEqual(await ask(anew.url, "select to_regclass('kept') as kept"), [{ kept: null }])
  await anew.stop()
  rmSync(cluster, { recursive: true })
})

test(
  'an ordinary user needs nothing of root, and root runs what they made',
  { ...options, skip: !isRoot },
  async (t) => {
    const data = dataFolder(t)
    chmodSync(data, 0o777)
    const nobody = { uid: 65534, gid: 65534 }
    const first = await startElsewhere(data, nobody)
    assert.equal(first.owner, true)
    await ask(first.url, 'create table kept as select 1 as one')
    await first.stop()
    const second = await startElsewhere(data)
    assert.deepEqual(await ask(second.url, 'select * from kept'), [{ one: 1 }])
    await second.stop()
  },
)
