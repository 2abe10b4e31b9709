// The server process of a cluster: finds it, waits for it, ends it; never mistakes another program for it.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'

export interface Postmaster {
  readonly pid: number
  readonly port: number
}

/** The living server of a cluster, by its postmaster.pid; null when there is none. */
export function findPostmaster(cluster: string): Postmaster | null {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return null
  const lines = readFileSync(file, 'utf8').split('\n')
  const pid = Number(lines[0])
  // The file of a dead server stays: PostgreSQL learns from it whether a child of that server is still at work.
  if (!isAlive(pid)) return null
  if (commandOf(pid).includes(cluster)) return { pid, port: Number(lines[3]) }
  // After a restart of the machine the number may be another program's; the server would refuse to start beside it.
  rmSync(file, { force: true })
  return null
}

/**
 * Waits until the server at `url` lets us in, as long as its process lives: after a crash it may have much to make good first.
 * Answers false when the process ends or `within` milliseconds have passed. Throws when it does not know our password.
 */
export async function waitForPostmaster(url: string, pid: number, within: number): Promise<boolean> {
  const deadline = Date.now() + within
  while (Date.now() < deadline && isAlive(pid)) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
    client.on('error', () => {})
    try {
      await client.connect()
      return true
    } catch (error) {
      const { code } = error as { code?: string }
      // So many have connected that there is no room: it runs.
      if (code === '53300') return true
      if (code === '28P01')
        throw new Error('PostgreSQL refuses the password kept in postgres.password: restore that file', {
          cause: error,
        })
    } finally {
      await client.end().catch(() => {})
    }
    await sleep(50)
  }
  return false
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk. One that hangs is ended without goodbye. */
export async function endPostmaster({ pid }: Pick<Postmaster, 'pid'>): Promise<void> {
  for (const [signal, seconds] of [
    ['SIGINT', 15],
    ['SIGQUIT', 5],
  ] as const) {
    if (isAlive(pid)) process.kill(pid, signal)
    for (let i = 0; i < seconds * 50 && isAlive(pid); i++) await sleep(20)
  }
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return !isZombie(pid)
}

/** In a container the first process may not bury the dead; they answer signals for ever. */
function isZombie(pid: number): boolean {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/^.*\)/s, ''))
  } catch {
    return false
  }
}

function commandOf(pid: number): string {
  try {
    if (existsSync('/proc/self/cmdline')) return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    if (process.platform === 'win32')
      return execFileSync('powershell', [
        '-NoProfile',
        '-Command',
        `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`,
      ]).toString()
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)]).toString()
  } catch {
    return ''
  }
}
