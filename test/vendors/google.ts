// The wire of Google: Gemini's image models and Vertex virtual try-on, with the picture in the answer; and Veo, which takes its time.
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

const STATUS: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  429: 'RESOURCE_EXHAUSTED',
  503: 'UNAVAILABLE',
}

const errorOf = (code: number, message: string) => ({
  error: { code, message, status: STATUS[code] ?? 'INTERNAL', details: [] },
})

export async function google(asked: Asked, world: World): Promise<Reply | null> {
  const { path, headers, json } = asked
  if (path === '/google/token')
    return asked.raw.includes('assertion=')
      ? { status: 200, json: { access_token: 'token', expires_in: 3600, token_type: 'Bearer' } }
      : { status: 400, json: { error: 'invalid_request' } }
  const [, kind] = /^\/(gemini|vertex)\//.exec(path) ?? []
  if (!kind) return null
  if (headers['x-goog-api-key'] !== GOOD_KEY && headers.authorization !== 'Bearer token')
    return kind === 'gemini'
      ? { status: 400, json: errorOf(400, 'API key not valid. Please pass a valid API key.') }
      : { status: 401, json: errorOf(401, 'Request had invalid authentication credentials.') }
  const [, operation] = /\/operations\/([^/]+)$/.exec(path) ?? []
  if (operation) return filmOf(operation, world)
  const [, model, verb] = /models\/([^:/]+)(?::(\w+))?$/.exec(path) ?? []
  if (!verb) return { status: 200, json: { name: `models/${model}`, displayName: 'Nano Banana' } }
  const mood = world.take(kind)
  if (mood === 'funds')
    return {
      status: 400,
      json: { error: { code: 400, message: 'Billing is not enabled.', status: 'FAILED_PRECONDITION' } },
    }
  const refused = refusalOf(mood, (status) => errorOf(status, 'as told'))
  if (refused) return refused
  if (verb === 'predictLongRunning') return film(json, model, mood, world)
  return verb === 'predict' ? vertex(asked, model, mood, world) : gemini(json, model, mood, world)
}

async function gemini(
  json: Asked['json'],
  model: string,
  mood: ReturnType<World['take']>,
  world: World,
): Promise<Reply> {
  const parts: { text?: string; inlineData?: { data: string } }[] = json.contents[0].parts
  const [person, ...garments] = parts.flatMap((part) =>
    part.inlineData ? [fingerprint(bytesOf(part.inlineData.data))] : [],
  )
  const said = { prompt: parts.find(({ text }) => text)?.text, ...json.generationConfig }
  const one = await world.buy({ id: randomUUID(), vendor: 'gemini', model, mood, person, garments, said })
  const usageMetadata = { promptTokenCount: 10, candidatesTokenCount: 1290, totalTokenCount: 1300 }
  const reply = (body: object): Reply => ({ status: 200, json: { ...body, usageMetadata } })
  if (mood === 'blocked') return reply({ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } })
  const content =
    mood === 'empty'
      ? { role: 'model', parts: [{ text: 'I cannot do that.' }] }
      : {
          role: 'model',
          parts: [{ inlineData: { mimeType: 'image/png', data: await base64Of(one, world) } }],
        }
  return answerOf(mood, reply({ candidates: [{ content, finishReason: 'STOP', index: 0 }] }))
}

async function film(
  json: Asked['json'],
  model: string,
  mood: ReturnType<World['take']>,
  world: World,
): Promise<Reply> {
  const [{ image, prompt }] = json.instances
  const id = randomUUID()
  const person = fingerprint(bytesOf(image.bytesBase64Encoded))
  const said = { prompt, ...json.parameters }
  const call = { id, vendor: 'veo', model, mood, person, garments: [], said, result: `${id}.mp4` }
  await world.buy(call)
  return answerOf(mood, { status: 200, json: { name: `models/${model}/operations/${id}` } })
}

function filmOf(id: string, world: World): Reply {
  const one = world.find('veo', id)
  if (!one || one.mood === 'lost') return { status: 404, json: errorOf(404, 'not found') }
  if (one.mood === 'nonsense') return answerOf('html', { status: 200 })
  const name = `models/${one.model}/operations/${id}`
  if (!world.isReady(one)) return { status: 200, json: { name } }
  if (one.mood === 'failed') return { status: 200, json: { name, done: true, error: { code: 13 } } }
  const made =
    one.mood === 'blocked'
      ? { raiMediaFilteredCount: 1, raiMediaFilteredReasons: ['safety'] }
      : { generatedSamples: one.mood === 'empty' ? [] : [{ video: { uri: world.linkTo(one) } }] }
  return { status: 200, json: { name, done: true, response: { generateVideoResponse: made } } }
}

async function vertex(
  { json }: Asked,
  model: string,
  mood: ReturnType<World['take']>,
  world: World,
): Promise<Reply> {
  const [{ personImage, productImages }] = json.instances
  const one = await world.buy({
    id: randomUUID(),
    vendor: 'vertex',
    model,
    mood,
    person: fingerprint(bytesOf(personImage.image.bytesBase64Encoded)),
    garments: productImages.map((product: { image: { bytesBase64Encoded: string } }) =>
      fingerprint(bytesOf(product.image.bytesBase64Encoded)),
    ),
    said: json.parameters,
  })
  if (mood === 'blocked')
    return { status: 200, json: { predictions: [{ raiFilteredReason: 'Support codes: 17301594' }] } }
  if (mood === 'empty') return { status: 200, json: {} }
  const prediction = { mimeType: 'image/png', bytesBase64Encoded: await base64Of(one, world) }
  return answerOf(mood, { status: 200, json: { predictions: [prediction] } })
}

/** The picture, or a page where a picture should be. */
async function base64Of(one: Parameters<World['pictureOf']>[0], world: World): Promise<string> {
  if (one.mood === 'page') return Buffer.from('<html>').toString('base64')
  return (await world.pictureOf(one)).toString('base64')
}
