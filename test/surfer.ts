// A browser without a screen: keeps the cookies of every site, follows where it is sent, and fills in the forms of the stand-ins.
import assert from 'node:assert/strict'
import type { Answer, Door } from './door.ts'

const MOST_STEPS = 20
let addresses = 0

export class Surfer {
  readonly #jars = new Map<string, Map<string, string>>()
  readonly #door: Door
  readonly #address = `10.9.${Math.floor(++addresses / 250)}.${(addresses % 250) + 1}`

  constructor(door: Door) {
    this.#door = door
  }

  /** Asks the studio; answers as a `Browser` does. */
  async send(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await this.#fetch(new URL(path, this.#door.studio.config.url), {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, body: text && JSON.parse(text) }
  }

  /** Signs in by a provider, typing `login` where it asks who is there. Answers the address in the studio it all ends at. */
  async signInWith(provider: string, login = '', to = '/'): Promise<URL> {
    const { status, body } = await this.send('POST', `/v1/users/sign-in/${provider}`, { to, language: 'ja' })
    assert.equal(status, 200, JSON.stringify(body))
    return this.walk(body.url, login)
  }

  /** Adds a provider to the account signed in to. */
  async link(provider: string, login = ''): Promise<URL> {
    const { status, body } = await this.send('POST', `/v1/users/me/ways-in/${provider}`)
    assert.equal(status, 200, JSON.stringify(body))
    return this.walk(body.url, login)
  }

  /** Goes from a provider's address back to a page of the studio. */
  async walk(from: string, login: string): Promise<URL> {
    let url = new URL(from)
    let form: URLSearchParams | null = null
    for (let step = 0; step < MOST_STEPS; step++) {
      const answer: Response = await this.#fetch(url, form ? { method: 'POST', body: form } : {})
      form = null
      const location = answer.headers.get('location')
      if (location) {
        url = new URL(location, url)
        if (url.origin === this.#door.studio.config.url && !url.pathname.startsWith('/auth/')) return url
        continue
      }
      const page = await answer.text()
      const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1]
      assert.ok(action, `${url.href} answered ${answer.status} without a form: ${page.slice(0, 300)}`)
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? ''
      form = new URLSearchParams({ prompt, login, password: 'any' })
      url = new URL(action, url)
    }
    throw new Error('the way back to the studio was not found')
  }

  async #fetch(url: URL, init: RequestInit): Promise<Response> {
    const jar = this.#jars.get(url.host) ?? new Map<string, string>()
    this.#jars.set(url.host, jar)
    // The studio says an address that people open; here it listens on a port of the day.
    const target =
      url.origin === this.#door.studio.config.url ? new URL(url.pathname + url.search, this.#door.url) : url
    const answer = await fetch(target, {
      ...init,
      redirect: 'manual',
      headers: {
        ...(init.headers as Record<string, string> | undefined),
        'x-forwarded-for': this.#address,
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)]
      if (value === '' || /max-age=0/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }
}
