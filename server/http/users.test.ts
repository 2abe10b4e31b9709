// People through the door: accounts, sessions, keys, and who is refused.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestStudio } from '#test/studio.ts'
import type { Studio } from '#server/studio.ts'
import { openApp, type App } from './app.ts'

let studio: Studio
let app: App
let base: string

before(async () => {
  studio = await openTestStudio({ MAEPSI_TRUST_PROXY: 'true' })
  app = await openApp(studio)
  base = await app.listen({ port: 0, host: '127.0.0.1' })
})

after(async () => {
  await app.close()
  await studio.close()
})

/** Every caller comes from an address of its own, so that limits of one test do not touch another. */
let addresses = 0

class Browser {
  cookie = ''
  readonly address = `10.0.${addresses >> 8}.${addresses++ & 255}`

  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const answer = await fetch(base + path, {
      method,
      headers: {
        'x-forwarded-for': this.address,
        ...(this.cookie && { cookie: this.cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ')
      this.cookie = attributes.some((one) => /^max-age=0$/i.test(one)) ? '' : pair
    }
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, body: text === '' ? null : JSON.parse(text) }
  }
}

const person = (name: string) => ({ email: `${name}@example.test`, password: 'a long enough one', name })

test('of two first sign-ups at once exactly one becomes the administrator', async () => {
  const answers = await Promise.all(
    ['first', 'second'].map((name) => new Browser().send('POST', '/v1/users', person(name))),
  )
  assert.deepEqual(
    answers.map(({ status }) => status),
    [201, 201],
  )
  assert.equal(answers.filter(({ body }) => body.isAdmin).length, 1)
})

test('an account signs up, out and in again', async () => {
  const browser = new Browser()
  const up = await browser.send('POST', '/v1/users', { ...person('jimin'), language: 'ja' })
  assert.equal(up.status, 201)
  const cookie = up.headers.getSetCookie().join()
  assert.match(cookie, /^maepsi_session=/)
  assert.match(cookie, /HttpOnly/i)
  assert.match(cookie, /SameSite=Lax/i)
  const me = await browser.send('GET', '/v1/users/me')
  assert.equal(me.body.email, 'jimin@example.test')
  assert.equal(me.body.language, 'ja')
  assert.equal(me.body.isAdmin, false)
  assert.equal((await browser.send('POST', '/v1/users/sign-out')).status, 204)
  assert.equal(browser.cookie, '')
  assert.equal((await browser.send('GET', '/v1/users/me')).body.code, 'signed_out')
  const again = await browser.send('POST', '/v1/users/sign-in', {
    email: 'Jimin@example.test',
    password: 'a long enough one',
  })
  assert.equal(again.status, 200)
  assert.equal((await browser.send('GET', '/v1/users/me')).status, 200)
})
