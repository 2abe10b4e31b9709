// Where nothing but a guess has put a photo, its silhouette decides; where that does not say, the row does.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Slot } from '#sdk/contract/products.ts'
import type { Studio } from '#server/studio.ts'
import { buildLargeBulk } from '#test/build-large-bulk.ts'
import { buildUser } from '#test/build.ts'
import { openTestStudio } from '#test/studio.ts'
import { getBulk } from './bulk.ts'
import { mendGuessed } from './mend-slots.ts'
import type { readRows } from './rows.ts'

let studio: Studio
before(async () => void (studio = await openTestStudio({ MAEPSI_LOG_LEVEL: 'silent' })))
after(() => studio.close())

/** A bulk of one product, an upper's front and back that nobody has named; `find` is what the look at both found. */
async function buildGuess() {
  const user = await buildUser(studio)
  const { id } = await buildLargeBulk(studio, user, 1)
  const now = () => getBulk(studio.db, user, id)
  const seen = (rows: Awaited<ReturnType<typeof readRows>>) => ({
    slots: rows[0].photos.map(({ slot, side }) => `${slot} ${side}`),
    guesses: rows[0].problems.filter(({ code }) => code === 'slot_guessed').map(({ slot }) => slot),
  })
  return {
    find: async (likelySlot: Slot | null) => {
      const verdict = {
        level: 'good',
        findings: [],
        kind: 'top',
        betterSlot: null,
        likelySlot,
        confidence: 1,
      }
      await studio.database.pool.query('update photo set verdict = $1 where user_id = $2', [
        JSON.stringify(verdict),
        user.id,
      ])
    },
    mend: async () => seen(await mendGuessed(studio, user, await now())),
    name: () =>
      studio.database.pool.query(
        `update bulk_row set files = (select jsonb_agg(file || '{"guessed":false}') from jsonb_array_elements(files) as file)
         where bulk_id = $1`,
        [id],
      ),
  }
}

test('a garment goes where its silhouette says, front and back, and is no guess from then on', async () => {
  const { find, mend } = await buildGuess()
  await find('onepiece')
  assert.deepEqual(await mend(), { slots: ['onepiece front', 'onepiece back'], guesses: [] })
  await find('bottom')
  assert.deepEqual(await mend(), { slots: ['onepiece front', 'onepiece back'], guesses: [] })
})

test('one whose silhouette does not say stays, and its row asks for a look', async () => {
  const { find, mend } = await buildGuess()
  await find(null)
  assert.deepEqual(await mend(), { slots: ['upper front', 'upper back'], guesses: ['upper'] })
  await find('upper')
  assert.deepEqual(await mend(), { slots: ['upper front', 'upper back'], guesses: [] })
})

test('what its file names is left alone', async () => {
  const { find, mend, name } = await buildGuess()
  await name()
  await find(null)
  assert.deepEqual(await mend(), { slots: ['upper front', 'upper back'], guesses: [] })
})
