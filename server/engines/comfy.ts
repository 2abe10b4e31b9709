// ComfyUI on a machine of your own: a workflow in API format, with a binding that says which of its inputs gets what.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { FormData } from 'undici'
import type { EngineSetting } from '../config-engines.ts'
import { promptOf } from './prompt.ts'
import { VendorError, type Call, type Picture, type Polled, type Submitted, type Vendor } from './vendor.ts'
import { refusal, said, VendorHttp } from './vendor-http.ts'

/** What a binding may name, each by `<node>.<input>`, or by several of them. `output` names nodes whose pictures are the result. */
const BINDINGS = [
  'person',
  'garment',
  'garment2',
  'garment3',
  'garment4',
  'category',
  'prompt',
  'seed',
  'width',
  'height',
  'output',
] as const
type Binding = Partial<Record<(typeof BINDINGS)[number], readonly string[]>>

type Workflow = Record<string, { class_type: string; inputs: Record<string, unknown> }>

const CATEGORY = { upper: 'upper', outer: 'upper', bottom: 'lower', onepiece: 'overall' } as const

export class Comfy implements Vendor {
  readonly model: string
  readonly origin: string
  readonly seconds = 60
  /** We choose the prompt's id, so one that was taken is found by it; one that is not found can be sent. */
  readonly sameId = true
  readonly can: Vendor['can']
  readonly #http: VendorHttp
  readonly #workflow: Workflow
  readonly #binding: Binding

  /** Throws an Error that says what is wrong with the workflow or its binding. */
  constructor(setting: EngineSetting, { url, model }: { url: string; model: string }) {
    const { headers, key, workflow } = setting
    if (!workflow) throw new Error('ComfyUI needs a workflow: export one in API format and name its file')
    this.#workflow = JSON.parse(readFileSync(workflow, 'utf8')) as Workflow
    this.#binding = readBinding(setting, this.#workflow)
    this.model = model
    this.#http = new VendorHttp(url, async () => ({
      ...headers,
      ...(key && { authorization: `Bearer ${key}` }),
    }))
    this.origin = this.#http.origin
    this.can = {
      slots: ['upper', 'bottom', 'onepiece', 'outer'],
      garments: (['garment', 'garment2', 'garment3', 'garment4'] as const).filter((one) => this.#binding[one])
        .length,
      person: true,
      backdrop: this.#binding.prompt !== undefined,
      outputs: 1,
      seed: this.#binding.seed !== undefined,
      ratios: ['3:4', '1:1', '4:5'],
      sizes: ['standard', 'large'],
      durations: [],
      cancel: true,
      resultHours: null,
      commercial: 'ask',
      watermarks: [],
    }
  }

  async submit(call: Call): Promise<Submitted> {
    const names = await Promise.all(
      [call.person, ...call.garments.map(({ picture }) => picture)].map((picture) => this.#upload(picture)),
    )
    const answer = await this.#http.submit('/prompt', {
      json: { prompt: this.#fill(call, names), client_id: 'maepsi', prompt_id: call.id },
    })
    const id: unknown = answer.json?.prompt_id
    // Old servers choose an id of their own.
    if (answer.status === 200 && typeof id === 'string') return { ref: id }
    if (answer.status === 200) throw new VendorError('submit_unknown', said(answer))
    throw refusal(answer)
  }

  async find(id: string): Promise<string | null> {
    const { json: history } = await this.#http.ask(`/history/${id}`)
    if (history?.[id] || (await this.#queued(id))) return id
    return null
  }

  async poll(ref: string): Promise<Polled> {
    const { json: history } = await this.#http.ask(`/history/${encodeURIComponent(ref)}`)
    const entry = history?.[ref]
    if (!entry) {
      if (await this.#queued(ref)) return { state: 'waiting' }
      // It may have ended between the two questions.
      const { json: again } = await this.#http.ask(`/history/${encodeURIComponent(ref)}`)
      if (again?.[ref]) return { state: 'waiting' }
      throw new VendorError('lost', 'neither waiting nor in the history')
    }
    if (entry.status?.status_str === 'error') throw failedBy(entry.status.messages)
    return { state: 'made', outputs: await this.#outputs(entry.outputs) }
  }

  async cancel(ref: string): Promise<void> {
    const json = { headers: { 'content-type': 'application/json' }, method: 'POST' as const }
    await this.#http.ask('/queue', { ...json, body: JSON.stringify({ delete: [ref] }) }).catch(() => {})
    // Without an id this would stop whoever is running.
    await this.#http.ask('/interrupt', { ...json, body: JSON.stringify({ prompt_id: ref }) }).catch(() => {})
  }

  async test(): Promise<string | null> {
    const answer = await this.#http.check('/system_stats')
    if (answer.status !== 200) throw refusal(answer)
    const version: unknown = answer.json.system?.comfyui_version
    return typeof version === 'string' ? `ComfyUI ${version}` : null
  }

  async #queued(id: string): Promise<boolean> {
    const { json } = await this.#http.ask('/queue')
    const all: unknown[] = [...(json?.queue_running ?? []), ...(json?.queue_pending ?? [])]
    return all.some((one) => Array.isArray(one) && one[1] === id)
  }

  /** Named by its content, so that the same picture is sent once; answers the name the server gave it. */
  async #upload({ bytes, contentType }: Picture): Promise<string> {
    const form = new FormData()
    const name = `maepsi-${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}.jpg`
    form.set('image', new Blob([new Uint8Array(bytes)], { type: contentType }), name)
    form.set('type', 'input')
    form.set('overwrite', 'true')
    // Uploads are no submit: one that got lost is no loss.
    const answer = await this.#http.check('/upload/image', { method: 'POST', body: form })
    const given: unknown = answer.json?.name
    if (answer.status !== 200 || typeof given !== 'string') throw refusal(answer)
    const { subfolder } = answer.json
    return subfolder ? `${subfolder}/${given}` : given
  }

  #fill(call: Call, [person, ...garments]: readonly string[]): Workflow {
    const filled = structuredClone(this.#workflow)
    const values: Partial<Record<keyof Binding, string | number>> = {
      person,
      garment: garments[0],
      garment2: garments[1],
      garment3: garments[2],
      garment4: garments[3],
      category: CATEGORY[call.garments[0].slot],
      prompt: promptOf(call),
      seed: call.seed,
      width: call.width,
      height: call.height,
    }
    for (const name of BINDINGS)
      for (const place of name === 'output' ? [] : (this.#binding[name] ?? [])) {
        const [node, input] = splitPlace(place)
        if (values[name] !== undefined) filled[node].inputs[input] = values[name]
      }
    return filled
  }

  async #outputs(
    outputs: Record<string, Record<string, unknown>>,
  ): Promise<{ url: string; headers: Record<string, string> }[]> {
    const nodes = this.#binding.output ?? Object.keys(outputs ?? {})
    const headers = await this.#http.headers()
    const files = nodes
      .flatMap((node) => Object.values(outputs?.[node] ?? {}))
      .flatMap((list) => (Array.isArray(list) ? list : []))
      .filter((file) => typeof file?.filename === 'string' && file.type !== 'temp')
    if (files.length === 0) throw new VendorError('empty_output')
    return files.map(({ filename, subfolder = '', type = 'output' }) => ({
      url: `${this.#http.base}/view?${new URLSearchParams({ filename, subfolder, type })}`,
      headers: { ...headers },
    }))
  }
}

function readBinding({ binding = {} }: EngineSetting, workflow: Workflow): Binding {
  const read: Binding = {}
  for (const [name, places] of Object.entries(binding)) {
    const known = BINDINGS.find((one) => one === name)
    if (!known) throw new Error(`a binding of ComfyUI is called ${name}; known: ${BINDINGS.join(', ')}`)
    read[known] = [places].flat()
    for (const place of read[known]) {
      const [node, input] = splitPlace(place)
      if (!workflow[node]) throw new Error(`the workflow has no node ${node}, which ${name} is bound to`)
      if (known !== 'output' && !(input in workflow[node].inputs))
        throw new Error(`node ${node} of the workflow has no input ${input}, which ${name} is bound to`)
    }
  }
  for (const needed of ['person', 'garment'] as const)
    if (!read[needed]) throw new Error(`the binding of ComfyUI does not say where ${needed} goes`)
  return read
}

function splitPlace(place: string): [node: string, input: string] {
  const at = place.indexOf('.')
  return at < 0 ? [place, ''] : [place.slice(0, at), place.slice(at + 1)]
}

function failedBy(messages: unknown): VendorError {
  const said = JSON.stringify(messages ?? '')
  if (/OutOfMemory|out of memory/i.test(said)) return new VendorError('capacity', said)
  return new VendorError('provider_failure', said)
}
