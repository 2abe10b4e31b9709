// A studio with its HTTP door open on a free port, and browsers to walk in with.
import type { App } from '#server/http/app.ts'
import { openApp } from '#server/http/open-app.ts'
import type { Studio } from '#server/studio.ts'
import { openTestStudio } from './studio.ts'

export interface Door {
  readonly studio: Studio
  readonly app: App
  readonly url: string
  close(): Promise<void>
}

/** Opens a studio and its door. It believes X-Forwarded-For, so that each browser has an address, and limits, of its own. */
export async function openTestDoor(env: Record<string, string> = {}): Promise<Door> {
  const studio = await openTestStudio({ MAEPSI_TRUST_PROXY: 'true', ...env })
  const { app, url } = await openAnotherDoor(studio)
  return {
    studio,
    app,
    url,
    async close() {
      await app.close()
      await studio.close()
    },
  }
}

/** A second door to a studio, as another process on the same database would have. */
export async function openAnotherDoor(studio: Studio): Promise<{ app: App; url: string }> {
  const app = await openApp(studio)
  return { app, url: await app.listen({ port: 0, host: '127.0.0.1' }) }
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  readonly body: any
}

let addresses = 0

/** Keeps cookies as a browser does, and comes from an address of its own. */
export class Browser {
  cookie = ''
  readonly url: string
  readonly address = `10.0.${Math.floor(++addresses / 250)}.${(addresses % 250) + 1}`

  constructor(door: { readonly url: string }) {
    this.url = door.url
  }

  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const answer = await fetch(this.url + path, {
      method,
      headers: {
        'x-forwarded-for': this.address,
        ...(this.cookie && { cookie: this.cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: written(body) }),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ')
      this.cookie = attributes.some((one) => /^max-age=0$/i.test(one)) ? '' : pair
    }
    const text = await answer.text()
    const isJson = /json/.test(answer.headers.get('content-type') ?? '')
    return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text }
  }

  get(path: string, headers?: Record<string, string>): Promise<Answer> {
    return this.send('GET', path, undefined, headers)
  }

  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer> {
    return this.send('POST', path, body, headers)
  }

  /** Makes an account of that name and stays signed in. */
  async signUp(name: string): Promise<{ readonly id: string; readonly isAdmin: boolean }> {
    const answer = await this.post('/v1/users', person(name))
    if (answer.status !== 201) throw new Error(`sign-up answered ${JSON.stringify(answer.body)}`)
    return answer.body
  }
}

/** What a person of that name types into the sign-up form. */
export function person(name: string) {
  return { email: `${name}@example.test`, password: 'seven grey mannequins', name }
}

function written(body: unknown): string | Uint8Array<ArrayBuffer> {
  if (typeof body === 'string') return body
  return body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body)
}
