// Letters: the same words in every language, safe in HTML, sent only where somebody reads, only when the transaction commits.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { LANGUAGES } from '#sdk/contract/users.ts'
import { sendMail } from '#server/mail.ts'
import type { Studio } from '#server/studio.ts'
import { buildUser } from '#test/build.ts'
import { openTestStudio } from '#test/studio.ts'
import { setNotification } from './notifications.ts'
import { sendLetter } from './send-letter.ts'
import { writeLetter } from './write-letter.ts'

let studio: Studio

before(async () => {
  studio = await openTestStudio()
})

after(() => studio.close())

type Tree = { [key: string]: string | string[] | Tree }

/** Every text by its path, with the names of its values. */
function shapeOf(language: string): Record<string, string[]> {
  const shape: Record<string, string[]> = {}
  const walk = (node: Tree | string[] | string, path: string) => {
    if (typeof node === 'string') {
      assert.ok(node.trim(), path)
      shape[path] = [...node.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
    } else for (const [key, value] of Object.entries(node)) walk(value, `${path}/${key}`)
  }
  walk(JSON.parse(readFileSync(`server/locales/${language}/mail.json`, 'utf8')) as Tree, '')
  return shape
}

test('letters have the same texts and values in every language', () => {
  for (const language of LANGUAGES) assert.deepEqual(shapeOf(language), shapeOf('ko'), language)
})

test('a letter writes days, sums and roles as its reader does, and keeps what people typed from being HTML', () => {
  const at = { studio: 'Maepsi', home: 'https://studio.example' }
  const receipt = {
    number: '2026-0001',
    what: 'Pro',
    amount: { amount: 39_000, currency: 'KRW' },
    when: new Date('2026-01-31T16:00:00Z'),
    url: '/account/points',
  } as const
  const ko = writeLetter('receipt', receipt, { language: 'ko', ...at })
  assert.match(ko.text, /결제한 금액: ₩39,000/)
  assert.match(ko.text, /2026년 2월 1일/)
  assert.match(ko.text, /https:\/\/studio\.example\/account\/points/)
  const dollars = { ...receipt, amount: { amount: 1_950, currency: 'USD' } as const }
  assert.match(writeLetter('receipt', dollars, { language: 'en', ...at }).text, /Paid: \$19\.50/)

  const by = 'Eve\r\nBcc: all@example.test <img src=x onerror=alert(1)>'
  const invitation = { by, project: '“A”', role: 'picker', url: '/projects/1' } as const
  const letter = writeLetter('invitation', invitation, { language: 'ja', ...at })
  assert.doesNotMatch(letter.subject, /[\r\n]/)
  assert.match(letter.text, /できること: えらぶ/)
  assert.doesNotMatch(letter.html, /<img/)
  assert.match(letter.html, /&lt;img src=x/)
  assert.match(letter.html, /<html lang="ja">/)
})

test('a letter goes out with its transaction or not at all, and never to an address that is made up', async () => {
  const count = async () => {
    const { rows } = await studio.database.pool.query<{ data: { to: string } }>(
      `select data from pgboss.job where name = 'mail.send'`,
    )
    return rows.map(({ data }) => data.to)
  }
  const user = await buildUser(studio)
  await studio.db.transaction().execute(async (trx) => {
    assert.equal(await sendLetter(studio, user, 'account_deleted', { when: studio.now() }, trx), true)
  })
  const rolledBack = studio.db.transaction().execute(async (trx) => {
    await sendLetter(studio, user, 'account_deleted', { when: studio.now() }, trx)
    throw new Error('no')
  })
  await assert.rejects(rolledBack)
  const nowhere = { email: 'kakao-1@users.noreply.invalid', language: 'ko' }
  assert.equal(await sendLetter(studio, nowhere, 'account_deleted', { when: studio.now() }), false)
  await studio.db.updateTable('users').set({ email: null }).where('id', '=', user.id).execute()
  assert.equal(await sendLetter(studio, user, 'account_deleted', { when: studio.now() }), false)
  assert.deepEqual(await count(), [`${user.id}@example.test`])
})

test('an invitation is spared whoever wishes none', async () => {
  const user = await buildUser(studio)
  const invitation = { by: 'Jimin', project: 'Spring', role: 'viewer', url: '/projects/1' } as const
  assert.equal(await sendLetter(studio, user, 'invitation', invitation), true)
  await setNotification(studio, user, { event: 'project_shared', inApp: false, email: false, browser: false })
  assert.equal(await sendLetter(studio, user, 'invitation', invitation), false)
})

test('without a mail server a letter is two files', async () => {
  await sendMail(studio.config, {
    to: 'a@example.test',
    subject: 'Hello',
    text: 'Words',
    html: '<p>Words</p>',
  })
  const folder = join(studio.config.data, 'mail')
  const files = readdirSync(folder).sort()
  assert.deepEqual(
    files.map((file) => file.replace(/^.*[.]/, '')),
    ['html', 'txt'],
  )
  assert.match(readFileSync(join(folder, files[1]), 'utf8'), /^To: a@example\.test\nSubject: Hello\n\nWords/)
})

test('with one it is sent by SMTP, text and HTML as alternatives', async () => {
  const heard: string[] = []
  const server = createServer((socket) => {
    let inData = false
    socket.write('220 test ESMTP\r\n')
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n').slice(0, -1)) {
        heard.push(line)
        if (inData && line !== '.') continue
        const wasData = inData
        inData = line === 'DATA'
        socket.write(inData ? '354 go on\r\n' : wasData ? '250 taken\r\n' : '250 ok\r\n')
        if (line === 'QUIT') socket.end()
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`
  const config = { data: studio.config.data, mail: { url, from: 'Maepsi <maepsi@studio.example>' } }
  await sendMail(config, { to: 'b@example.test', subject: '안녕', text: 'Words', html: '<p>Words</p>' })
  server.close()
  const all = heard.join('\n')
  assert.match(all, /MAIL FROM:<maepsi@studio\.example>/)
  assert.match(all, /RCPT TO:<b@example\.test>/)
  assert.match(all, /multipart\/alternative/)
  assert.match(all, /text\/html/)
})
