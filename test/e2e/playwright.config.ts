// The browser journeys: a studio of their own on a free data folder, in one window of a desk and one of a phone.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { portOneEnvironment, signInEnvironment } from './stand-ins.ts'
import { LANGUAGE, THEME } from './words.ts'

const port = Number(process.env['E2E_PORT'] ?? 3900)
const data = process.env['E2E_DATA'] ?? mkdtempSync(join(tmpdir(), 'maepsi-e2e-'))
process.env['E2E_DATA'] = data
const executablePath = process.env['CHROMIUM_PATH']

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: `../../test-results/${LANGUAGE}-${THEME}`,
  timeout: 480_000,
  expect: { timeout: 30_000 },
  workers: 3,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${port}`,
    actionTimeout: 60_000,
    locale: LANGUAGE,
    colorScheme: THEME,
    timezoneId: 'Asia/Seoul',
    screenshot: 'only-on-failure',
    // E2E_TRACE=1 records what a failing journey did and saw; it costs a tenth of the time.
    trace: process.env['E2E_TRACE'] ? 'retain-on-failure' : 'off',
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        // WebGL without a graphics card.
        '--enable-unsafe-swiftshader',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
      ],
    },
  },
  projects: [
    { name: 'first account', testMatch: '*.setup.ts' },
    { name: 'desk', dependencies: ['first account'], use: { viewport: { width: 1440, height: 900 } } },
    {
      name: 'phone',
      dependencies: ['first account'],
      // Its stand-ins listen where the studio looks for them, for one at a time.
      testIgnore: 'sign-in.spec.ts',
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
  ],
  webServer: {
    command: 'node server/main.ts',
    cwd: '../..',
    url: `http://localhost:${port}/readyz`,
    timeout: 180_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    env: {
      PORT: String(port),
      MAEPSI_DATA: data,
      DATABASE_URL: '',
      MAEPSI_LOG_LEVEL: 'warn',
      MAEPSI_WEBHOOK_TRUSTED: `http://localhost:${port}`,
      ...signInEnvironment(port),
      ...portOneEnvironment(port),
    },
  },
})
