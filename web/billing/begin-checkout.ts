// Goes on from a checkout the studio has begun: to the provider's page, into its window, or to our own page of the payment.
import type { Begun } from '#sdk/contract/payments.ts'
import { maepsi } from '#web/maepsi.ts'

/** Thrown when the provider's window could not be shown at all. */
export class WindowFailed extends Error {}

/** Takes the browser to where this is paid. `here` once it is back, or where our own page does the rest. */
export async function goOn({ payment, checkout }: Begun): Promise<'away' | 'here'> {
  if (checkout.how === 'redirect') {
    location.assign(checkout.url)
    return 'away'
  }
  if (checkout.how !== 'browser') return 'here'
  const answer = await openPortOne(checkout)
  // Closed without paying: nothing to complete.
  if (answer) await maepsi.payments.complete({ params: { id: payment.id }, body: answer })
  return 'here'
}

type InWindow = Extract<Begun['checkout'], { readonly how: 'browser' }>

/** PortOne's library is fetched when somebody pays with it, from PortOne: no page of ours carries it. */
async function openPortOne({
  call,
  parameters,
}: InWindow): Promise<{ paymentId?: string; billingKey?: string } | null> {
  const { requestPayment, requestIssueBillingKey } = await import('@portone/browser-sdk/v2')
  try {
    if (call === 'requestPayment') {
      const done = await requestPayment(parameters as Parameters<typeof requestPayment>[0])
      return done && done.code === undefined ? { paymentId: done.paymentId } : null
    }
    const done = await requestIssueBillingKey(parameters as Parameters<typeof requestIssueBillingKey>[0])
    return done && done.code === undefined ? { billingKey: done.billingKey } : null
  } catch (error) {
    throw new WindowFailed('PortOne did not load', { cause: error })
  }
}
