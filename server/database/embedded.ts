// Starts the PostgreSQL that comes with the studio, or joins the one already running on the same data folder.
import { randomBytes } from 'node:crypto'
import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { findPostgresHome, type PostgresHome } from './postgres-binaries.ts'

/** A running PostgreSQL. `stop` ends it only for the process that is its owner. */
export interface EmbeddedPostgres {
  readonly url: string
  readonly owner: boolean
  stop(): Promise<void>
}

interface Options {
  /** Tests throw their data away and need no flush to disk. */
  readonly durable?: boolean
}

/**
 * Starts PostgreSQL on `<data>/postgres`, making the cluster on the first run. When a server already runs there it is joined; if the
 * process that owned that server is gone (killed, say), this one adopts it and will stop it. Throws with the server's own words
 * when it cannot start.
 */
export async function startEmbeddedPostgres(
  data: string,
  { durable = true }: Options = {},
): Promise<EmbeddedPostgres> {
  const home = findPostgresHome(data)
  const password = keptPassword(data)
  const ownerFile = join(data, 'postgres.owner')

  for (let attempt = 0; attempt < 3; attempt++) {
    const running = runningServer(home.cluster)
    if (running && (await answers(running.port, password, 30_000))) {
      const owner = !alive(readPid(ownerFile))
      if (owner) writeFileSync(ownerFile, String(process.pid))
      return {
        url: urlOf(running.port, password),
        owner,
        stop: () => (owner ? end(running.pid, ownerFile) : Promise.resolve()),
      }
    }
    if (running) await end(running.pid, ownerFile)
    makeCluster(home, data, password)
    const port = await freePort()
    const pid = launch(home, data, port, durable)
    writeFileSync(ownerFile, String(process.pid))
    if (await answers(port, password, 60_000, pid)) {
      return { url: urlOf(port, password), owner: true, stop: () => end(pid, ownerFile) }
    }
    // Another process was faster and holds the cluster, or the port went to someone else: look again.
  }
  const words = readFileSync(join(data, 'postgres.log'), 'utf8').split('\n').slice(-12).join('\n')
  throw new Error(`PostgreSQL did not start on ${home.cluster}. It said:\n${words}`)
}

function urlOf(port: number, password: string): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
}

function keptPassword(data: string): string {
  const file = join(data, 'postgres.password')
  try {
    writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8')
}

/** What postmaster.pid says, if that process really is a PostgreSQL; a file left by a dead one is removed. */
function runningServer(cluster: string): { pid: number; port: number } | null {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return null
  const lines = readFileSync(file, 'utf8').split('\n')
  const pid = Number(lines[0])
  if (alive(pid) && isPostgres(pid)) return { pid, port: Number(lines[3]) }
  rmSync(file, { force: true })
  return null
}

function isPostgres(pid: number): boolean {
  // Only Linux tells cheaply; elsewhere a live pid is believed, and the connection decides.
  if (!existsSync('/proc/self/comm')) return true
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres'
  } catch {
    return false
  }
}

function readPid(file: string): number {
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
}

function alive(pid: number): boolean {
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function makeCluster(home: PostgresHome, data: string, password: string): void {
  if (existsSync(join(home.cluster, 'PG_VERSION'))) return
  const folder = mkdtempSync(join(tmpdir(), 'maepsi-'))
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, password)
  if (home.user) {
    chownSync(folder, home.user.uid, home.user.gid)
    chownSync(passwordFile, home.user.uid, home.user.gid)
  }
  // Without these initdb takes over the machine's locale: with none set, an ASCII database.
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const made = spawnSync(
    home.initdb,
    ['-D', home.cluster, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, ...locale],
    { ...home.user, cwd: '/', encoding: 'utf8' },
  )
  rmSync(folder, { recursive: true, force: true })
  if (made.status !== 0 && !existsSync(join(home.cluster, 'PG_VERSION'))) {
    throw new Error(
      `PostgreSQL could not make its cluster for ${data}: ${made.error?.message ?? made.stderr}`,
    )
  }
}

function launch(home: PostgresHome, data: string, port: number, durable: boolean): number {
  const log = openSync(join(data, 'postgres.log'), 'a')
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '128MB',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const child = spawn(
    home.postgres,
    [
      '-D',
      home.cluster,
      '-p',
      String(port),
      ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    ],
    // In a group of its own: Ctrl-C must not reach it before the studio has finished with it.
    { ...home.user, cwd: '/', detached: true, stdio: ['ignore', log, log] },
  )
  child.on('error', () => {})
  child.unref()
  return child.pid ?? 0
}

/** Waits until the server lets us in; false when its process ends first or time runs out. */
async function answers(port: number, password: string, within: number, pid?: number): Promise<boolean> {
  const deadline = Date.now() + within
  while (Date.now() < deadline) {
    const client = new Client({ connectionString: urlOf(port, password), connectionTimeoutMillis: 5_000 })
    client.on('error', () => {})
    try {
      await client.connect()
      return true
    } catch (error) {
      if ((error as { code?: string }).code === '28P01') return false
      if (pid !== undefined && !alive(pid)) return false
    } finally {
      await client.end().catch(() => {})
    }
    await sleep(50)
  }
  return false
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
async function end(pid: number, ownerFile: string): Promise<void> {
  if (alive(pid)) process.kill(pid, 'SIGINT')
  for (let i = 0; i < 600 && alive(pid); i++) await sleep(50)
  rmSync(ownerFile, { force: true })
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
