// A backup that is put back: the commands of the guide typed, the studio and its database gone, and everybody is in again.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { startEmbeddedPostgres } from '#server/database/embedded.ts'
import { Browser, person } from './door.ts'
import { drawnPhoto } from './drawn-photo.ts'
import { readCommands } from './guide-commands.ts'

const ROOT = join(import.meta.dirname, '..')

/** Runs a studio on a data folder until `use` is done. */
async function withStudio<T>(
  t: TestContext,
  data: string,
  use: (browser: Browser) => Promise<T>,
): Promise<T> {
  const child = spawn(process.execPath, ['server/start.js', 'http'], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: '', MAEPSI_DATA: data, MAEPSI_LOG_LEVEL: 'warn', PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  t.after(() => child.kill('SIGKILL'))
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = once(child, 'close')
  while (!/Maepsi is ready: \S+/.test(said)) {
    await Promise.race([once(child.stdout, 'data'), ended])
    assert.equal(child.exitCode, null, said)
  }
  try {
    return await use(new Browser({ url: /Maepsi is ready: (\S+)/.exec(said)?.[1] ?? '' }))
  } finally {
    child.kill('SIGINT')
    await ended
  }
}

test('a backup is a whole studio, wherever its database lies', { timeout: 300_000 }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'maepsi-restore-'))
  // As a folder of root's is: PostgreSQL, which is never root, cannot enter it and its data lie elsewhere.
  chmodSync(folder, 0o700)
  const [data, backup] = [join(folder, 'data'), join(folder, 'backup')]
  t.after(async () => {
    if (existsSync(join(backup, 'postgres.password'))) await (await startEmbeddedPostgres(backup)).discard()
    rmSync(folder, { recursive: true, force: true })
  })
  const picture = await drawnPhoto('tee', { width: 300, height: 300 }).jpeg().toBuffer()
  await withStudio(t, data, async (browser) => {
    await browser.signUp('mina')
    const put = await browser.send('PUT', '/v1/users/me/picture', new Uint8Array(picture), {
      'content-type': 'image/jpeg',
    })
    assert.equal(put.status, 200)
  })

  const [commands] = readCommands('docs/self-hosting.md').filter(({ script }) =>
    script.includes('cp -a data backup'),
  )
  assert.ok(commands)
  const copied = spawnSync('bash', ['-euc', commands.script], { cwd: folder, encoding: 'utf8' })
  assert.equal(copied.status, 0, copied.stderr)
  await (await startEmbeddedPostgres(data)).discard()
  rmSync(data, { recursive: true })

  await withStudio(t, backup, async (browser) => {
    assert.equal((await browser.post('/v1/users/sign-in', person('mina'))).status, 200)
    const { pictureUrl } = (await browser.get('/v1/users/me')).body as { pictureUrl: string }
    assert.equal((await browser.get(pictureUrl)).status, 200)
  })
})
