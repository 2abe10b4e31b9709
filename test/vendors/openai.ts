// The wire of OpenAI's image edits.
import { randomUUID } from 'node:crypto'
import { answerOf, fingerprint, GOOD_KEY, refusalOf, type Asked, type Reply, type World } from './wire.ts'

const errorOf = (code: string | null, message = 'as told') => ({
  error: { message, type: 'invalid_request_error', param: null, code },
})

export async function openai(asked: Asked, world: World): Promise<Reply | null> {
  const { path, headers } = asked
  if (!path.startsWith('/openai/v1/')) return null
  if (headers.authorization !== `Bearer ${GOOD_KEY}`)
    return { status: 401, json: errorOf('invalid_api_key', 'Incorrect API key provided') }
  if (path.includes('/models/')) return { status: 200, json: { id: path.split('/').at(-1), object: 'model' } }
  if (path !== '/openai/v1/images/edits') return null
  const mood = world.take('openai')
  if (mood === 'funds') return { status: 429, json: errorOf('insufficient_quota') }
  if (mood === 'blocked') return { status: 400, json: errorOf('moderation_blocked') }
  const refused = refusalOf(mood, (status) =>
    errorOf(
      ({ 401: 'invalid_api_key', 429: 'rate_limit_exceeded' } as Record<number, string>)[status] ?? null,
    ),
  )
  if (refused) return refused
  const form = await asked.form()
  const images = await Promise.all(
    [...form.getAll('image[]'), ...form.getAll('image')].map(async (file) =>
      fingerprint(new Uint8Array(await (file as File).arrayBuffer())),
    ),
  )
  const [person, ...garments] = images
  const said = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'))
  const model = (form.get('model') as string | null) ?? ''
  const one = await world.buy({ id: randomUUID(), vendor: 'openai', model, mood, person, garments, said })
  const picture = mood === 'page' ? Buffer.from('<html>') : await world.pictureOf(one)
  const data = mood === 'empty' ? [] : [{ b64_json: picture.toString('base64') }]
  return answerOf(mood, {
    status: 200,
    json: {
      created: 1,
      output_format: 'png',
      data,
      usage: { input_tokens: 100, output_tokens: 1000, total_tokens: 1100 },
    },
  })
}
