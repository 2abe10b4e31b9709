// The studio as a process: started, stopped, killed, and started with what cannot work.
import assert from 'node:assert/strict'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Browser, person } from '#test/door.ts'
import { startEmbeddedPostgres } from './database/embedded.ts'

const options = { timeout: 300_000 }

function dataFolder(t: TestContext): string {
  const data = mkdtempSync(join(tmpdir(), 'maepsi-main-'))
  chmodSync(data, 0o755)
  t.after(async () => {
    // A studio that was killed left its PostgreSQL running.
    if (existsSync(join(data, 'postgres.password'))) await (await startEmbeddedPostgres(data)).discard()
    rmSync(data, { recursive: true, force: true })
  })
  return data
}

interface Run {
  readonly child: ChildProcess
  /** Standard output and error so far. */
  said(): string
  /** Waits until it has said this. */
  until(words: RegExp): Promise<RegExpExecArray>
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>
}

function run(t: TestContext, env: Record<string, string>, ...args: string[]): Run {
  const child = spawn(process.execPath, ['server/start.js', ...args], {
    env: { ...process.env, DATABASE_URL: '', MAEPSI_LOG_LEVEL: 'warn', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  child.stdout.on('data', (chunk) => (text += String(chunk)))
  child.stderr.on('data', (chunk) => (text += String(chunk)))
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string)
  t.after(() => child.kill('SIGKILL'))
  return {
    child,
    ended,
    said: () => text,
    async until(words) {
      for (;;) {
        const found = words.exec(text)
        if (found) return found
        if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode} and said:\n${text}`)
        await sleep(20)
      }
    },
  }
}

async function addressOf(studio: Run): Promise<{ url: string }> {
  return { url: (await studio.until(/Maepsi is ready: (\S+)/))[1] ?? '' }
}

test('Ctrl-C stops everything, and the next start finds everything', options, async (t) => {
  const env = { MAEPSI_DATA: dataFolder(t) }
  const first = run(t, env)
  const browser = new Browser(await addressOf(first))
  await browser.signUp('jimin')
  // A page that is open must not keep the studio from stopping.
  const live = await fetch(`${browser.url}/v1/live`, { headers: { cookie: browser.cookie } })
  first.child.kill('SIGINT')
  assert.equal(await first.ended, 0, first.said())
  await live.text()
  await assert.rejects(fetch(browser.url))
  assert.equal(existsSync(join(env.MAEPSI_DATA, 'postgres', 'postmaster.pid')), false)

  const killed = run(t, env)
  const again = new Browser(await addressOf(killed))
  assert.equal((await again.post('/v1/users/sign-in', person('jimin'))).status, 200)
  killed.child.kill('SIGKILL')
  await killed.ended

  const third = run(t, env, 'http', 'worker')
  const once = new Browser(await addressOf(third))
  once.cookie = again.cookie
  assert.equal((await once.get('/v1/users/me')).body.email, 'jimin@example.test')
  third.child.kill('SIGTERM')
  assert.equal(await third.ended, 0, third.said())
})

test('a second Ctrl-C ends it at once', options, async (t) => {
  const studio = run(t, { MAEPSI_DATA: dataFolder(t) }, 'http')
  const browser = new Browser(await addressOf(studio))
  await browser.signUp('jimin')
  // An upload that never ends keeps a gentle stop waiting.
  const upload = request(`${browser.url}/v1/users/me/picture`, {
    method: 'PUT',
    headers: { cookie: browser.cookie, 'content-length': '100000', 'content-type': 'image/jpeg' },
  })
  upload.on('error', () => {})
  upload.write(Buffer.alloc(1000))
  await sleep(500)
  studio.child.kill('SIGINT')
  // npm passes the terminal's signal on: that is the same press.
  studio.child.kill('SIGINT')
  await sleep(1_500)
  assert.equal(studio.child.exitCode, null)
  studio.child.kill('SIGINT')
  assert.equal(await studio.ended, 130)
})

test('a worker of its own says that it works, and stops', options, async (t) => {
  const worker = run(t, { MAEPSI_DATA: dataFolder(t) }, 'worker')
  await worker.until(/Maepsi is working/)
  worker.child.kill('SIGTERM')
  assert.equal(await worker.ended, 0, worker.said())
})

test('a port that is taken is told in one sentence, and nothing stays behind', options, async (t) => {
  const other = createServer().listen(0, 'localhost')
  await once(other, 'listening')
  t.after(() => other.close())
  const { port } = other.address() as AddressInfo
  const data = dataFolder(t)
  const studio = run(t, { MAEPSI_DATA: data, PORT: String(port) }, 'http')
  assert.equal(await studio.ended, 1)
  assert.match(studio.said(), new RegExp(`Port ${port} is taken\\. .*PORT=${port + 1} npm start\\n`))
  assert.doesNotMatch(studio.said(), /\n {4}at /)
  assert.equal(existsSync(join(data, 'postgres', 'postmaster.pid')), false)
})

test('a configuration that cannot work is told value by value', options, async (t) => {
  const data = join(dataFolder(t), 'never')
  const studio = run(t, { MAEPSI_DATA: data, PORT: 'eighty', MAEPSI_LOG_LEVEL: 'loud' })
  assert.equal(await studio.ended, 78)
  assert.match(studio.said(), /PORT/)
  assert.match(studio.said(), /MAEPSI_LOG_LEVEL/)
  assert.equal(existsSync(data), false)
  const role = run(t, {}, 'htpp')
  assert.equal(await role.ended, 1)
  assert.match(role.said(), /"htpp" is no role/)
})

test('an old Node.js is told what is missing', { skip: !oldNode() }, () => {
  const { status, stderr } = spawnSync('/usr/bin/node', ['server/start.js'], { encoding: 'utf8' })
  assert.equal(status, 1)
  assert.match(stderr, /^Maepsi needs Node\.js 24 or newer; this is \d+\.\d+\.\d+\..*\n$/)
})

function oldNode(): boolean {
  const version = spawnSync('/usr/bin/node', ['--version'], { encoding: 'utf8' }).stdout
  return version !== null && Number(/^v(\d+)/.exec(version)?.[1] ?? 99) < 24
}
