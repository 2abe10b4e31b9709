// Calls PortOne through its library, which knows neither deadlines nor our words for what goes wrong.
import { PaymentError, type PaymentErrorCode } from '../payments.ts'

/** Codes of connections that were never made: nothing was sent, so nothing can have happened. */
const NOTHING_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']

/** What PortOne's error types mean to us; the others are `refused`: asking again the same way changes nothing. */
const MEANING: Readonly<Record<string, PaymentErrorCode>> = {
  PG_PROVIDER: 'declined',
  BILLING_KEY_NOT_FOUND: 'declined',
  BILLING_KEY_ALREADY_DELETED: 'declined',
  UNAUTHORIZED: 'bad-config',
  FORBIDDEN: 'bad-config',
  CHANNEL_NOT_FOUND: 'bad-config',
  CHANNEL_SPECIFIC: 'bad-config',
  MAX_TRANSACTION_COUNT_REACHED: 'down',
}

interface Told {
  readonly type?: unknown
  readonly message?: string
  readonly pgCode?: string
  readonly pgMessage?: string
}

/** A way to call PortOne: `kind` says whether a call that was not answered may have done something. */
export type Ask = <T>(kind: 'read' | 'write', call: () => Promise<T>) => Promise<T>

/** Makes an Ask whose calls have `timeoutMs`. The library cannot stop a call: what comes after its time is thrown away. */
export function openAsk(timeoutMs: number): Ask {
  return async (kind, call) => {
    const gone = Promise.withResolvers<never>()
    const clock = setTimeout(() => gone.reject(failed(kind, `no answer within ${timeoutMs} ms`)), timeoutMs)
    const called = call()
    called.catch(() => {})
    try {
      return await Promise.race([called, gone.promise])
    } catch (error) {
      throw translate(kind, error)
    } finally {
      clearTimeout(clock)
    }
  }
}

/** The `type` of an error PortOne has told, or null for what it has not. */
export function toldType(error: unknown): string | null {
  const cause = error instanceof PaymentError ? error.cause : error
  const type = (cause as { readonly data?: Told } | undefined)?.data?.type
  return typeof type === 'string' ? type : null
}

function translate(kind: 'read' | 'write', error: unknown): PaymentError {
  if (error instanceof PaymentError) return error
  const type = toldType(error)
  if (type) {
    const { message, pgCode, pgMessage } = (error as { readonly data: Told }).data
    const words = [type, pgCode, pgMessage, message].filter(Boolean).join(' ')
    return new PaymentError('portone', MEANING[type] ?? 'refused', words, { cause: error })
  }
  const code = (error as { readonly cause?: { readonly code?: string } }).cause?.code ?? ''
  if (NOTHING_SENT.includes(code)) return new PaymentError('portone', 'down', code, { cause: error })
  // A broken line, or an answer that is none of PortOne's: a gateway's page, half a body.
  return failed(kind, String(error), error)
}

function failed(kind: 'read' | 'write', words: string, cause?: unknown): PaymentError {
  return new PaymentError('portone', kind === 'read' ? 'down' : 'unknown', words, { cause })
}
