// Runs the browser journeys: finds a Chromium, or gets one, and hands it to Playwright.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const PLACES = [
  process.env['CHROMIUM_PATH'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The path of a browser on this machine, or null for Playwright's own. */
function findChromium(): string | null {
  return PLACES.find((place) => place !== '' && existsSync(place)) ?? null
}

/** Playwright's download first; on a Debian where only packages can be had, and as root, Debian's. */
function getChromium(): string | null {
  const playwright = spawnSync('playwright', ['install', 'chromium'], { stdio: 'inherit' })
  if (playwright.status === 0) return null
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], {
      stdio: 'inherit',
    })
  }
  const found = findChromium()
  if (!found) throw new Error('No Chromium or Chrome here: install one, or set CHROMIUM_PATH')
  return found
}

const chromium = findChromium() ?? getChromium()
const run = spawnSync(
  'playwright',
  ['test', '-c', 'test/e2e/playwright.config.ts', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    // Where no language is set at all, Chromium calls files with a Hangul name "download".
    env: { LANG: 'C.UTF-8', ...process.env, ...(chromium && { CHROMIUM_PATH: chromium }) },
  },
)
process.exitCode = run.status ?? 1
