// What went wrong at Stripe, in the words of PaymentError.
import { Stripe } from 'stripe'
import { PaymentError } from '../payments.ts'

/** Codes of connections that were never made: nothing was sent, so nothing can have happened. */
const NOTHING_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']

/**
 * Calls Stripe; what it throws becomes a PaymentError. A `write` without an answer is `unknown`: it may have been done. The library
 * has tried again by itself, under the same idempotency key.
 */
export async function ask<T>(kind: 'read' | 'write', call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw translate(kind, error)
  }
}

/** Like `ask`, but null for what is not there. */
export async function askMaybe<T>(
  call: () => Promise<T>,
  kind: 'read' | 'write' = 'read',
): Promise<T | null> {
  try {
    return await call()
  } catch (error) {
    if (isMissing(error)) return null
    throw translate(kind, error)
  }
}

/** Stripe knows nothing of that id, or it is not ours. */
export function isMissing(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeError && error.code === 'resource_missing'
}

function translate(kind: 'read' | 'write', error: unknown): PaymentError {
  if (error instanceof PaymentError) return error
  if (!(error instanceof Stripe.errors.StripeError))
    return new PaymentError('stripe', kind === 'read' ? 'down' : 'unknown', String(error), { cause: error })
  return new PaymentError('stripe', codeOf(kind, error), error.message, { cause: error })
}

function codeOf(kind: 'read' | 'write', error: Stripe.errors.StripeError): PaymentError['code'] {
  const { errors } = Stripe
  if (error instanceof errors.StripeCardError) {
    const asks = [error.code, error.decline_code].some((code) =>
      /authentication_re|action_required/.test(code ?? ''),
    )
    return asks ? 'needs-action' : 'declined'
  }
  if (error instanceof errors.StripeAuthenticationError || error instanceof errors.StripePermissionError)
    return 'bad-config'
  if (error instanceof errors.StripeRateLimitError) return 'down'
  if (error instanceof errors.StripeConnectionError)
    return kind === 'read' || NOTHING_SENT.includes(causeCode(error)) ? 'down' : 'unknown'
  if (error instanceof errors.StripeAPIError) return kind === 'read' ? 'down' : 'unknown'
  return 'refused'
}

function causeCode(error: Stripe.errors.StripeError): string {
  const detail = error.detail as unknown as { readonly code?: string } | undefined
  return detail?.code ?? ''
}
