// How much of the database's own speed is left when a run is submitted: beside the bare SQL function, and beside a bare insert.
import { v7 as uuidv7 } from 'uuid'
import { submitJob, type NewJob } from '#server/domain/vto-jobs/queue.ts'
import { submitVtoJob } from '#server/domain/vto-jobs/submit.ts'
import { grant } from '#server/domain/points/ledger.ts'
import { buildProduct, buildUser } from '#test/build.ts'
import { globalSetup, globalTeardown } from '#test/postgres.ts'
import { openTestStudio } from '#test/studio.ts'
import { compare } from './ratio.ts'

const USERS = 32
const EACH = 20

await globalSetup()
const studio = await openTestStudio()
try {
  const people = await Promise.all(
    Array.from({ length: USERS }, async () => {
      const user = await buildUser(studio)
      await grant(studio.db, user.id, 'credit', 1_000_000, 'bench_grant')
      return { user, product: await buildProduct(studio, user) }
    }),
  )
  const all = async (one: (person: (typeof people)[number]) => Promise<unknown>) =>
    Promise.all(
      people.map(async (person) => {
        for (let i = 0; i < EACH; i++) await one(person)
      }),
    )
  const direction = {
    engine: 'drape',
    body: 'female',
    bodySize: 'M',
    finish: 'white',
    pose: 'standing',
    tucked: false,
    open: false,
    views: ['front'],
    ghost: false,
    backdrop: 'paper',
    ratio: '3:4',
    size: 'standard',
  } as const
  const wish = {
    view: 'front',
    body: 'female',
    pose: 'relaxed',
    backdrop: 'paper',
    width: 1152,
    height: 1536,
    price: 2,
  } as const
  const bare = ({ user, product }: (typeof people)[number]): NewJob => ({
    id: uuidv7(),
    kind: 'look',
    userId: user.id,
    projectId: product.projectId,
    productId: product.id,
    lane: 'cpu',
    pay: 'credit',
    amount: 2,
    input: { engine: 'drape', ratio: '3:4', size: 'standard', photos: [], looks: [wish] },
    hash: 'bench',
    slotSeconds: 1,
  })
  const sqlAlone = {
    name: 'vto_submit',
    run: async () => all(async (person) => submitJob(studio.database.pool, bare(person), 1_000_000)),
  }
  const empty = async () => {
    await studio.database.pool.query(
      `update vto_job set status = 'DONE', finished_at = now() where status = 'PENDING'`,
    )
  }
  await compare(
    'a submit beside its SQL function, 32 people at once',
    USERS * EACH,
    {
      name: 'submitVtoJob',
      run: async () => {
        await empty()
        await all(async ({ user, product }) =>
          submitVtoJob(studio, user, {
            id: uuidv7(),
            productId: product.id,
            direction: { ...direction, views: [...direction.views] },
            pay: 'credit',
            price: 2,
          }),
        )
      },
    },
    sqlAlone,
  )
  await compare('the SQL function beside a bare insert', USERS * EACH, sqlAlone, {
    name: 'one row',
    run: async () =>
      all(async () =>
        studio.database.pool.query('insert into setting (key, value) values ($1, $2)', [uuidv7(), '{}']),
      ),
  })
} finally {
  await studio.close()
  await globalTeardown()
}
