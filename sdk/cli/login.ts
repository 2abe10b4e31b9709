// Which studio, and who: signs in with an API key and keeps both in a file only its owner can read.

import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline/promises'
import { type Maepsi, MaepsiError, openMaepsi } from '../client.ts'
import { Failure } from './failure.ts'

interface Account {
  readonly url: string
  readonly key: string
}

export interface Studio extends Account {
  readonly maepsi: Maepsi
}

/** Checks the key with the studio, then keeps it. The key is asked for, or read from standard input, when not given. */
export async function login(options: { readonly url?: string; readonly key?: string }): Promise<void> {
  const url = addressOf(options.url ?? (await ask('Address of the studio: ', '--url')))
  const key = (options.key ?? (await ask('API key (made on your account page): ', '--key'))).trim()
  const user = await openMaepsi({ url, key })
    .users.me()
    .catch((error: unknown) => {
      if (error instanceof MaepsiError && error.code === 'signed_out') {
        throw new Failure('The studio does not know this API key: make a new one on your account page.', 1)
      }
      throw error
    })
  const file = accountFile()
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(file, `${JSON.stringify({ url, key } satisfies Account, null, 2)}\n`, { mode: 0o600 })
  // `mode` counts for a new file only; one that was there may have been readable by others.
  await chmod(file, 0o600)
  process.stdout.write(`Signed in to ${url} as ${user.name ?? user.email ?? user.id}.\n`)
}

/** The studio signed in to: from MAEPSI_STUDIO and MAEPSI_KEY, else from the file `login` wrote. Throws Failure. */
export async function openStudio(): Promise<Studio> {
  const { MAEPSI_STUDIO: url, MAEPSI_KEY: key } = process.env
  const account = url && key ? { url: addressOf(url), key } : await readAccount()
  return { ...account, maepsi: openMaepsi(account) }
}

async function readAccount(): Promise<Account> {
  try {
    return JSON.parse(await readFile(accountFile(), 'utf8')) as Account
  } catch (cause) {
    throw new Failure('Sign in first: maepsi login --url https://your.studio', 2, { cause })
  }
}

function accountFile(): string {
  return path.join(process.env['XDG_CONFIG_HOME'] || path.join(homedir(), '.config'), 'maepsi', 'studio.json')
}

function addressOf(text: string): string {
  const url = URL.parse(text.trim())
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:') {
    throw new Failure(`"${text}" is no address of a studio: write it as https://your.studio`, 2)
  }
  return url.href.replace(/\/+$/, '')
}

async function ask(question: string, option: string): Promise<string> {
  const lines = createInterface({
    input: process.stdin,
    output: process.stderr,
    terminal: process.stdin.isTTY,
  })
  try {
    if (process.stdin.isTTY) return await lines.question(question)
    for await (const line of lines) return line
    throw new Failure(`Nothing was given: add ${option}, or write it to standard input.`, 2)
  } finally {
    lines.close()
  }
}
