// Starts the PostgreSQL that comes with the studio, or joins the one already running on the same data folder.
import { createHash, randomBytes } from 'node:crypto'
import { spawn, spawnSync } from 'node:child_process'
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  readFileSync,
  renameSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { claim, claimWithin } from './claim.ts'
import { findPostgresHome, type PostgresHome } from './postgres-binaries.ts'
import { endPostmaster, findPostmaster, waitForPostmaster } from './postmaster.ts'

/** A running PostgreSQL. */
export interface EmbeddedPostgres {
  readonly url: string
  /** Whether this process ends it; a process that joined one of another does not. */
  readonly owner: boolean
  stop(): Promise<void>
  /** Stops it and throws its data away. For tests. */
  discard(): Promise<void>
}

interface Options {
  /** Tests throw their data away and need no flush to disk. */
  readonly durable?: boolean
}

/** Long enough to make good what a power cut left undone. */
const START_MS = 300_000
const ATTEMPTS = 5
const WATCH_MS = 1_000

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
  const name = `maepsi-${createHash('sha256').update(home.cluster).digest('hex').slice(0, 16)}`
  // Of several processes that start together one makes the cluster and starts the server; the others find it running.
  const starting = await claimWithin(`${name}-start`, START_MS)
  try {
    const password = keptPassword(data)
    const port = (await joinServer(home, password)) ?? (await startServer(home, data, password, durable))
    const owning = await claim(`${name}-owner`)
    const stopWatching = owning && watch(home, () => startServer(home, data, password, durable, port))
    const stop = async () => {
      await stopWatching?.()
      const server = owning && findPostmaster(home.cluster)
      if (server) await endPostmaster(server)
      await owning?.release()
    }
    return {
      url: urlOf(port, password),
      owner: owning !== null,
      stop,
      async discard() {
        await stop()
        if (owning) rmSync(home.cluster, { recursive: true, force: true })
      },
    }
  } finally {
    await starting.release()
  }
}

/** The port of the server that runs already; null when there is none. */
async function joinServer(home: PostgresHome, password: string): Promise<number | null> {
  const server = findPostmaster(home.cluster)
  if (!server) return null
  return (await waitForPostmaster(urlOf(server.port, password), server.pid, START_MS)) ? server.port : null
}

async function startServer(
  home: PostgresHome,
  data: string,
  password: string,
  durable: boolean,
  samePort?: number,
): Promise<number> {
  makeCluster(home, password)
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const port = samePort ?? (await freePort())
    const pid = launch(home, data, port, durable)
    if (await waitForPostmaster(urlOf(port, password), pid, START_MS)) return port
    await endPostmaster({ pid })
    // The port went to someone else in between, or the children of a killed server are still on their way out.
    await sleep(300 * attempt)
  }
  const words = readFileSync(join(data, 'postgres.log'), 'utf8').split('\n').slice(-12).join('\n')
  throw new Error(`PostgreSQL did not start on ${home.cluster}. It said:\n${words}`)
}

/** Starts the server again whenever it dies under us (out of memory, say); the pools that knew it connect anew. Returns how to stop. */
function watch(home: PostgresHome, restart: () => Promise<number>): () => Promise<void> {
  const stopping = new AbortController()
  const watching = (async () => {
    for (;;) {
      await sleep(WATCH_MS, undefined, { signal: stopping.signal, ref: false })
      if (!findPostmaster(home.cluster)) await restart()
    }
  })().catch((error: unknown) => {
    if (!stopping.signal.aborted) console.error('PostgreSQL has died and does not start again:', error)
  })
  return () => {
    stopping.abort()
    return watching
  }
}

function urlOf(port: number, password: string): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
}

function keptPassword(data: string): string {
  const file = join(data, 'postgres.password')
  if (!existsSync(file)) {
    // Written aside and renamed: a crash leaves no half password.
    writeFileSync(`${file}.part`, randomBytes(24).toString('hex'), { mode: 0o600 })
    renameSync(`${file}.part`, file)
  }
  return readFileSync(file, 'utf8')
}

/** Makes the cluster aside and puts it in place whole, so that one broken off half-way is simply made again. */
function makeCluster(home: PostgresHome, password: string): void {
  if (existsSync(join(home.cluster, 'PG_VERSION'))) return
  const aside = `${home.cluster}.new`
  rmSync(aside, { recursive: true, force: true })
  mkdirSync(aside, { recursive: true, mode: 0o700 })
  const folder = mkdtempSync(join(tmpdir(), 'maepsi-'))
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (home.user)
    for (const path of [aside, folder, passwordFile]) chownSync(path, home.user.uid, home.user.gid)
  // Without these initdb takes over the machine's locale: with none set, an ASCII database.
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const made = spawnSync(
    home.initdb,
    ['-D', aside, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, ...locale],
    { ...home.user, cwd: '/', encoding: 'utf8' },
  )
  rmSync(folder, { recursive: true, force: true })
  if (made.status !== 0)
    throw new Error(`PostgreSQL could not make its cluster: ${made.error?.message ?? made.stderr}`)
  if (existsSync(home.cluster)) rmdirSync(home.cluster)
  renameSync(aside, home.cluster)
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
  const flags = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])
  const child = spawn(
    home.postgres,
    ['-D', home.cluster, '-p', String(port), ...flags],
    // In a group of its own: Ctrl-C must not reach it before the studio has finished with it.
    { ...home.user, cwd: '/', detached: true, stdio: ['ignore', log, log] },
  )
  closeSync(log)
  child.on('error', () => {})
  child.unref()
  return child.pid ?? 0
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
