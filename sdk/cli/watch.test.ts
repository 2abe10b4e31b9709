// `maepsi watch` as people leave it running: what comes into the folder is made and written beside it, what is bad is said, nothing twice.

import assert from 'node:assert/strict'
import { appendFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import test from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { startWorker } from '../../server/worker/worker.ts'
import { Browser, openTestDoor } from '../../test/door.ts'
import { drawnPhoto } from '../../test/drawn-photo.ts'
import { runMaepsi } from '../../test/maepsi-command.ts'

test('a folder that fills while it is watched', { timeout: 300_000 }, async (t) => {
  const door = await openTestDoor({ MAEPSI_OPENING_CREDIT: '10', MAEPSI_PRICE_LOOK: '1' })
  const worker = await startWorker(door.studio, { inProcess: true })
  const home = await mkdtemp(path.join(tmpdir(), 'maepsi-watch-'))
  const folder = path.join(home, 'spring')
  const looks = `${folder}-looks`
  t.after(async () => {
    await worker.stop()
    await door.close()
    await rm(home, { recursive: true })
  })
  const browser = new Browser(door)
  await browser.signUp('mina')
  const { key } = (await browser.post('/v1/api-keys', { name: 'laptop' })).body as { key: string }
  const env = { XDG_CONFIG_HOME: home, MAEPSI_STUDIO: door.url, MAEPSI_KEY: key }
  const photo = async (colour: string) =>
    drawnPhoto('tee', { colour, width: 800, height: 1000 }).jpeg().toBuffer()
  await mkdir(folder)
  await writeFile(path.join(folder, 'T1_front.jpg'), await photo('#2f5d8a'))

  /** Watches until everything has come about, one after the other: words that it says, or a number of pictures written. */
  const watch = async (
    args: string[],
    steps: readonly (readonly [RegExp | number, (() => Promise<void>)?])[],
  ) => {
    let said = ''
    let end = () => {}
    const ended = runMaepsi(['watch', folder, ...args], {
      env,
      onStderr: (text, interrupt) => {
        said += text
        end = interrupt
      },
    })
    for (const [wanted, act] of steps) {
      while (typeof wanted === 'number' ? (await written()).length < wanted : !wanted.test(said)) {
        const gone = await Promise.race([ended, pause(100)])
        assert.equal(gone, undefined, gone?.stderr)
      }
      said = ''
      await act?.()
    }
    end()
    return ended
  }

  const brought = await watch([], [[/1 products made, 0 known; 1 photos to send/], [/looks at the photos/]])
  assert.equal(brought.exitCode, 130)
  assert.match(brought.stderr, /No longer watching/)
  assert.equal((await door.studio.db.selectFrom('vto_job').select('id').execute()).length, 0)

  const slow = path.join(folder, 'T2_front.jpg')
  const bytes = await photo('#7a3a3a')
  const fill = async () => {
    await writeFile(path.join(folder, 'broken_front.jpg'), 'this is no picture')
    await writeFile(path.join(folder, 'notes.txt'), 'buy hangers')
    // It comes slowly, as over a network.
    await writeFile(slow, bytes.subarray(0, 5000))
    await pause(600)
    await appendFile(slow, bytes.subarray(5000, 9000))
    await pause(600)
    await appendFile(slow, bytes.subarray(9000))
  }
  const third = async () => writeFile(path.join(folder, 'T3_front.jpg'), await photo('#3a7a4a'))
  const made = await watch(
    ['--yes', '--cap', '2'],
    [
      [/1 products, 1 looks: 1 credit/, fill],
      [/broken \(stop\)[^]*1 products, 1 looks: 1 credit/],
      [2, third],
      [/It stands still: its cap is reached\. Left to do: 1 products for 1\./],
    ],
  )
  assert.match(made.stderr, /notes\.txt: left out \(no photo\)/)
  assert.doesNotMatch(made.stderr, /T2 \(stop\)/, 'half a file is not taken for a bad one')
  const files = await written()
  assert.deepEqual(
    files.map((file) => file.replace(/_\d{4}\.\w+$/, '')),
    ['T1_front', 'T2_front'],
  )
  assert.equal((await sharp(path.join(looks, files[0] ?? '')).metadata()).width, 1152)
  assert.deepEqual(
    made.stdout
      .trim()
      .split('\n')
      .toSorted((a, b) => a.localeCompare(b)),
    files.map((file) => path.join(looks, file)),
  )

  const again = await watch(
    ['--yes', '--cap', '0'],
    [[/3 products, 3 looks: 1 credit; 2 made before/], [/its cap/]],
  )
  assert.equal(again.stdout, '')
  assert.deepEqual(await written(), files)

  async function written() {
    return (await readdir(looks).catch(() => [])).toSorted((a, b) => a.localeCompare(b))
  }
})

test('a folder that is not there', async () => {
  const env = { MAEPSI_STUDIO: 'http://localhost:9', MAEPSI_KEY: 'mk_none' }
  const { exitCode, stderr } = await runMaepsi(['watch', '/nowhere/at/all'], { env })
  assert.equal(exitCode, 2)
  assert.match(stderr, /There is no folder at \/nowhere\/at\/all/)
})
