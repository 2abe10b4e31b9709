// Kling: Kolors virtual try-on, one garment a call. It takes an id of ours, refuses the same one twice, and can be asked by it.
import { createHmac } from 'node:crypto'
import type { EngineSetting } from '../config-engines.ts'
import {
  VendorError,
  type Call,
  type Picture,
  type Polled,
  type Submitted,
  type Vendor,
  type VendorCode,
} from './vendor.ts'
import { outputsAt, refusal, said, Unanswered, VendorHttp, type Answer } from './vendor-http.ts'

const PATH = '/v1/images/kolors-virtual-try-on'

const CODES: Readonly<Record<number, VendorCode>> = {
  1000: 'auth',
  1001: 'auth',
  1002: 'auth',
  1003: 'auth',
  1004: 'auth',
  1100: 'auth',
  1101: 'out_of_funds',
  1102: 'out_of_funds',
  1103: 'auth',
  1200: 'invalid_input',
  1201: 'input_unreadable',
  1202: 'invalid_input',
  1203: 'lost',
  1300: 'content_blocked',
  1301: 'content_blocked',
  1302: 'rate_limited',
  1303: 'rate_limited',
  1304: 'auth',
  5000: 'provider_failure',
  5001: 'capacity',
  5002: 'capacity',
}

export class Kling implements Vendor {
  readonly model: string
  readonly origin: string
  readonly seconds = 30
  readonly sameId = false
  readonly can: Vendor['can'] = {
    slots: ['upper', 'bottom', 'onepiece', 'outer'],
    garments: 1,
    person: true,
    backdrop: false,
    outputs: 1,
    seed: false,
    ratios: ['3:4', '1:1', '4:5'],
    sizes: ['standard'],
    durations: [],
    cancel: false,
    resultHours: 720,
    commercial: 'yes',
    watermarks: [],
  }
  readonly #http: VendorHttp

  /** `key` is an API key, or `access:secret`. */
  constructor({ key = '', headers }: EngineSetting, { url, model }: { url: string; model: string }) {
    this.model = model
    const [access, secret] = key.split(':')
    this.#http = new VendorHttp(url, async () => ({
      ...headers,
      authorization: `Bearer ${secret ? tokenOf(access, secret) : key}`,
    }))
    this.origin = this.#http.origin
  }

  async submit({ id, person, garments: [garment] }: Call): Promise<Submitted> {
    const answer = await this.#http.submit(PATH, {
      json: {
        model_name: this.model,
        human_image: bare(person),
        cloth_image: bare(garment.picture),
        external_task_id: id,
      },
    })
    const task: unknown = answer.json?.data?.task_id
    if (answer.status === 200 && answer.json.code === 0 && typeof task === 'string') return { ref: task }
    // It is there already: an earlier answer was lost.
    if (/external_task_id/.test(String(answer.json?.message)))
      throw new VendorError('submit_unknown', said(answer))
    if (answer.status === 200 && answer.json.code === 0) throw new VendorError('submit_unknown', said(answer))
    throw refusedBy(answer)
  }

  async find(id: string): Promise<string | null> {
    const answer = await this.#http.ask(`${PATH}/${encodeURIComponent(id)}`)
    const task: unknown = answer.json?.data?.task_id
    return answer.status === 200 && typeof task === 'string' ? task : null
  }

  async poll(ref: string): Promise<Polled> {
    const answer = await this.#http.ask(`${PATH}/${encodeURIComponent(ref)}`)
    if (answer.status === 404) throw new VendorError('lost', said(answer))
    if (answer.status !== 200 || answer.json.code !== 0) throw refusedBy(answer)
    const { task_status: status, task_status_msg: message, task_result: result } = answer.json.data ?? {}
    switch (status) {
      case 'submitted':
      case 'processing':
        return { state: 'waiting' }
      case 'succeed':
      case 'succeeded': {
        const images: readonly { url?: unknown }[] = Array.isArray(result?.images) ? result.images : []
        return { state: 'made', outputs: outputsAt(images.map((image) => image?.url)) }
      }
      case 'failed':
        throw new VendorError(reasonOf(String(message)), String(message))
    }
    throw new Unanswered(true)
  }

  async test(): Promise<string | null> {
    const answer = await this.#http.check(`${PATH}?pageNum=1&pageSize=1`)
    if (answer.status !== 200 || answer.json.code !== 0) throw refusedBy(answer)
    return null
  }
}

function refusedBy(answer: Answer): VendorError {
  return refusal(answer, CODES[Number(answer.json?.code)])
}

/** A task that ended without a picture says why in words alone. */
function reasonOf(message: string): VendorCode {
  if (/risk|sensitive|policy|safety/i.test(message)) return 'content_blocked'
  if (/pose|person|human|body/i.test(message)) return 'pose_not_found'
  if (/image/i.test(message)) return 'input_unreadable'
  return 'provider_failure'
}

/** Base64 as it is: with `data:` before it Kling refuses the picture. */
function bare({ bytes }: Picture): string {
  return Buffer.from(bytes).toString('base64')
}

function tokenOf(access: string, secret: string): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const now = Math.floor(Date.now() / 1_000)
  const body = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ iss: access, exp: now + 1_800, nbf: now - 5 })}`
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`
}
