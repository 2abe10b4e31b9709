// fal's queue, the same before every model: submit, status, result, cancel. A request that is COMPLETED may still have failed.
import type { EngineSetting } from '../config-engines.ts'
import { VendorError, type Submitted } from './vendor.ts'
import { refusal, said, Unanswered, VendorHttp, type Answer } from './vendor-http.ts'

export class FalQueue {
  readonly model: string
  readonly origin: string
  readonly #http: VendorHttp

  constructor({ key, headers }: EngineSetting, { url, model }: { url: string; model: string }) {
    this.model = model
    this.#http = new VendorHttp(url, async () => ({ ...headers, authorization: `Key ${key ?? ''}` }))
    this.origin = this.#http.origin
  }

  async submit(input: Record<string, unknown>): Promise<Submitted> {
    const answer = await this.#http.submit(`/${this.model}`, { json: input })
    const id: unknown = answer.json?.request_id
    if (answer.status < 300 && typeof id === 'string') return { ref: id }
    if (answer.status < 300) throw new VendorError('submit_unknown', said(answer))
    throw refusedBy(answer)
  }

  /** What the model answered; null while it works. */
  async result(ref: string): Promise<Answer['json']> {
    const answer = await this.#http.ask(`${this.#pathOf(ref)}/status`)
    if (answer.status === 404) throw new VendorError('lost', said(answer))
    if (answer.status >= 300) throw refusedBy(answer)
    const { status } = answer.json
    if (status === 'IN_QUEUE' || status === 'IN_PROGRESS') return null
    if (status !== 'COMPLETED') throw new Unanswered(true)
    const result = await this.#http.ask(this.#pathOf(ref), { broken: true })
    if (result.status === 400 && /still in progress/i.test(result.text)) return null
    if (result.status === 404) throw new VendorError('lost', said(result))
    if (result.status >= 300) throw failedBy(result)
    return result.json
  }

  async cancel(ref: string): Promise<void> {
    await this.#http.ask(`${this.#pathOf(ref)}/cancel`, { method: 'PUT' })
  }

  async test(): Promise<string | null> {
    // A request that never was: who knows the key says so by not finding it.
    const answer = await this.#http.check(`${this.#pathOf('00000000-0000-4000-8000-000000000000')}/status`)
    if (answer.status === 404 || answer.status < 300) return null
    throw refusedBy(answer)
  }

  /** Requests live under owner and alias alone, whatever stands behind those in the model's name. */
  #pathOf(ref: string): string {
    return `/${this.model.split('/').slice(0, 2).join('/')}/requests/${encodeURIComponent(ref)}`
  }
}

function refusedBy(answer: Answer): VendorError {
  const funds = answer.status === 403 && /exhausted balance/i.test(answer.text)
  return refusal(answer, funds ? 'out_of_funds' : undefined)
}

function failedBy(answer: Answer): VendorError {
  const [first] = Array.isArray(answer.json?.detail) ? answer.json.detail : [{}]
  const type = String(first?.type ?? '')
  if (/image_load|file_download/.test(type)) return refusal(answer, 'input_unreadable')
  if (/content_policy|safety|moderation/.test(type)) return refusal(answer, 'content_blocked')
  if (/pose/i.test(String(first?.msg ?? ''))) return refusal(answer, 'pose_not_found')
  return refusedBy(answer)
}
