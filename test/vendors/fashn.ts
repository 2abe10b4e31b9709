// The wire of FASHN.
import { randomUUID } from 'node:crypto'
import {
  answerOf,
  bytesOf,
  fingerprint,
  GOOD_KEY,
  refusalOf,
  type Asked,
  type Reply,
  type World,
} from './wire.ts'

const NAMES = {
  failed: 'PipelineError',
  blocked: 'ContentModerationError',
  pose: 'PoseError',
  unreadable: 'ImageLoadError',
} as const

export async function fashn({ method, path, headers, json }: Asked, world: World): Promise<Reply | null> {
  if (!path.startsWith('/fashn/')) return null
  if (headers.authorization !== `Bearer ${GOOD_KEY}`)
    return {
      status: 401,
      json: { error: 'UnauthorizedAccess', message: `Unauthorized: ${headers.authorization}` },
    }
  if (path === '/fashn/v1/credits')
    return { status: 200, json: { credits: { total: 234, subscription: 100, on_demand: 134 } } }
  if (method === 'POST' && path === '/fashn/v1/run') {
    const mood = world.take('fashn')
    if (mood === 'funds') return { status: 429, json: { error: 'OutOfCredits', message: 'no credits' } }
    const refused = refusalOf(mood, (status) => ({
      error:
        { 401: 'UnauthorizedAccess', 429: 'RateLimitExceeded', 400: 'BadRequest' }[status] ??
        'InternalServerError',
      message: 'as told',
    }))
    if (refused) return refused
    if (!json?.model_name || !json.inputs?.model_image)
      return { status: 400, json: { error: 'BadRequest', message: 'model_name and inputs are required' } }
    const { model_image, garment_image, product_image, ...said } = json.inputs
    const one = await world.buy({
      id: `${randomUUID()}-u1`,
      vendor: 'fashn',
      model: json.model_name,
      mood,
      person: fingerprint(bytesOf(model_image)),
      garments: [fingerprint(bytesOf(garment_image ?? product_image))],
      said,
    })
    return answerOf(mood, { status: 200, json: { id: one.id, error: null } })
  }
  const one = world.find('fashn', path.split('/').at(-1)!)
  if (!one || one.mood === 'lost')
    return { status: 404, json: { error: 'NotFound', message: 'Prediction not found' } }
  if (one.mood === 'nonsense') return answerOf('html', { status: 200 })
  const { id } = one
  if (!world.isReady(one))
    return {
      status: 200,
      json: { id, status: one.polls <= 1 ? 'in_queue' : 'processing', output: null, error: null },
    }
  if (one.mood in NAMES) {
    const error = { name: NAMES[one.mood as keyof typeof NAMES], message: 'as told' }
    return { status: 200, json: { id, status: 'failed', output: null, error } }
  }
  const output = one.mood === 'empty' ? [] : [world.linkTo(one)]
  return {
    status: 200,
    json: { id, status: 'completed', output, error: null },
    headers: { 'x-fashn-credits-used': '1' },
  }
}
