// The examples do what they say: a folder of photos becomes looks, and the program that receives webhooks hears of it.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { startWorker } from '#server/worker/worker.ts'
import sharp from 'sharp'
import { drawGarment } from '#drape/drawn/draw-garment.ts'
import { encodePicture } from '#drape/node.ts'
import { Browser, openTestDoor } from './door.ts'

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Starts an example; `until` waits for words of it. */
function start(file: string, args: readonly string[], env: Record<string, string>) {
  const child = spawn(process.execPath, [join('examples', file), ...args], {
    env: { ...process.env, ...env },
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  return {
    child,
    async until(words: RegExp): Promise<string> {
      while (!words.test(said)) {
        assert.equal(child.exitCode, null, said)
        await Promise.race([once(child.stdout, 'data'), once(child, 'close')])
      }
      return said
    },
    async ended(): Promise<string> {
      if (child.exitCode === null) await once(child, 'close')
      assert.equal(child.exitCode, 0, said)
      return said
    },
  }
}

test(
  'a folder becomes a lookbook, and a webhook is received and verified',
  { timeout: 600_000 },
  async (t) => {
    const port = await freePort()
    const hookUrl = `http://localhost:${port}`
    const door = await openTestDoor({ MAEPSI_WEBHOOK_TRUSTED: hookUrl })
    const worker = await startWorker(door.studio, { inProcess: true })
    const folder = await mkdtemp(join(tmpdir(), 'maepsi-examples-'))
    t.after(async () => {
      await worker.stop()
      await door.close()
      await rm(folder, { recursive: true })
    })
    const browser = new Browser(door)
    await browser.signUp('mina')
    const { key } = (await browser.post('/v1/api-keys', { name: 'examples' })).body as { key: string }
    const made = await browser.post('/v1/webhook-endpoints', { url: hookUrl, events: ['job.ended'] })
    const receiver = start('receive-webhook.ts', [], {
      MAEPSI_WEBHOOK_SECRET: made.body.secret,
      PORT: String(port),
    })
    t.after(() => receiver.child.kill())
    await receiver.until(/Listening/)

    const { picture } = drawGarment({
      kind: 'tee',
      side: 'front',
      colour: '#3a5ab0',
      width: 960,
      height: 1200,
    })
    await writeFile(join(folder, 'blue-tee.jpg'), await encodePicture(picture, 'jpeg'))
    const lookbook = start('make-lookbook.ts', [folder], { MAEPSI_STUDIO: door.url, MAEPSI_KEY: key })
    assert.match(await lookbook.ended(), /^blue-tee: .*blue-tee\.webp\n$/)
    assert.equal((await sharp(join(folder, 'looks', 'blue-tee.webp')).metadata()).width, 1024)
    assert.match(await receiver.until(/job\.ended/), /job\.ended \{.*"status":"DONE".*\}\n/)

    // What nobody signed is refused.
    const forged = await fetch(hookUrl, { method: 'POST', body: '{}' })
    assert.equal(forged.status, 401)
  },
)
