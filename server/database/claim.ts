// Claims a name for this process alone, until it lets go or dies in whatever way: a `kill -9` leaves nothing behind to clean up.
import { rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { platform } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Claim {
  release(): Promise<void>
}

/**
 * Claims `name` (ASCII, up to 60 characters), or answers null when a living process of this machine holds it. The claim is a socket
 * that listens under the name: the system allows one, and takes it back when the process ends.
 */
export async function claim(name: string): Promise<Claim | null> {
  const address = addressOf(name)
  for (let attempt = 0; attempt < 2; attempt++) {
    const server = createServer((socket) => socket.destroy())
    if (await listens(server, address)) {
      server.unref()
      return { release: () => new Promise((resolve) => server.close(() => resolve())) }
    }
    // Only macOS and its like keep the address as a file, which outlives its process.
    if (!address.startsWith('/') || (await isAnswered(address))) return null
    rmSync(address, { force: true })
  }
  return null
}

/** Waits until the claim is free. Throws when another process keeps it longer than `within` milliseconds. */
export async function claimWithin(name: string, within: number): Promise<Claim> {
  const deadline = Date.now() + within
  for (;;) {
    const claimed = await claim(name)
    if (claimed) return claimed
    if (Date.now() > deadline)
      throw new Error(`another process has held "${name}" for ${within / 1000} seconds`)
    await sleep(50)
  }
}

function addressOf(name: string): string {
  // Linux keeps names that begin with a zero byte in no folder at all.
  if (platform() === 'linux') return `\0${name}`
  return platform() === 'win32' ? `\\\\.\\pipe\\${name}` : `/tmp/${name}.sock`
}

function listens(server: Server, address: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(false) : reject(error),
    )
    server.listen(address, () => resolve(true))
  })
}

function isAnswered(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address, () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
