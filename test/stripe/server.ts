// Stripe's API on this machine, for Stripe's own library: an account in memory, idempotency keys, and bad days on demand.
import type { ServerResponse } from 'node:http'
import type { TestContext } from 'node:test'
import { Stripe } from 'stripe'
import { answerJson, openServer, type Asked } from '../http-server.ts'
import { StripeAccount, type Thing } from './account.ts'
import { field, part, readForm, type Form } from './form.ts'

export const STRIPE_WEBHOOK_SECRET = 'whsec_test_secret_of_the_stand_in'

/** `silent`: it is done, and nobody is told. `broken`: Stripe's own error. `declines`: the bank's. */
export type BadDay = 'silent' | 'broken' | 'declines'

export interface StripeStandIn {
  readonly url: string
  readonly asked: Asked[]
  readonly account: StripeAccount
  /** What happens to each POST from now on; null for nothing. */
  badDay: BadDay | null
  /** A webhook as Stripe sends it, `secondsOld` since it was signed. */
  webhook(type: string, object: Thing, secondsOld?: number): { body: Buffer; headers: Record<string, string> }
}

/** Listens until the test ends. */
export async function openStripeStandIn(t: TestContext): Promise<StripeStandIn> {
  const account = new StripeAccount()
  const answers = new Map<string, Thing>()
  let events = 0
  const server = await openServer(t, (response, asked) => {
    const key = String(asked.headers['idempotency-key'] ?? '')
    const isPost = asked.method === 'POST'
    const given = isPost ? readForm(asked.body.toString()) : readForm(asked.url.split('?')[1] ?? '')
    if (isPost && standIn.badDay === 'broken') return answerError(response, 500, { type: 'api_error' })
    if (isPost && standIn.badDay === 'declines')
      return answerError(response, 402, { type: 'card_error', code: 'card_declined', message: 'Declined.' })
    // The same key gives the same answer, whatever has happened since.
    const answer = (key && answers.get(key)) || handle(account, asked, given)
    if (key) answers.set(key, structuredClone(answer))
    if (isPost && standIn.badDay === 'silent') return
    if (answer) answerJson(response, 200, shown(account, answer, given))
    else answerError(response, 404, { type: 'invalid_request_error', code: 'resource_missing' })
  })
  const standIn: StripeStandIn = {
    ...server,
    account,
    badDay: null,
    webhook(type, object, secondsOld = 0) {
      const payload = JSON.stringify({ id: `evt_${++events}`, object: 'event', type, data: { object } })
      const timestamp = Math.floor(Date.now() / 1000) - secondsOld
      const signature = Stripe.webhooks.generateTestHeaderString({
        payload,
        secret: STRIPE_WEBHOOK_SECRET,
        timestamp,
      })
      return { body: Buffer.from(payload), headers: { 'stripe-signature': signature } }
    },
  }
  return standIn
}

function handle(account: StripeAccount, { method, url }: Asked, form: Form): Thing {
  const [, , ...path] = url.split('?')[0].split('/')
  const [first, second = ''] = path
  const things = account.things
  switch (`${method} ${path.map((one) => (/_|^\d/.test(one) && !WORDS.has(one) ? ':id' : one)).join('/')}`) {
    case 'POST checkout/sessions':
      return account.openSession(form)
    case 'GET checkout/sessions/:id':
      return things.get(path[2] ?? '')
    case 'POST products':
      return things
        .set(field(form, 'id')!, { id: field(form, 'id'), object: 'product' })
        .get(field(form, 'id')!)
    case 'GET products/:id':
    case 'GET subscriptions/:id':
    case 'GET payment_intents/:id':
    case 'GET invoices/:id':
    case 'GET disputes/:id':
      return things.get(second)
    case 'POST subscriptions/:id':
      return things.has(second) && account.update(things.get(second), form)
    case 'DELETE subscriptions/:id': {
      const subscription = things.get(second)
      if (!subscription || subscription.status === 'canceled') return null
      return Object.assign(subscription, { status: 'canceled' })
    }
    case 'POST invoices/create_preview': {
      const subscription = things.get(field(form, 'subscription') ?? '')
      const details = part(form, 'subscription_details')
      const after = Number(field(details, 'items', '0', 'price_data', 'unit_amount'))
      const before = subscription.items.data[0].price.unit_amount
      return {
        amount_due: account.prorate(subscription, before, Number(field(details, 'proration_date')), after),
      }
    }
    case 'GET invoice_payments':
      return list(
        account
          .all('inpay_')
          .filter((one) => one.payment.payment_intent === field(form, 'payment', 'payment_intent')),
      )
    case 'GET refunds':
      return list(account.all('re_').filter((one) => one.payment_intent === field(form, 'payment_intent')))
    case 'POST refunds':
      return account.refund(form)
    case 'POST billing_portal/sessions':
      return { id: 'bps_1', url: `https://billing.stripe.com/p/session/${field(form, 'customer')}` }
    default:
      throw new Error(`The stand-in of Stripe does not know ${method} ${first}/${second}`)
  }
}

/** Parts of paths that look like ids. */
const WORDS = new Set(['payment_intents', 'invoice_payments', 'create_preview', 'billing_portal'])

/** An object with what was asked to be expanded. */
function shown(account: StripeAccount, thing: Thing, form: Form): Thing {
  const { _form: _, ...copy } = structuredClone(thing)
  for (const path of Object.values(part(form, 'expand'))) {
    if (path === 'payments')
      copy.payments = list(account.all('inpay_').filter(({ invoice }) => invoice === copy.id))
    else copy[path as string] = account.things.get(copy[path as string]) ?? null
  }
  return copy
}

function list(data: Thing[]) {
  return { object: 'list', has_more: false, data }
}

function answerError(response: ServerResponse, status: number, error: object): void {
  answerJson(response, status, { error })
}
