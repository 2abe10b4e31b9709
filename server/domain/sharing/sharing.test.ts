// Sharing a project with people: let in at once or by invitation, in a role, and out again at once.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { v7 as uuidv7 } from 'uuid'
import type { Role } from '#sdk/contract/projects.ts'
import { buildImage } from '#test/build-image.ts'
import { buildJob } from '#test/build-job.ts'
import { buildProduct, buildProject, buildUser } from '#test/build.ts'
import { ScriptedEngine } from '#test/scripted-engine.ts'
import { openTestStudio } from '#test/studio.ts'
import { throwsCode } from '#test/throws.ts'
import { Engines } from '../../engines/choose.ts'
import type { Studio } from '../../studio.ts'
import { getImage, listImages, updateImage } from '../images/images.ts'
import { balanceOf } from '../points/ledger.ts'
import { createProduct, listProducts, updateProduct } from '../products/products.ts'
import { binProject, getProject, listProjects } from '../projects/projects.ts'
import { getVtoJob } from '../vto-jobs/vto-jobs.ts'
import { addPerson } from './add-person.ts'
import { acceptInvitation, getInvitation, revokeInvitation } from './invitations.ts'
import { changeRole, listPeople, removePerson } from './people.ts'

let studio: Studio
before(async () => {
  studio = await openTestStudio({ MAEPSI_OPENING_CREDIT: '100' }, new Engines([new ScriptedEngine()]))
})
after(() => studio.close())

const emailOf = ({ id }: { id: string }) => `${id}@example.test`
const sharer = (user: { id: string }) => ({ ...user, name: 'Jimin', language: 'ko' })

async function shared(role: 'viewer' | 'picker' | 'editor') {
  const [owner, guest] = [await buildUser(studio), await buildUser(studio, { name: 'Suho' })]
  const project = await buildProject(studio, owner)
  await addPerson(studio, sharer(owner), project.id, { email: emailOf(guest), role })
  return { owner, guest, project }
}

/** The letters that wait to be sent to an address. */
async function lettersTo(email: string): Promise<string[]> {
  const { rows } = await studio.database.pool.query<{ text: string }>(
    `select data ->> 'text' as text from pgboss.job where name = 'mail.send' and data ->> 'to' = $1 order by created_on`,
    [email],
  )
  return rows.map(({ text }) => text)
}

const tokenIn = (letter: string | undefined) => /\/join\/([\w-]{43})/.exec(letter ?? '')?.[1] ?? ''

test('an account is let in at once, with a letter, and finds the project among those shared with it alone', async () => {
  const { owner, guest, project } = await shared('picker')
  const [letter] = await lettersTo(emailOf(guest))
  assert.match(letter ?? '', new RegExp(`/projects/${project.id}/looks`))
  const wish = { bin: false, limit: 10 }
  const [found] = (await listProjects(studio.db, guest, { ...wish, whose: 'shared' })).items
  assert.deepEqual([found?.id, found?.role, found?.owner_name], [project.id, 'picker', 'Jimin'])
  assert.deepEqual((await listProjects(studio.db, guest, wish)).items, [])
  assert.deepEqual((await listProjects(studio.db, owner, { ...wish, whose: 'shared' })).items, [])
  assert.equal((await getProject(studio.db, owner, project.id)).role, 'owner')
  await assert.rejects(
    addPerson(studio, sharer(owner), project.id, { email: emailOf(guest), role: 'editor' }),
    throwsCode('already_in'),
  )
  const email = emailOf(owner)
  await assert.rejects(
    addPerson(studio, sharer(owner), project.id, { email, role: 'editor' }),
    throwsCode('already_in'),
  )
})

test('each role may do what it is for, and no more', async () => {
  const { owner, guest, project } = await shared('viewer')
  const image = await buildImage(studio, owner, project)
  const may = async (act: () => Promise<unknown>) =>
    act().then(
      () => true,
      (error: unknown) => throwsCode('not_allowed')(error) && false,
    )
  const acts = {
    see: () => getImage(studio.db, guest, image.id),
    favourite: () => updateImage(studio, guest, image.id, { isSelected: true }),
    product: () => createProduct(studio, guest, { projectId: project.id }),
    bin: () => listImages(studio.db, guest, { projectId: project.id, filter: 'bin', limit: 1 }),
    share: () => addPerson(studio, sharer(guest), project.id, { email: 'x@example.test', role: 'viewer' }),
    binProject: () => binProject(studio, guest, project.id),
  }
  const allowed: Partial<Record<Role, string[]>> = {}
  for (const role of ['viewer', 'picker', 'editor'] as const) {
    await changeRole(studio, owner, project.id, guest.id, role)
    allowed[role] = []
    for (const [name, act] of Object.entries(acts)) if (await may(act)) allowed[role].push(name)
  }
  assert.deepEqual(allowed, {
    viewer: ['see'],
    picker: ['see', 'favourite'],
    editor: ['see', 'favourite', 'product', 'bin'],
  })
})

test('nothing shared turns up in lists of one’s own, and nothing can be carried off', async () => {
  const { owner, guest, project } = await shared('editor')
  const product = await buildProduct(studio, owner, { projectId: project.id })
  const all = await listProducts(studio, guest, { bin: false, limit: 10 })
  assert.deepEqual(all.items, [])
  const there = await listProducts(studio, guest, { projectId: project.id, bin: false, limit: 10 })
  assert.deepEqual(
    there.items.map(({ id }) => id),
    [product.id],
  )
  const own = await buildProject(studio, guest)
  await assert.rejects(
    updateProduct(studio, guest, product.id, { projectId: own.id }),
    throwsCode('not_allowed'),
  )
})

test('an editor pays for looks with points of their own; who is removed gets back what was not made', async () => {
  const { owner, guest, project } = await shared('editor')
  const product = await buildProduct(studio, owner, { projectId: project.id })
  const credit = async (user: { id: string }) => (await balanceOf(studio.db, user.id)).left.credit
  const [ofOwner, ofGuest] = [await credit(owner), await credit(guest)]
  const job = await buildJob(studio, guest, product)
  assert.deepEqual([await credit(owner), await credit(guest)], [ofOwner, ofGuest - 4])
  assert.equal((await getVtoJob(studio.db, owner, job.id)).user_id, guest.id)

  await removePerson(studio, owner, project.id, guest.id)
  assert.deepEqual([await credit(owner), await credit(guest)], [ofOwner, ofGuest])
  await assert.rejects(getVtoJob(studio.db, guest, job.id), throwsCode('not_found'))
  await assert.rejects(buildJob(studio, guest, product), throwsCode('not_found'))
  await assert.rejects(
    studio.db
      .insertInto('vto_job')
      .values({ user_id: guest.id, project_id: project.id, used_point_type: 'credit', queued_at: new Date() })
      .execute(),
    /not_allowed/,
    'the database knows it too',
  )
})

test('people may leave, and only the owner removes others; emails are for the owner', async () => {
  const { owner, guest, project } = await shared('editor')
  const other = await buildUser(studio, { name: 'Mina' })
  await addPerson(studio, sharer(owner), project.id, { email: emailOf(other), role: 'viewer' })
  const seen = await listPeople(studio, guest, project.id)
  assert.deepEqual(
    seen.members.map(({ name, role, email }) => [name, role, email !== null]),
    [
      ['Jimin', 'owner', false],
      ['Suho', 'editor', true],
      ['Mina', 'viewer', false],
    ],
  )
  await assert.rejects(removePerson(studio, guest, project.id, other.id), throwsCode('not_allowed'))
  await assert.rejects(removePerson(studio, owner, project.id, owner.id), throwsCode('not_allowed'))
  await removePerson(studio, guest, project.id, guest.id)
  await assert.rejects(getProject(studio.db, guest, project.id), throwsCode('not_found'))
  await assert.rejects(removePerson(studio, guest, project.id, guest.id), throwsCode('not_found'))
  assert.equal((await listPeople(studio, owner, project.id)).members.length, 2)
})

test('a project in the bin, and one of a deleted owner, is there for no guest', async () => {
  const { owner, guest, project } = await shared('editor')
  await binProject(studio, owner, project.id)
  await assert.rejects(getProject(studio.db, guest, project.id), throwsCode('not_found'))
  const two = await shared('viewer')
  await studio.db
    .updateTable('users')
    .set({ deleted_at: new Date() })
    .where('id', '=', two.owner.id)
    .execute()
  await assert.rejects(getProject(studio.db, two.guest, two.project.id), throwsCode('not_found'))
})

test('an address without an account gets a letter whose token lets one person in, once', async () => {
  const owner = await buildUser(studio)
  const project = await buildProject(studio, owner)
  const email = `${uuidv7()}@example.test`
  const people = await addPerson(studio, sharer(owner), project.id, { email, role: 'picker' })
  assert.deepEqual(
    people.invitations.map((one) => [one.email, one.role]),
    [[email, 'picker']],
  )
  const token = tokenIn((await lettersTo(email))[0])
  const news = await getInvitation(studio, token)
  assert.deepEqual([news.project_name, news.invited_by, news.role], ['Lookbook', 'Jimin', 'picker'])
  const { rows } = await studio.database.pool.query('select token_hash from invitation where email = $1', [
    email,
  ])
  assert.doesNotMatch(JSON.stringify(rows), new RegExp(token))

  const newcomer = await buildUser(studio)
  assert.equal((await acceptInvitation(studio, newcomer, token)).role, 'picker')
  const late = await buildUser(studio)
  await assert.rejects(acceptInvitation(studio, late, token), throwsCode('link_gone'))
  await assert.rejects(getInvitation(studio, 'x'.repeat(43)), throwsCode('link_gone'))
  assert.deepEqual((await listPeople(studio, owner, project.id)).invitations, [])
})

test('an invitation ends when it is revoked, sent anew, old, or its project is in the bin', async () => {
  const owner = await buildUser(studio)
  const project = await buildProject(studio, owner)
  const email = `${uuidv7()}@example.test`
  const invite = async () => {
    const { invitations } = await addPerson(studio, sharer(owner), project.id, { email, role: 'viewer' })
    return { id: invitations[0]?.id ?? '', token: tokenIn((await lettersTo(email)).at(-1)) }
  }
  const first = await invite()
  const second = await invite()
  await assert.rejects(getInvitation(studio, first.token), throwsCode('link_gone'))
  await revokeInvitation(studio, owner, project.id, second.id)
  await assert.rejects(getInvitation(studio, second.token), throwsCode('link_gone'))
  const third = await invite()
  const later = { ...studio, now: () => new Date(Date.now() + 15 * 24 * 3600_000) }
  await assert.rejects(getInvitation(later, third.token), throwsCode('link_gone'))
  await binProject(studio, owner, project.id)
  await assert.rejects(getInvitation(studio, third.token), throwsCode('link_gone'))
})

test('where the studio sends mail, an address nobody proved is invited, not let in', async () => {
  const [owner, squatter] = [await buildUser(studio), await buildUser(studio)]
  const project = await buildProject(studio, owner)
  const mailing: Studio = {
    ...studio,
    config: { ...studio.config, mail: { ...studio.config.mail, url: 'smtp://mail.test' } },
  }
  const wish = { email: emailOf(squatter), role: 'viewer' } as const
  assert.equal((await addPerson(mailing, sharer(owner), project.id, wish)).members.length, 1)
  await assert.rejects(getProject(studio.db, squatter, project.id), throwsCode('not_found'))
  await studio.database.pool.query(
    `insert into auth_user_state (user_id, email_verified) values ($1, true)
     on conflict (user_id) do update set email_verified = true`,
    [squatter.id],
  )
  assert.equal((await addPerson(mailing, sharer(owner), project.id, wish)).members.length, 2)
})

test('of two who share with the same person at once, one is told', async () => {
  const [owner, guest] = [await buildUser(studio), await buildUser(studio)]
  const project = await buildProject(studio, owner)
  const wish = { email: emailOf(guest), role: 'viewer' } as const
  const both = await Promise.allSettled([1, 2].map(() => addPerson(studio, sharer(owner), project.id, wish)))
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  assert.equal((await listPeople(studio, owner, project.id)).members.length, 2)
})
