// The way of a newcomer, walked and timed: a clone, `npm ci`, `npm start`, the first account in a browser, a photo of one's own, and the
// first look. `npm exec -c 'node test/newcomer.ts [repository]'`. Installs from the network; what is left to read is not timed.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { drawnPhoto } from './drawn-photo.ts'

const REPOSITORY = resolve(process.argv[2] ?? '.')
const PORT = process.env['PORT'] ?? '3939'
const folder = await mkdtemp(join(tmpdir(), 'maepsi-newcomer-'))
const clone = join(folder, 'maepsi')
const began = Date.now()

async function timed<T>(what: string, step: () => Promise<T>): Promise<T> {
  const from = Date.now()
  const answer = await step()
  console.log(`${((Date.now() - from) / 1000).toFixed(0).padStart(5)} s  ${what}`)
  return answer
}

function command(name: string, args: readonly string[], cwd: string): void {
  const { status, stderr } = spawnSync(name, [...args], { cwd, encoding: 'utf8' })
  assert.equal(status, 0, stderr)
}

const photo = join(folder, 'tee.jpg')
await writeFile(photo, await drawnPhoto('tee', { colour: '#2f5d8a' }).jpeg({ quality: 92 }).toBuffer())
await timed('git clone', async () => command('git', ['clone', '-q', REPOSITORY, clone], folder))
await timed('npm ci', async () => command('npm', ['ci', '--no-audit', '--no-fund'], clone))
const { NODE_TEST_CONTEXT: _, ...env } = process.env
const studio = spawn('npm', ['start'], {
  cwd: clone,
  detached: true,
  env: { ...env, PORT, DATABASE_URL: '', MAEPSI_LOG_LEVEL: 'warn' },
  stdio: ['ignore', 'pipe', 'inherit'],
})
try {
  const url = await timed('npm start, until it is ready', untilReady)
  const executablePath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path))
  const browser = await chromium.launch({ args: ['--no-sandbox'], ...(executablePath && { executablePath }) })
  const page = await browser.newPage({
    baseURL: url,
    locale: 'ko-KR',
    viewport: { width: 1440, height: 900 },
  })
  page.setDefaultTimeout(300_000)
  await timed('the first account', () => makeAccount(page))
  await timed('a project with a photo of one’s own, checked', () => bringPhoto(page))
  await timed('the first look', () => makeLook(page))
  await page.screenshot({ path: join(tmpdir(), 'maepsi-newcomer.png') })
  await browser.close()
  console.log(`${((Date.now() - began) / 60_000).toFixed(1).padStart(5)} min from clone to first look`)
} finally {
  if (studio.pid !== undefined) process.kill(-studio.pid, 'SIGINT')
  await once(studio, 'close')
  await rm(folder, { recursive: true, force: true })
}

async function untilReady(): Promise<string> {
  let said = ''
  studio.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  for (;;) {
    const url = /Maepsi is ready: (\S+)/.exec(said)?.[1]
    if (url !== undefined) return url
    await once(studio.stdout, 'data')
    assert.equal(studio.exitCode, null, said)
  }
}

async function makeAccount(page: Page): Promise<void> {
  await page.goto('/')
  await page.getByLabel('이름', { exact: true }).fill('민아')
  await page.getByLabel('이메일').fill('mina@example.test')
  await page.getByLabel('비밀번호', { exact: true }).fill('correct horse battery')
  await page.getByRole('button', { name: '운영자 계정 만들기' }).click()
  await page.getByTestId('home-empty').waitFor()
}

async function bringPhoto(page: Page): Promise<void> {
  await page.getByRole('button', { name: '사진 올리기' }).click()
  await page.waitForURL(/\/studio/)
  await page.getByTestId('slot-upper-front').locator('input[type=file]').first().setInputFiles(photo)
  await page.getByTestId('slot-upper-front').getByText('960 × 1200').waitFor()
  await page.getByTestId('price').waitFor()
}

/** Presses the button as the page stands, and waits for the first of the looks. */
async function makeLook(page: Page): Promise<void> {
  await page.getByTestId('generate').click()
  await page.waitForURL(/\/looks/)
  await page.locator('[data-testid=look-tile][data-state=made]').first().waitFor()
}
