// Kling's tasks, the same for pictures and videos: it takes an id of ours, refuses the same one twice, and can be asked by it.
import { createHmac } from 'node:crypto'
import type { EngineSetting } from '../config-engines.ts'
import { VendorError, type Submitted, type VendorCode } from './vendor.ts'
import { refusal, said, Unanswered, VendorHttp, type Answer } from './vendor-http.ts'

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

export class KlingTasks {
  readonly origin: string
  readonly #http: VendorHttp
  readonly #path: string

  /** `key` is an API key, or `access:secret`; `path` says what is made. */
  constructor({ key = '', headers }: EngineSetting, url: string, path: string) {
    const [access, secret] = key.split(':')
    this.#path = path
    this.#http = new VendorHttp(url, async () => ({
      ...headers,
      authorization: `Bearer ${secret ? tokenOf(access, secret) : key}`,
    }))
    this.origin = this.#http.origin
  }

  async submit(id: string, input: Record<string, unknown>): Promise<Submitted> {
    const answer = await this.#http.submit(this.#path, { json: { ...input, external_task_id: id } })
    const task: unknown = answer.json?.data?.task_id
    if (answer.status === 200 && answer.json.code === 0 && typeof task === 'string') return { ref: task }
    // It is there already: an earlier answer was lost.
    if (/external_task_id/.test(String(answer.json?.message)))
      throw new VendorError('submit_unknown', said(answer))
    if (answer.status === 200 && answer.json.code === 0) throw new VendorError('submit_unknown', said(answer))
    throw refusedBy(answer)
  }

  async find(id: string): Promise<string | null> {
    const answer = await this.#http.ask(`${this.#path}/${encodeURIComponent(id)}`)
    const task: unknown = answer.json?.data?.task_id
    return answer.status === 200 && typeof task === 'string' ? task : null
  }

  /** What came of a task; null while it is made. */
  async result(ref: string): Promise<Answer['json']> {
    const answer = await this.#http.ask(`${this.#path}/${encodeURIComponent(ref)}`)
    if (answer.status === 404) throw new VendorError('lost', said(answer))
    if (answer.status !== 200 || answer.json.code !== 0) throw refusedBy(answer)
    const { task_status: status, task_status_msg: message, task_result: result } = answer.json.data ?? {}
    switch (status) {
      case 'submitted':
      case 'processing':
        return null
      case 'succeed':
      case 'succeeded':
        return result ?? {}
      case 'failed':
        throw new VendorError(reasonOf(String(message)), String(message))
    }
    throw new Unanswered(true)
  }

  async test(): Promise<string | null> {
    const answer = await this.#http.check(`${this.#path}?pageNum=1&pageSize=1`)
    if (answer.status !== 200 || answer.json.code !== 0) throw refusedBy(answer)
    return null
  }
}

/** Base64 as it is: with `data:` before it Kling refuses the picture. */
export function bare({ bytes }: { readonly bytes: Uint8Array }): string {
  return Buffer.from(bytes).toString('base64')
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

function tokenOf(access: string, secret: string): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
  const now = Math.floor(Date.now() / 1_000)
  const body = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ iss: access, exp: now + 1_800, nbf: now - 5 })}`
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`
}
