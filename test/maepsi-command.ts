// Runs the real `maepsi` command as a process of its own.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const COMMAND = fileURLToPath(new URL('../sdk/bin/maepsi.js', import.meta.url))

export interface Ended {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Resolves when the command has ended. `input` is its standard input; `onStderr` hears each piece it says. */
export async function runMaepsi(
  args: readonly string[],
  given: {
    readonly env?: Record<string, string>
    readonly input?: string
    readonly onStderr?: (text: string, interrupt: () => void) => void
  } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [COMMAND, ...args], { env: { ...process.env, ...given.env } })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
    given.onStderr?.(text, () => child.kill('SIGINT'))
  })
  child.stdin.end(given.input ?? '')
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', resolve)
  })
  return { exitCode, stdout, stderr }
}
