// The vendors' own client libraries against the stand-in server: what satisfies them is what their vendors say.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { createFalClient } from '@fal-ai/client'
import { GoogleGenAI } from '@google/genai'
import Fashn from 'fashn'
import OpenAI, { APIError, toFile } from 'openai'
import Replicate from 'replicate'
import { pictureOf } from './hosted-studio.ts'
import { startStand, type Stand } from './stand.ts'
import { fingerprint, GOOD_KEY } from './wire.ts'

let stand: Stand
let person: Buffer
let garment: Buffer
before(async () => {
  stand = await startStand()
  person = await pictureOf('#886644', 60, 80)
  garment = await pictureOf('#224466', 60, 80)
})
after(() => stand.close())
beforeEach(() => stand.clear())

const uri = (bytes: Buffer) => `data:image/jpeg;base64,${bytes.toString('base64')}`
const came = () => {
  const [{ person: who, garments }] = stand.bought
  assert.deepEqual([who, garments], [fingerprint(person), [fingerprint(garment)]])
  assert.equal(stand.submits.length, 1)
}

test('fal: its client queues, waits and gets the picture', async () => {
  const client = createFalClient({
    credentials: GOOD_KEY,
    requestMiddleware: async (request) => ({
      ...request,
      url: request.url.replace('https://queue.fal.run', `${stand.url}/fal`),
    }),
  })
  const { data } = await client.subscribe('fal-ai/fashn/tryon/v1.6', {
    input: { model_image: uri(person), garment_image: uri(garment), category: 'tops' },
    pollInterval: 10,
  })
  assert.match(data.images[0].url ?? '', /\.png$/)
  came()
})

test('Replicate: its client makes a prediction and waits for it', async () => {
  const client = new Replicate({
    auth: GOOD_KEY,
    baseUrl: `${stand.url}/replicate/v1`,
    useFileOutput: false,
  })
  const input = { person_image: uri(person), garment_images: [uri(garment)] }
  const made = await client.predictions.create({ model: 'prunaai/p-image-try-on', input })
  const ended = await client.wait(made, { interval: 10 })
  assert.equal(ended.status, 'succeeded')
  assert.match(String(ended.output), /\.png$/)
  came()
})

test('Google: its client gets a picture of Gemini', async () => {
  const client = new GoogleGenAI({
    apiKey: GOOD_KEY,
    httpOptions: { baseUrl: `${stand.url}/gemini`, apiVersion: 'v1beta' },
  })
  const image = (bytes: Buffer) => ({
    inlineData: { mimeType: 'image/jpeg', data: bytes.toString('base64') },
  })
  const answer = await client.models.generateContent({
    model: 'gemini-2.5-flash-image',
    contents: [{ role: 'user', parts: [{ text: 'Dress them.' }, image(person), image(garment)] }],
    config: { responseModalities: ['IMAGE'] },
  })
  const data = answer.candidates?.[0].content?.parts?.[0].inlineData?.data ?? ''
  assert.equal(Buffer.from(data, 'base64').toString('latin1', 1, 4), 'PNG')
  came()
})

test('Google: its client is told of a blocked prompt by a 200', async () => {
  stand.moods.push('blocked')
  const client = new GoogleGenAI({
    apiKey: GOOD_KEY,
    httpOptions: { baseUrl: `${stand.url}/gemini`, apiVersion: 'v1beta' },
  })
  const answer = await client.models.generateContent({
    model: 'gemini-2.5-flash-image',
    contents: [{ role: 'user', parts: [{ text: 'No.' }] }],
  })
  assert.equal(answer.promptFeedback?.blockReason, 'PROHIBITED_CONTENT')
  assert.equal(answer.candidates, undefined)
})

test('FASHN: its client runs a prediction and waits for it', async () => {
  const client = new Fashn({ apiKey: GOOD_KEY, baseURL: `${stand.url}/fashn`, maxRetries: 0 })
  const ended = await client.predictions.subscribe({
    model_name: 'tryon-v1.6',
    inputs: { model_image: uri(person), garment_image: uri(garment) },
  })
  assert.equal(ended.status, 'completed')
  assert.match(String(ended.output?.[0]), /\.png$/)
  came()
})

test('Google: its client dresses a person with Vertex', async () => {
  const client = new GoogleGenAI({
    vertexai: true,
    apiKey: GOOD_KEY,
    httpOptions: { baseUrl: `${stand.url}/vertex`, apiVersion: 'v1' },
  })
  const image = (bytes: Buffer) => ({ imageBytes: bytes.toString('base64'), mimeType: 'image/jpeg' })
  const { generatedImages } = await client.models.recontextImage({
    model: 'virtual-try-on-001',
    source: { personImage: image(person), productImages: [{ productImage: image(garment) }] },
  })
  const data = generatedImages?.[0].image?.imageBytes ?? ''
  assert.equal(Buffer.from(data, 'base64').toString('latin1', 1, 4), 'PNG')
  came()
})

test('OpenAI: its client edits pictures, and names its errors', async () => {
  const client = new OpenAI({ apiKey: GOOD_KEY, baseURL: `${stand.url}/openai/v1`, maxRetries: 0 })
  const edit = async () =>
    client.images.edit({
      model: 'gpt-image-1.5',
      prompt: 'Dress them.',
      image: [
        await toFile(person, 'person.jpg', { type: 'image/jpeg' }),
        await toFile(garment, 'garment.jpg', { type: 'image/jpeg' }),
      ],
    })
  const made = await edit()
  assert.equal(Buffer.from(made.data?.[0].b64_json ?? '', 'base64').toString('latin1', 1, 4), 'PNG')
  came()
  for (const [mood, code] of [
    ['blocked', 'moderation_blocked'],
    ['funds', 'insufficient_quota'],
    ['rate', 'rate_limit_exceeded'],
  ] as const) {
    stand.moods.push(mood)
    await assert.rejects(edit(), (error) => error instanceof APIError && error.code === code)
  }
})
