// The browser that pages are measured in: without a graphics card, as CI has it.
import { chromium, type Browser } from '@playwright/test'

/** Chromium from CHROMIUM_PATH, else Playwright's own. */
export async function openChromium(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH']
  return chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--no-sandbox', '--disable-gpu'],
  })
}
