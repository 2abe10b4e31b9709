// Takes over a profile picture from a provider: an address from outside is fetched as one that may mean harm.
import { lookup } from 'node:dns'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Agent, fetch } from 'undici'
import { readUpload } from '../../imaging.ts'
import type { Studio } from '../../studio.ts'
import { putPicture } from './picture.ts'
import { findUser } from './users.ts'

const MOST_REDIRECTS = 3
const PATIENCE_MS = 15_000
/** Portraits are small; whatever is larger is none. */
const MOST_BYTES = 5 * 1024 * 1024

/**
 * Fetches a picture and makes it the user's, if they still have none. One that cannot be had or is no picture is left: nobody asked for
 * it. `allows` says which addresses may be asked; by default only public ones.
 */
export async function takePicture(
  studio: Studio,
  { userId, url }: { readonly userId: string; readonly url: string },
  allows: (address: string) => boolean = isPublicAddress,
): Promise<void> {
  const user = await findUser(studio.db, userId)
  if (!user || user.pictureKey !== null) return
  try {
    const bytes = await fetchPicture(url, allows)
    await putPicture(studio, user, { bytes: one(bytes), declaredBytes: bytes.byteLength })
  } catch (error) {
    studio.log.info({ error, user: userId }, 'the picture of a new user could not be taken over')
  }
}

/** Whether an address is out in the world: not this machine, not its network, not the place where clouds keep their secrets. */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast'
}

async function fetchPicture(url: string, allows: (address: string) => boolean): Promise<Buffer> {
  // Looked at when connecting, not before: a name may point elsewhere the second time it is asked for.
  const agent = new Agent({
    connect: {
      lookup: (host, options, answer) =>
        lookup(host, { ...options, all: true }, (error, found) => {
          const allowed = error ? [] : found.filter(({ address }) => allows(address))
          const [first] = allowed
          if (error || !first) answer(error ?? new Error(`${host} is no public address`), '', 4)
          else if (options.all === true) answer(null, allowed)
          else answer(null, first.address, first.family)
        }),
    },
  })
  try {
    let next = new URL(url)
    for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
      const host = next.hostname.replace(/^\[|\]$/g, '')
      if (!/^https?:$/.test(next.protocol) || (isIP(host) && !allows(host)))
        throw new Error('this address is not asked')
      const answer = await fetch(next, {
        dispatcher: agent,
        redirect: 'manual',
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      const location = answer.headers.get('location')
      if (answer.status >= 300 && answer.status < 400 && location) {
        await answer.body?.cancel()
        next = new URL(location, next)
        continue
      }
      if (!answer.ok || !answer.body) throw new Error(`the picture answered ${answer.status}`)
      return await readUpload(limited(answer.body), null)
    }
    throw new Error('the picture is somewhere else again and again')
  } finally {
    await agent.close()
  }
}

async function* limited(body: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength
    if (bytes > MOST_BYTES) throw new Error('the picture is too large')
    yield chunk
  }
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
