// Sends a letter: by SMTP when configured, else into a file a developer can open.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import { v7 as uuidv7 } from 'uuid'
import type { Config } from './config.ts'

export interface Letter {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** Sends one letter. Without MAEPSI_MAIL_URL it is written to `<data>/mail/` instead, so that nothing is lost on a bare machine. */
export async function sendMail(config: Pick<Config, 'mail' | 'data'>, letter: Letter): Promise<void> {
  if (config.mail.url) {
    await createTransport(config.mail.url).sendMail({ from: config.mail.from, ...letter })
    return
  }
  const folder = join(config.data, 'mail')
  await mkdir(folder, { recursive: true })
  await writeFile(
    join(folder, `${uuidv7()}.txt`),
    `To: ${letter.to}\nSubject: ${letter.subject}\n\n${letter.text}\n`,
  )
}
