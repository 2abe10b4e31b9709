// The wire of fal's queue.
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

const FAILS = {
  failed: { status: 500, type: 'internal_server_error', msg: 'Internal server error' },
  blocked: { status: 422, type: 'content_policy_violation', msg: 'The content was flagged' },
  pose: { status: 422, type: 'invalid_input', msg: 'No pose found' },
  unreadable: { status: 422, type: 'image_load_error', msg: 'Failed to load the image' },
} as const

export async function fal({ method, path, headers, json }: Asked, world: World): Promise<Reply | null> {
  if (!path.startsWith('/fal/')) return null
  if (headers.authorization !== `Key ${GOOD_KEY}`)
    return { status: 401, json: { detail: 'Cannot access application. Authentication is required.' } }
  const [, root, asked, what] =
    /^\/fal\/([^/]+\/[^/]+)\/requests\/([^/]+)(?:\/(status|cancel))?$/.exec(path) ?? []
  if (asked) return about(asked, what, `${world.url}/fal/${root}/requests/${asked}`, world)
  if (method !== 'POST') return null
  const mood = world.take('fal')
  if (mood === 'funds') return { status: 403, json: { detail: 'User is locked. Reason: Exhausted balance.' } }
  const refused = refusalOf(mood, () => ({ detail: 'as told' }))
  if (refused) return refused
  const model = path.slice('/fal/'.length)
  const { image_url, start_image_url = image_url, ...rest } = json ?? {}
  const { model_image, human_image_url, garment_image, garment_image_url, image_urls, ...said } = rest
  const pictures: unknown[] = start_image_url
    ? [start_image_url]
    : (image_urls ?? [model_image ?? human_image_url, garment_image ?? garment_image_url])
  const [person, ...garments] = pictures.map((one) => fingerprint(bytesOf(one)))
  const id = randomUUID()
  const result = start_image_url ? `${id}.mp4` : undefined
  const one = await world.buy({ id, vendor: 'fal', model, mood, person, garments, said, result })
  const at = `${world.url}/fal/${model.split('/').slice(0, 2).join('/')}/requests/${one.id}`
  return answerOf(mood, {
    status: 200,
    json: { status: 'IN_QUEUE', queue_position: 0, ...urlsOf(at, one.id) },
  })
}

function urlsOf(at: string, id: string) {
  return { request_id: id, response_url: at, status_url: `${at}/status`, cancel_url: `${at}/cancel` }
}

function about(id: string, what: string | undefined, at: string, world: World): Reply {
  const one = world.find('fal', id)
  if (!one || one.mood === 'lost') return { status: 404, json: { detail: 'Request not found' } }
  if (one.mood === 'nonsense') return answerOf('html', { status: 200 })
  if (what === 'cancel') {
    one.cancelled = true
    return { status: 202, json: { status: 'CANCELLATION_REQUESTED' } }
  }
  if (what === 'status') {
    if (!world.isReady(one))
      return {
        status: 202,
        json: { status: one.polls <= 1 ? 'IN_QUEUE' : 'IN_PROGRESS', logs: [], ...urlsOf(at, id) },
      }
    return {
      status: 200,
      json: { status: 'COMPLETED', logs: [], metrics: { inference_time: 1.2 }, ...urlsOf(at, id) },
    }
  }
  if (one.mood in FAILS) {
    const { status, type, msg } = FAILS[one.mood as keyof typeof FAILS]
    return { status, json: { detail: [{ loc: ['body'], msg, type }] } }
  }
  const image = {
    url: world.linkTo(one),
    content_type: 'image/png',
    file_name: 'out.png',
    width: 576,
    height: 768,
  }
  if (one.result.endsWith('.mp4'))
    return {
      status: 200,
      json: { video: one.mood === 'empty' ? null : { url: world.linkTo(one), content_type: 'video/mp4' } },
    }
  if (one.mood === 'empty') return { status: 200, json: { images: [] } }
  if (/kolors|cat-vton|leffa/.test(one.model)) return { status: 200, json: { image } }
  return { status: 200, json: { images: [image] } }
}
