// The wire of Kling's virtual try-on and of its videos.
import { randomInt, randomUUID } from 'node:crypto'
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

const CODES: Readonly<Record<string, number>> = {
  key: 1002,
  funds: 1102,
  rate: 1303,
  broken: 5000,
  full: 5001,
  invalid: 1200,
}
const FAILS = {
  failed: 'internal failure',
  blocked: 'Failure to pass the risk control system',
  pose: 'no human body found',
  unreadable: 'image cannot be read',
} as const
const PATHS = ['/kling/v1/images/kolors-virtual-try-on', '/kling/v1/videos/image2video']

const saying = (status: number, code: number, message: string, data?: object): Reply => ({
  status,
  json: { code, message, request_id: randomUUID(), ...(data && { data }) },
})

export async function kling({ method, path, headers, json }: Asked, world: World): Promise<Reply | null> {
  if (!path.startsWith('/kling/')) return null
  if (headers.authorization !== `Bearer ${GOOD_KEY}`) return saying(401, 1002, 'Authorization is invalid')
  if (method === 'GET' && PATHS.includes(path)) return saying(200, 0, 'SUCCEED', [])
  if (method === 'POST') {
    const mood = world.take('kling')
    const status = mood === 'funds' ? 429 : undefined
    const refused = refusalOf(mood, () => ({ code: CODES[mood], message: 'as told', request_id: 'r' }))
    if (refused) return { ...refused, ...(status && { status }) }
    if (String(json.human_image ?? json.image).startsWith('data:'))
      return saying(400, 1201, 'Invalid base64: remove the data: prefix')
    const ours: string | undefined = json.external_task_id
    if (ours !== undefined && world.find('kling', ours))
      return saying(400, 1201, 'external_task_id must be unique')
    const { image, human_image = image, cloth_image, model_name, ...said } = json
    // Found by our id as well as by theirs, which here are the same but for a prefix.
    const one = await world.buy({
      id: ours ?? `${randomInt(1e9)}`,
      vendor: 'kling',
      model: model_name,
      mood,
      person: fingerprint(bytesOf(human_image)),
      garments: image ? [] : [fingerprint(bytesOf(cloth_image))],
      said,
      result: image ? `${ours ?? randomUUID()}.mp4` : undefined,
    })
    return answerOf(mood, saying(200, 0, 'SUCCEED', { task_id: `k${one.id}`, task_status: 'submitted' }))
  }
  const one = world.find('kling', path.split('/').at(-1)!.replace(/^k/, ''))
  if (!one || one.mood === 'lost') return saying(404, 1203, 'Task not found')
  if (one.mood === 'nonsense') return answerOf('html', { status: 200 })
  const task = {
    task_id: `k${one.id}`,
    task_info: { external_task_id: one.id },
    created_at: 1,
    updated_at: 1,
  }
  if (!world.isReady(one)) return saying(200, 0, 'SUCCEED', { ...task, task_status: 'processing' })
  if (one.mood in FAILS)
    return saying(200, 0, 'SUCCEED', {
      ...task,
      task_status: 'failed',
      task_status_msg: FAILS[one.mood as keyof typeof FAILS],
    })
  const film = one.result.endsWith('.mp4')
  const files = one.mood === 'empty' ? [] : [{ index: 0, url: world.linkTo(one) }]
  return saying(200, 0, 'SUCCEED', {
    ...task,
    task_status: 'succeed',
    task_result: film ? { videos: files } : { images: files },
  })
}
