// The wire of ComfyUI.
import { randomUUID } from 'node:crypto'
import { answerOf, fingerprint, refusalOf, type Asked, type Bought, type Reply, type World } from './wire.ts'

/** The smallest workflow that dresses someone: two pictures in, one out. */
export const WORKFLOW = {
  1: { class_type: 'LoadImage', inputs: { image: '' } },
  2: { class_type: 'LoadImage', inputs: { image: '' } },
  3: { class_type: 'TryOn', inputs: { person: ['1', 0], garment: ['2', 0], category: 'upper', seed: 0 } },
  9: { class_type: 'SaveImage', inputs: { images: ['3', 0], filename_prefix: 'look' } },
}
export const BINDING = {
  person: '1.image',
  garment: '2.image',
  category: '3.category',
  seed: '3.seed',
  output: '9',
}

const uploads = new Map<string, string>()

export async function comfy(asked: Asked, world: World): Promise<Reply | null> {
  const { method, path, query, json } = asked
  if (!path.startsWith('/comfy/')) return null
  const place = path.slice('/comfy'.length)
  if (place === '/system_stats')
    return { status: 200, json: { system: { comfyui_version: '0.3.1' }, devices: [] } }
  if (place === '/upload/image') {
    const file = (await asked.form()).get('image') as File
    uploads.set(file.name, fingerprint(new Uint8Array(await file.arrayBuffer())))
    return { status: 200, json: { name: file.name, subfolder: '', type: 'input' } }
  }
  if (method === 'POST' && place === '/prompt') return prompt(json, world)
  const [, id] = /^\/history\/(.+)$/.exec(place) ?? []
  if (id) return { status: 200, json: history(id, world) }
  if (method === 'GET' && place === '/queue') {
    const running = world.find('comfy', lastAsked)
    const waiting = running && running.mood !== 'lost' && !running.cancelled
    return {
      status: 200,
      json: { queue_running: waiting ? [[0, running.id, {}, {}, ['9']]] : [], queue_pending: [] },
    }
  }
  if (method === 'POST' && (place === '/queue' || place === '/interrupt')) {
    const one = world.find('comfy', json.prompt_id ?? json.delete?.[0])
    if (one) one.cancelled = true
    return { status: 200, json: {} }
  }
  if (place === '/view') {
    const one = world.find('comfy', String(query.get('filename')).replace('.png', ''))
    if (!one || one.mood === 'expired') return { status: 404, json: {} }
    if (one.mood === 'page') return answerOf('html', { status: 200 })
    return { status: 200, bytes: await world.pictureOf(one), type: 'image/png' }
  }
  return null
}

let lastAsked = ''

async function prompt(json: Asked['json'], world: World): Promise<Reply> {
  const mood = world.take('comfy')
  const refused = refusalOf(mood, () => ({ error: { type: 'as_told', message: 'as told' }, node_errors: {} }))
  if (refused) return refused
  const { prompt_id: id = randomUUID(), prompt: nodes } = json
  const one = await world.buy({
    id,
    vendor: 'comfy',
    model: 'workflow',
    mood,
    person: uploads.get(nodes[1].inputs.image) ?? '',
    garments: [uploads.get(nodes[2].inputs.image) ?? ''],
    said: nodes[3].inputs,
  })
  lastAsked = id
  return answerOf(mood, { status: 200, json: { prompt_id: one.id, number: 1, node_errors: {} } })
}

function history(id: string, world: World): object {
  lastAsked = id
  const one = world.find('comfy', id)
  if (!one || one.mood === 'lost' || !world.isReady(one)) return {}
  return { [id]: entryOf(one) }
}

function entryOf(one: Bought): object {
  if (one.mood === 'failed' || one.mood === 'unreadable') {
    const error = { exception_message: 'it broke', exception_type: 'RuntimeError', node_id: '3' }
    return {
      outputs: {},
      status: { status_str: 'error', completed: false, messages: [['execution_error', error]] },
    }
  }
  const images = one.mood === 'empty' ? [] : [{ filename: `${one.id}.png`, subfolder: '', type: 'output' }]
  return { outputs: { 9: { images } }, status: { status_str: 'success', completed: true, messages: [] } }
}
