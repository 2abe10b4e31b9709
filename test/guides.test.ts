// Every command that README and docs tell people to type is typed here, in a folder of its own and against a real studio; those that
// cannot be run say why in a comment beside them.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, existsSync } from 'node:fs'
import { chmod, glob, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { ZipFile } from 'yazl'
import { startEmbeddedPostgres } from '#server/database/embedded.ts'
import { startWorker } from '#server/worker/worker.ts'
import { Browser, openTestDoor, type Door } from './door.ts'
import { drawnPhoto } from './drawn-photo.ts'
import { commandsOf, readCommands, type Commands } from './guide-commands.ts'

const ROOT = join(import.meta.dirname, '..')
const FILES = ['README.md', 'CONTRIBUTING.md', ...(await Array.fromAsync(glob('docs/*.md', { cwd: ROOT })))]
const COMMAND_MS = 120_000

let door: Door
let worker: Awaited<ReturnType<typeof startWorker>>
let key: string
let tee: Buffer
let jeans: Buffer
before(async () => {
  door = await openTestDoor({ MAEPSI_LOG_LEVEL: 'silent' })
  worker = await startWorker(door.studio, { inProcess: true })
  const browser = new Browser(door)
  await browser.signUp('reader')
  key = ((await browser.post('/v1/api-keys', { name: 'guides' })).body as { key: string }).key
  const size = { width: 800, height: 1000 }
  tee = await drawnPhoto('tee', { ...size, colour: '#2f5d8a' })
    .jpeg()
    .toBuffer()
  jeans = await drawnPhoto('jeans', { ...size, colour: '#2b3a55' })
    .jpeg()
    .toBuffer()
})
after(async () => {
  await worker.stop()
  await door.close()
})

const blocks = new Map<string, Commands[]>()
test('every block says what it is, and none goes unrun without a reason', () => {
  for (const file of FILES) blocks.set(file, readCommands(file))
  const all = [...blocks.values()].flat()
  assert.ok(all.filter(({ notRun }) => notRun === null).length >= 5, 'most of them are run')
  assert.throws(() => commandsOf('x.md', '```\nls\n```'), /x[.]md:1: say what the block is/)
  assert.throws(() => commandsOf('x.md', '<!-- not run: -->\n```sh\nls\n```'), /say why/)
  assert.throws(() => commandsOf('x.md', '```sh\nls\n'), /never ends/)
})

for (const file of FILES)
  test(`the commands of ${file}`, { timeout: 300_000 }, async (t) => {
    const toRun = (blocks.get(file) ?? []).filter(({ notRun }) => notRun === null)
    if (toRun.length === 0) return t.skip('it has none that can be run')
    const folder = await openSandbox()
    t.after(() => closeSandbox(folder))
    for (const block of toRun) {
      if (block.until === null) await run(folder, block, block.script)
      else
        for (const line of block.script.split('\n').filter((one) => one.trim() !== ''))
          await run(folder, block, line, block.until)
    }
  })

/** A folder that looks like a clone of the project, with the photos and folders the guides speak of. */
async function openSandbox(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'maepsi-guides-'))
  // Another user runs PostgreSQL where root runs the studio.
  await chmod(folder, 0o755)
  for (const name of await readdir(ROOT))
    if (!/^[.]|^data$|^node_modules$/.test(name)) await symlink(join(ROOT, name), join(folder, name))
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  await writeFile(join(folder, 'shirt.jpg'), tee)
  await writeFile(join(folder, 'jeans.jpg'), jeans)
  await mkdir(join(folder, 'spring'))
  await writeFile(join(folder, 'spring', 'TEE01__1.jpg'), tee)
  const zip = new ZipFile()
  zip.addBuffer(tee, 'TEE01__1.jpg')
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(join(folder, 'spring.zip')))
  return folder
}

async function closeSandbox(folder: string): Promise<void> {
  for (const data of ['data', 'backup'])
    if (existsSync(join(folder, data, 'postgres.password')))
      await (await startEmbeddedPostgres(join(folder, data))).discard()
  await rm(folder, { recursive: true, force: true })
}

/** Types a script, and fails unless it ends well; with `until`, unless it says these words, and is stopped then. */
async function run(folder: string, { place }: Commands, script: string, until?: RegExp): Promise<void> {
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const child = spawn('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: folder,
    detached: true,
    env: {
      ...env,
      PATH: `${join(ROOT, 'node_modules/.bin')}:${env['PATH'] ?? ''}`,
      DATABASE_URL: '',
      MAEPSI_STUDIO: door.url,
      MAEPSI_KEY: key,
      MAEPSI_LOG_LEVEL: 'warn',
      PORT: '0',
      XDG_CONFIG_HOME: folder,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const signal = (name: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name)
    } catch {
      // It has ended.
    }
  }
  const late = setTimeout(() => signal('SIGKILL'), COMMAND_MS)
  try {
    if (until) {
      while (!until.test(said)) {
        const code = await Promise.race([ended, pause(50, 'goes on' as const)])
        assert.equal(code, 'goes on', `${place}: \`${script}\` ended and said:\n${said}`)
      }
      signal('SIGINT')
      await ended
      return
    }
    assert.equal(await ended, 0, `${place}: \`${script}\` said:\n${said}`)
  } finally {
    clearTimeout(late)
    signal('SIGKILL')
  }
}
