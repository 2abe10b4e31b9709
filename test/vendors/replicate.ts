// The wire of Replicate.
import { randomUUID } from 'node:crypto'
import {
  answerOf,
  bytesOf,
  fingerprint,
  GOOD_KEY,
  refusalOf,
  type Asked,
  type Bought,
  type Reply,
  type World,
} from './wire.ts'

const ERRORS = {
  failed: 'Prediction failed for an unknown reason.',
  blocked: 'NSFW content detected.',
  pose: 'No person was found in the picture.',
  unreadable: 'cannot identify image file',
} as const

export async function replicate({ method, path, headers, json }: Asked, world: World): Promise<Reply | null> {
  if (!path.startsWith('/replicate/v1/')) return null
  if (headers.authorization !== `Bearer ${GOOD_KEY}`)
    return { status: 401, json: { title: 'Unauthenticated', detail: 'not a valid token', status: 401 } }
  if (path.endsWith('/account')) return { status: 200, json: { type: 'user', username: 'atelier' } }
  if (method === 'POST' && path.endsWith('/predictions')) {
    const mood = world.take('replicate')
    const refused = refusalOf(mood, (status) => ({ title: 'As told', detail: 'as told', status }))
    if (refused) return refused
    const [, name] = /models\/([^/]+\/[^/]+)\/predictions$/.exec(path) ?? []
    if (!name && !json?.version)
      return {
        status: 422,
        json: { title: 'Input validation failed', detail: '- version is required', status: 422 },
      }
    const { person_image, human_img, garment_images, garm_img, ...said } = json.input
    const one = await world.buy({
      id: randomUUID().replaceAll('-', '').slice(0, 26),
      vendor: 'replicate',
      model: name ?? json.version,
      mood,
      person: fingerprint(bytesOf(person_image ?? human_img)),
      garments: (garment_images ?? [garm_img]).map((image: string) => fingerprint(bytesOf(image))),
      said,
    })
    return answerOf(mood, { status: 201, json: predictionOf(one, world, 'starting') })
  }
  const [, id = '', cancel] = /predictions\/([^/]+)(\/cancel)?$/.exec(path) ?? []
  const one = world.find('replicate', id)
  if (!one || one.mood === 'lost')
    return { status: 404, json: { title: 'Not found', detail: 'Not found', status: 404 } }
  if (one.mood === 'nonsense') return answerOf('html', { status: 200 })
  if (cancel) {
    one.cancelled = true
    return { status: 200, json: predictionOf(one, world, 'canceled') }
  }
  if (!world.isReady(one)) return { status: 200, json: predictionOf(one, world, 'processing') }
  return { status: 200, json: predictionOf(one, world, one.mood in ERRORS ? 'failed' : 'succeeded') }
}

function predictionOf(one: Bought, world: World, status: string) {
  const at = `${world.url}/replicate/v1/predictions/${one.id}`
  return {
    id: one.id,
    model: one.model,
    version: 'v1',
    input: {},
    logs: '',
    output: status !== 'succeeded' || one.mood === 'empty' ? null : world.linkTo(one),
    error: status === 'failed' ? ERRORS[one.mood as keyof typeof ERRORS] : null,
    status,
    created_at: '2026-11-29T00:00:00.000Z',
    data_removed: false,
    metrics: {},
    urls: { get: at, cancel: `${at}/cancel` },
  }
}
