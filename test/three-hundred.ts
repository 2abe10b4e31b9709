// 300 drawn products through the whole studio, as a seller would: brought in and made by `maepsi bulk`, picked by keyboard in a browser,
// exported for four markets, and every file held against its market's rules. Twenty minutes on two cores, so it is run by hand:
// `npm exec -c 'node test/three-hundred.ts [products] [folder]'`. What it made stays in the folder, with a sheet of it to look at.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium } from '@playwright/test'
import sharp from 'sharp'
import { randomGarment } from '#drape/drawn/random-garment.ts'
import type { Preset } from '#sdk/contract/exports.ts'
import { Browser, person } from './door.ts'
import { runMaepsi } from './maepsi-command.ts'
import { checkPicture } from './check-file.ts'
import { unzip } from './unzip.ts'

const PRODUCTS = Number(process.argv[2] ?? 300)
const FOLDER = resolve(process.argv[3] ?? join(tmpdir(), `maepsi-three-hundred-${process.pid}`))
const MARKETS = ['naver', 'coupang-main', 'musinsa', 'instagram']
/** One look in so many is kept, one in so many binned; the others are passed. */
const KEEP = 5
const BIN = 50

const began = Date.now()
const say = (what: string) => console.log(`${((Date.now() - began) / 60_000).toFixed(1)} min  ${what}`)
const skuOf = (n: number) => `G${String(n).padStart(3, '0')}`

await mkdir(FOLDER, { recursive: true })
const photos = join(FOLDER, 'autumn')
await drawPhotos()
const studio = await startStudio()
try {
  const browser = new Browser(studio)
  await browser.signUp('mina')
  const { key } = (await browser.post('/v1/api-keys', { name: 'three hundred' })).body as { key: string }
  const env = { XDG_CONFIG_HOME: FOLDER, MAEPSI_STUDIO: studio.url, MAEPSI_KEY: key }
  await bringIn(env)
  await bringInAgain(env)
  const projectId = (await browser.get('/v1/projects')).body.items[0].id as string
  const unseen = (await browser.get('/v1/images/unseen?limit=1')).body.total as number
  const { kept, looks } = await pickByKeys()
  assert.equal(looks, unseen, 'every look was picked')
  assert.equal(await countKept(browser, projectId), kept)
  say(`${looks} looks picked by keys: ${kept} kept`)
  await exportKept(env, projectId, kept, (await browser.get('/v1/export-presets')).body.items as Preset[])
  say(`done; everything is in ${FOLDER}`)
} finally {
  studio.child.kill('SIGINT')
  await studio.ended
}

async function drawPhotos(): Promise<void> {
  await mkdir(photos, { recursive: true })
  for (let n = 0; n < PRODUCTS; n++) {
    const file = join(photos, `${skuOf(n)}_front.jpg`)
    if (existsSync(file)) continue
    const { picture } = randomGarment(n, { width: 960, height: 1200 })
    const { data, width, height } = picture
    await sharp(data, { raw: { width, height, channels: 4 } })
      .removeAlpha()
      .jpeg({ quality: 90 })
      .toFile(file)
  }
  say(`${PRODUCTS} garments drawn`)
}

async function startStudio() {
  const child = spawn(process.execPath, ['server/start.js'], {
    env: {
      ...process.env,
      DATABASE_URL: '',
      MAEPSI_DATA: join(FOLDER, 'data'),
      MAEPSI_LOG_LEVEL: 'warn',
      MAEPSI_OPENING_CREDIT: '100000',
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'close')
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  for (;;) {
    const url = /Maepsi is ready: (\S+)/.exec(said)?.[1]
    if (url !== undefined) return { child, ended, url }
    await Promise.race([once(child.stdout, 'data'), ended])
    assert.equal(child.exitCode, null, said)
  }
}

async function bringIn(env: Record<string, string>): Promise<void> {
  const started = Date.now()
  const made = await runMaepsi(['bulk', photos, '--yes', '--size', 'standard'], {
    env,
    onStderr: (text) => process.stdout.write(text.replaceAll(/^.* of .* looks, .*\n/gm, '')),
  })
  await writeFile(join(FOLDER, 'bulk.txt'), `${made.stdout}\n${made.stderr}`)
  const states = Map.groupBy(made.stdout.trim().split('\n'), (line) => line.split(/ {2}/)[1] ?? '')
  const counts = [...states].map(([state, lines]) => `${lines.length} ${state}`).join(', ')
  say(
    `maepsi bulk ended with ${made.exitCode} after ${((Date.now() - started) / 60_000).toFixed(1)} min: ${counts}`,
  )
  assert.equal(made.stdout.trim().split('\n').length, PRODUCTS)
  assert.ok((states.get('made')?.length ?? 0) >= PRODUCTS * 0.9)
}

/** The same folder again makes nothing and costs nothing. */
async function bringInAgain(env: Record<string, string>): Promise<void> {
  const again = await runMaepsi(['bulk', photos, '--yes', '--size', 'standard'], { env })
  assert.match(again.stderr, new RegExp(`0 products made, ${PRODUCTS} known; 0 photos to send`))
  say(`the same folder again: ${/\d+ products, .*/.exec(again.stderr)?.[0] ?? again.stderr}`)
}

async function pickByKeys(): Promise<{ kept: number; looks: number }> {
  const executablePath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path))
  const chrome = await chromium.launch({ args: ['--no-sandbox'], ...(executablePath && { executablePath }) })
  const page = await chrome.newPage({
    baseURL: studio.url,
    locale: 'ko-KR',
    viewport: { width: 1440, height: 900 },
  })
  const { email, password } = person('mina')
  await page.goto('/login')
  await page.getByLabel('이메일').fill(email)
  await page.getByLabel('비밀번호', { exact: true }).fill(password)
  await page.getByLabel('비밀번호', { exact: true }).press('Enter')
  await page.waitForURL((url) => url.pathname !== '/login')
  await page.goto('/pick')
  let kept = 0
  let looks = 0
  const stage = page.getByTestId('pick-stage')
  const end = page.getByTestId('pick-end')
  await stage.waitFor()
  while (!(await end.isVisible())) {
    const look = await stage.getAttribute('data-look')
    if (looks === 0) await page.screenshot({ path: join(FOLDER, 'pick.png') })
    looks += 1
    const key = looks % KEEP === 0 ? 'f' : looks % BIN === 1 ? 'x' : 'ArrowRight'
    if (key === 'f') kept += 1
    await page.keyboard.press(key)
    await page.waitForFunction(
      (before) => document.querySelector<HTMLElement>('[data-testid=pick-stage]')?.dataset['look'] !== before,
      look,
    )
  }
  assert.equal(await page.getByTestId('pick-kept').textContent(), String(kept))
  await page.screenshot({ path: join(FOLDER, 'pick-end.png') })
  // What was said by keys is sent one after the other.
  await page.waitForLoadState('networkidle')
  await chrome.close()
  return { kept, looks }
}

async function countKept(browser: Browser, projectId: string): Promise<number> {
  let after = ''
  let count = 0
  do {
    const { items, next } = (
      await browser.get(`/v1/images?projectId=${projectId}&filter=selected&limit=100${after}`)
    ).body
    count += items.length
    after = next === null ? '' : `&after=${encodeURIComponent(next)}`
  } while (after !== '')
  return count
}

async function exportKept(
  env: Record<string, string>,
  projectId: string,
  kept: number,
  presets: readonly Preset[],
): Promise<void> {
  const started = Date.now()
  const args = ['export', projectId, '--for', MARKETS.join(','), '--out', FOLDER]
  const { stdout, stderr, exitCode } = await runMaepsi(args, { env })
  assert.equal(exitCode, 0, stderr)
  const files = await unzip(await readFile(stdout.trim().split('\n')[0] ?? ''))
  say(`exported ${files.size} files in ${((Date.now() - started) / 1000).toFixed(0)} s`)
  const tiles: Buffer[] = []
  for (const id of MARKETS) {
    const preset = presets.find((one) => one.id === id)
    assert.ok(preset)
    const mine = [...files].filter(([name]) => name.startsWith(`${preset.name.ko}/`))
    const missing = stderr.split('\n').filter((line) => line.startsWith(`${preset.name.ko}/`))
    // What could not be cut out cleanly is said, and not made.
    assert.equal(mine.length + missing.length, kept, id)
    for (const [name, bytes] of mine) {
      assert.match(name, /^[^/]+\/G\d{3}_(?:\d{2,3}|상품)_[^/]+_\d{2}\.jpg$/)
      assert.equal(name, name.normalize('NFC'))
      await checkPicture(preset, bytes, { labelled: preset.shows === 'look' })
    }
    const sizes = mine.map(([, bytes]) => bytes.byteLength)
    say(
      `${id}: ${mine.length} files keep every rule, the largest ${Math.round(Math.max(...sizes) / 1000)} of ${preset.maxBytes / 1000} kB; ${missing.length} not made`,
    )
    for (const [, bytes] of mine.slice(0, 20))
      tiles.push(await sharp(bytes).resize(160, 200, { fit: 'contain', background: '#999' }).toBuffer())
  }
  await writeSheet(tiles, join(FOLDER, 'sheet.jpg'))
}

async function writeSheet(tiles: readonly Buffer[], file: string): Promise<void> {
  const across = 20
  await sharp({
    create: {
      width: across * 164,
      height: Math.ceil(tiles.length / across) * 204,
      channels: 3,
      background: '#999',
    },
  })
    .composite(
      tiles.map((input, n) => ({ input, left: (n % across) * 164, top: Math.floor(n / across) * 204 })),
    )
    .jpeg({ quality: 85 })
    .toFile(file)
}
