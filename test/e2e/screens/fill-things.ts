// The small things of a full account, each made as a program of its owner's would.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { v7 as uuidv7 } from 'uuid'
import { photoFile } from '../photos.ts'
import { type Caller } from './caller.ts'

const VERDICT_MS = 60_000

/** A project in a collection of its own. */
export async function makeProject(
  api: Caller,
  name = '주말 산책',
  collection = '봄',
): Promise<{ id: string; collectionId: string }> {
  const { id: collectionId } = await api.post('/v1/collections', { name: collection })
  const { id } = await api.post('/v1/projects', { collectionId, name })
  return { id, collectionId }
}

/** A product with a photo that was looked at. */
export async function makeProduct(
  api: Caller,
  projectId: string,
  colour = '#2f5d8a',
  name = '린넨 반소매 셔츠',
): Promise<string> {
  const { id } = await api.post('/v1/products', { projectId, name })
  await api.photo(
    `/v1/products/${id}/photos/upper/front?fileName=tee.jpg`,
    await photoFile('tee', 'front', colour),
  )
  await expect
    .poll(
      async () =>
        (await api.get<{ photos: { verdict: unknown }[] }>(`/v1/products/${id}`)).photos[0]?.verdict,
      { timeout: VERDICT_MS },
    )
    .not.toBeNull()
  return id
}

/** Makes a product and sends for its looks, which come in time. */
export async function orderLooks(api: Caller, projectId: string, views: readonly string[]): Promise<void> {
  const productId = await makeProduct(api, projectId)
  const pay = { pay: 'look_book_ticket', price: views.length }
  await api.post('/v1/vto-jobs', { id: uuidv7(), productId, direction: { views }, ...pay })
}

/** Brings in two products, one of them without its photo; with `start` what is fit is made. */
export async function bringIn(api: Caller, name: string, { start }: { start: boolean }): Promise<string> {
  const { id } = await api.post('/v1/bulk', { id: uuidv7(), name })
  const photo = await photoFile('tee', 'front', start ? '#3a7a4a' : '#803040')
  const file = { slot: 'upper', side: 'front', bytes: photo.buffer.length }
  await api.put(`/v1/bulk/${id}/rows`, {
    rows: [
      { sku: 'T1', name: '하늘 티셔츠', files: [{ ...file, path: 'T1_front.jpg' }] },
      { sku: 'T2', name: '바다 티셔츠', files: [] },
    ],
  })
  await api.photo(`/v1/bulk/${id}/file?path=T1_front.jpg`, photo)
  const direction = { views: ['front'] }
  await api.put(`/v1/bulk/${id}/direction`, { direction })
  if (!start) return id
  await expect
    .poll(async () => (await api.get<{ levels: { checking: number } }>(`/v1/bulk/${id}`)).levels.checking, {
      timeout: VERDICT_MS,
    })
    .toBe(0)
  const { price } = await api.get<{ price: number }>(`/v1/bulk/${id}/quote?pay=look_book_ticket`)
  await api.post(`/v1/bulk/${id}/start`, { pay: 'look_book_ticket', price })
  return id
}

/** A plan paid by a test card, and a pack whose transfer is waited for; answers the latter. */
export async function buyThings(api: Caller): Promise<string> {
  const buy = async (kind: 'plan' | 'pack', item: string, price: number, provider: string) => {
    const id = uuidv7()
    await api.post('/v1/payments', { id, kind, item, price, currency: 'KRW', provider })
    return id
  }
  const plan = await buy('plan', 'starter', 19_000, 'test')
  await api.post(`/v1/payments/${plan}/complete`, { cardNumber: '4242424242424242' })
  return buy('pack', 'credit-100', 9_900, 'manual')
}

/** A webhook to an address that knows nothing of it, with a test delivery. */
export async function setUpWebhook(api: Caller, url: string): Promise<void> {
  const { id } = await api.post('/v1/webhook-endpoints', { url, events: ['job.ended', 'look.delivered'] })
  await api.post(`/v1/webhook-endpoints/${id}/test`)
}

/** Somebody who agreed to be shown. */
export async function addPerson(api: Caller): Promise<void> {
  const consent = { adult: true, release: true, purpose: '봄 룩북' }
  const { id } = await api.post('/v1/people', { name: '지안', body: 'female', consent })
  await api.photo(`/v1/people/${id}/photos/front`, await photoFile('dress', 'front', '#6b5a7a'))
}

/** A collection and a project in the bin. */
export async function putSomeInTheBin(api: Caller): Promise<void> {
  const { id } = await api.post('/v1/collections', { name: '지난 겨울' })
  const { id: kept } = await api.post('/v1/collections', { name: '여름 준비' })
  const { id: project } = await api.post('/v1/projects', { collectionId: kept, name: '셔츠 원피스' })
  await api.remove(`/v1/projects/${project}`)
  await api.remove(`/v1/collections/${id}`)
}

/** The token of the newest invitation to an address; letters lie in the data folder. */
export async function invitationOf(email: string): Promise<string> {
  const folder = join(process.env['E2E_DATA'] ?? '', 'mail')
  let token = ''
  await expect(() => {
    const letters = readdirSync(folder).filter((name) => name.endsWith('.txt'))
    const texts = letters.sort().map((name) => readFileSync(join(folder, name), 'utf8'))
    const mine = texts.filter((text) => text.startsWith(`To: ${email}\n`))
    token = mine.flatMap((text) => /\/join\/([\w-]+)/.exec(text)?.[1] ?? []).at(-1) ?? ''
    expect(token).not.toBe('')
  }).toPass({ timeout: 30_000 })
  return token
}
