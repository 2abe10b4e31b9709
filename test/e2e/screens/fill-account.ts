// An account with something on every screen: looks, a video, a letter, and what is shared, bought, exported and brought in.
import { expect, type APIRequestContext } from '@playwright/test'
import { v7 as uuidv7 } from 'uuid'
import { PASSWORD } from '../studio-page.ts'
import { callerOf, type Caller, type Thing } from './caller.ts'
import {
  addPerson,
  bringIn,
  buyThings,
  invitationOf,
  makeProduct,
  makeProject,
  orderLooks,
  putSomeInTheBin,
  setUpWebhook,
} from './fill-things.ts'

const MAKING_MS = 300_000

/** Where the things are that the screens show. */
export interface Filled {
  readonly userId: string
  readonly collectionId: string
  /** The sample, with looks, a letter, an export, and a video where it was wished for. */
  readonly projectId: string
  /** A project with a photo and no look. */
  readonly newProjectId: string
  /** The product of the sample that has a letter in every language. */
  readonly productId: string
  readonly lookIds: readonly string[]
  readonly jobId: string
  readonly draftBulkId: string
  readonly bulkId: string
  readonly paymentId: string
  readonly linkToken: string
  readonly lockedToken: string
  readonly invitationToken: string
}

/** Makes an account; the context is signed in after it. */
async function makeAccount(api: APIRequestContext, name: string): Promise<{ id: string; email: string }> {
  const email = `${name.toLowerCase()}-${Date.now()}@example.test`
  const { id } = await callerOf(api).post('/v1/users', { name, email, password: PASSWORD })
  return { id, email }
}

/**
 * Makes an account for `seller` and one for `guest`, who share with each other, and fills the first. With `film` it has the whole
 * sample and a turntable, which take their time; else three looks.
 */
export async function fillAccount(
  seller: APIRequestContext,
  guest: APIRequestContext,
  { film }: { film: boolean },
): Promise<Filled> {
  const [me, other] = [await makeAccount(seller, 'Jimin'), await makeAccount(guest, 'Suho')]
  const invited = `mina-${me.id}@example.test`
  const api = callerOf(seller)
  const sample = film
    ? await api.post<Thing & { collectionId: string }>('/v1/projects/sample')
    : await makeLooks(api)
  const { collectionId } = sample
  const { id: newProjectId } = await api.post('/v1/projects', { collectionId, name: '주말 산책' })
  await makeProduct(api, newProjectId)
  const draftBulkId = await bringIn(api, '가을 신상', { start: false })
  const bulkId = await bringIn(api, '봄 신상', { start: true })
  const paymentId = await buyThings(api)
  await setUpWebhook(api, new URL('/hook', (await seller.get('/')).url()).href)
  await api.post('/v1/api-keys', { name: 'ERP', dailyCap: 100 })
  await addPerson(api)
  await putSomeInTheBin(api)
  const linkToken = await makeLink(api, sample.id, null)
  const lockedToken = await makeLink(api, sample.id, 'spring-2026')
  await api.post(`/v1/projects/${sample.id}/people`, { email: other.email, role: 'picker' })
  await api.post(`/v1/projects/${sample.id}/people`, { email: invited, role: 'viewer' })
  await shareBack(callerOf(guest), me.email)

  const jobs = await endedJobs(api, sample.id)
  const { items: looks } = await api.get<{ items: Thing[] }>(`/v1/images?limit=100&projectId=${sample.id}`)
  const lookIds = looks.map(({ id }) => id)
  await api.post(`/v1/images/${lookIds[0]}/comments`, { body: '기장이 조금 길어요' })
  await callerOf(guest).post(`/v1/images/${lookIds[0]}/comments`, { body: 'Love the colour of this one' })
  await api.change(`/v1/images/${lookIds[0]}`, { isSelected: true })
  await api.remove(`/v1/images/${lookIds.pop()}`)
  await api.post('/v1/exports', { projectId: sample.id, imageIds: lookIds.slice(0, 2), presetIds: ['naver'] })
  const { items: products } = await api.get<{ items: Thing[] }>(`/v1/products?projectId=${sample.id}`)
  const productId = products[0]?.id ?? ''
  for (const language of ['ko', 'en', 'ja']) await writeLetter(api, productId, language)
  if (film) {
    const wish = { id: uuidv7(), productId, kind: 'turntable', direction: {}, pay: 'video_ticket', price: 1 }
    await api.post('/v1/vto-jobs/videos', wish)
  }
  await endedJobs(api, sample.id)
  return {
    userId: me.id,
    collectionId,
    projectId: sample.id,
    newProjectId,
    productId,
    lookIds,
    jobId: jobs[0]?.id ?? '',
    draftBulkId,
    bulkId,
    paymentId,
    linkToken,
    lockedToken,
    invitationToken: await invitationOf(invited),
  }
}

/** A small project in the place of the sample. */
async function makeLooks(api: Caller): Promise<Thing & { collectionId: string }> {
  const project = await makeProject(api, '예시 룩북', '예시 컬렉션')
  await orderLooks(api, project.id, ['front', 'left', 'back'])
  return project
}

async function writeLetter(api: Caller, productId: string, language: string): Promise<void> {
  const wish = {
    id: uuidv7(),
    productId,
    language,
    market: 'smartstore',
    tone: 'plain',
    pay: 'credit',
    price: 0,
  }
  await api.post('/v1/vto-jobs/letters', wish)
}

async function makeLink(api: Caller, projectId: string, password: string | null): Promise<string> {
  const wish = { label: '김 대리', looks: 'all', mayDownload: true, password }
  const { url } = await api.post<{ url: string }>(`/v1/projects/${projectId}/links`, wish)
  return url.slice(url.lastIndexOf('/') + 1)
}

/** Something of somebody else's, shared with us. */
async function shareBack(api: Caller, email: string): Promise<void> {
  const { id } = await makeProject(api, '린넨 셔츠', 'Suho studio')
  await makeProduct(api, id, '#7a5230')
  await api.post(`/v1/projects/${id}/people`, { email, role: 'editor' })
}

/** Waits until every run of a project has ended, and answers them. */
async function endedJobs(api: Caller, projectId: string): Promise<readonly Thing[]> {
  const ask = async () =>
    (await api.get<{ items: (Thing & { status: string })[] }>(`/v1/vto-jobs?projectId=${projectId}`)).items
  await expect
    .poll(async () => (await ask()).map(({ status }) => status).filter((one) => one !== 'DONE'), {
      timeout: MAKING_MS,
    })
    .toEqual([])
  return ask()
}
