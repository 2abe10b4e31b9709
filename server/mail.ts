// Sends a letter: by SMTP when configured, else into files a developer can open.
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { v7 as uuidv7 } from 'uuid'
import type { Config } from './config.ts'

export interface Letter {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html?: string
}

/**
 * Sends one letter. Without MAEPSI_MAIL_URL it is written to `<data>/mail/` instead, so that nothing is lost on a bare machine:
 * `<time>.txt` with whom it is for, and beside it `<time>.html` as a mail program would show it.
 */
export async function sendMail(config: Pick<Config, 'mail' | 'data'>, letter: Letter): Promise<void> {
  if (config.mail.url) {
    await createTransport(config.mail.url).sendMail({ from: config.mail.from, ...letter })
    return
  }
  const folder = join(config.data, 'mail')
  await mkdir(folder, { recursive: true })
  const name = join(folder, uuidv7())
  if (letter.html !== undefined) await writeFile(`${name}.html`, letter.html)
  // Written aside first: whoever waits for the file finds it whole.
  await writeFile(`${name}.part`, `To: ${letter.to}\nSubject: ${letter.subject}\n\n${letter.text}\n`)
  await rename(`${name}.part`, `${name}.txt`)
}
