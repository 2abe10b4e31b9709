// Starts the studio: `node server/main.ts [http] [worker]`, both roles when none is named; stops it gently.
import { existsSync } from 'node:fs'
import closeWithGrace from 'close-with-grace'
import { buildWeb } from './build-web.ts'
import { BadConfig, readConfig, type Config } from './config.ts'
import { startEmbeddedPostgres } from './database/embedded.ts'
import { openApp } from './http/open-app.ts'
import { openStudio, type Studio } from './studio.ts'
import { startWorker } from './worker/worker.ts'

const ROLES = ['http', 'worker'] as const
type Role = (typeof ROLES)[number]

/** npm passes on the Ctrl-C that the terminal has sent already; a second one this soon is the same press. */
const SAME_PRESS_MS = 1_000
/** How long requests under way may take to finish once the studio stops. */
const FINISH_MS = 8_000
/** The exit code of sysexits.h for a bad configuration: supervisors should not try again. */
const EXIT_CONFIG = 78

/** Told to people as it is, without a stack. */
class CannotStart extends Error {}

interface Part {
  readonly name: string
  readonly stop: () => Promise<void>
  /** Called before anything stops. */
  readonly warn?: () => void
}

/** What runs, in the order it was started; it stops in the opposite one. */
const running: Part[] = []

function readRoles(args: readonly string[]): ReadonlySet<Role> {
  const roles = args.map((arg) => {
    const role = ROLES.find((role) => role === arg)
    if (!role) throw new CannotStart(`"${arg}" is no role. Use: node server/main.ts [http] [worker]`)
    return role
  })
  return new Set(roles.length === 0 ? ROLES : roles)
}

async function start(): Promise<void> {
  const roles = readRoles(process.argv.slice(2))
  if (existsSync('.env')) process.loadEnvFile('.env')
  const config = readConfig()
  if (roles.has('http')) await buildWeb(() => console.log('Building the web app …'))
  const studio = await openStudio(config, config.databaseUrl ?? (await openPostgres(config)))
  running.push({ name: 'studio', stop: () => studio.close() })
  const address = roles.has('http') ? await openDoor(studio) : null
  if (roles.has('worker')) {
    const worker = await startWorker(studio, { inProcess: roles.has('http') })
    running.push({ name: 'worker', stop: () => worker.stop() })
  }
  console.log(address ? `Maepsi is ready: ${address}` : 'Maepsi is working')
}

async function openPostgres(config: Config): Promise<string> {
  const postgres = await startEmbeddedPostgres(config.data)
  running.push({ name: 'PostgreSQL', stop: () => postgres.stop() })
  return postgres.url
}

/** Listens, and answers the address people open. */
async function openDoor(studio: Studio): Promise<string> {
  const { host, port, url } = studio.config
  const app = await openApp(studio)
  running.push({
    name: 'http',
    warn() {
      app.stopping = true
    },
    async stop() {
      const cut = setTimeout(() => app.server.closeAllConnections(), FINISH_MS)
      await app.close()
      clearTimeout(cut)
    },
  })
  try {
    const address = await app.listen({ host, port })
    return port === 0 ? address : url
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      throw new CannotStart(
        `Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm start`,
      )
    if (code === 'EACCES')
      throw new CannotStart(
        `Port ${port} is not open to this user. Choose one above 1023: PORT=3000 npm start`,
      )
    throw error
  }
}

async function stop(): Promise<void> {
  await starting
  for (const part of running) part.warn?.()
  for (const part of running.splice(0).toReversed())
    await part.stop().catch((error: unknown) => console.error(`${part.name} did not stop cleanly:`, error))
}

function tell(error: unknown): void {
  if (error instanceof BadConfig)
    console.error(`Maepsi cannot start with this configuration:\n${error.message}`)
  else if (error instanceof CannotStart) console.error(error.message)
  else console.error('Maepsi could not start:', error)
}

const grace = closeWithGrace({ delay: 25_000, skip: ['SIGINT', 'SIGTERM', 'SIGHUP'] }, async ({ err }) => {
  if (err) console.error(err)
  await stop()
})
let askedAt = 0
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (askedAt === 0) {
      askedAt = Date.now()
      grace.close()
    } else if (Date.now() - askedAt > SAME_PRESS_MS) process.exit(130)
  })
}

const starting = start().then(
  () => null,
  (error: unknown) => ({ error }),
)
const failed = await starting
if (failed && askedAt === 0) {
  tell(failed.error)
  await stop()
  process.exit(failed.error instanceof BadConfig ? EXIT_CONFIG : 1)
}
