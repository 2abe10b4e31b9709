// Changes of plan at Stripe, which reckons the difference itself.
import type { Stripe } from 'stripe'
import { PaymentError, type PaymentFact, type PlanChange, type SubscriptionFact } from '../payments.ts'
import { ask, isMissing } from './errors.ts'
import { idOf, productOf, subscriptionFact } from './facts.ts'
import { readInvoice } from './read.ts'

/** Makes sure that the product standing for a plan is there. Several may try at once. */
export async function needProduct(stripe: Stripe, plan: string, title: string): Promise<string> {
  const id = productOf(plan)
  await ask('read', async () => {
    try {
      await stripe.products.retrieve(id)
    } catch (error) {
      if (!isMissing(error)) throw error
      await stripe.products.create({ id, name: title }).catch((made: unknown) => {
        if ((made as { code?: string }).code !== 'resource_already_exists') throw made
      })
    }
  })
  return id
}

/** What the change would cost now, tax included: never less than 0. */
export async function previewStripeChange(stripe: Stripe, change: PlanChange): Promise<number> {
  if (change.when === 'period-end') return 0
  const product = await needProduct(stripe, change.plan, change.title)
  return ask('read', async () => {
    const subscription = await stripe.subscriptions.retrieve(change.id)
    const preview = await stripe.invoices.createPreview({
      subscription: change.id,
      subscription_details: {
        items: [itemOf(subscription, product, change)],
        proration_behavior: 'always_invoice',
        proration_date: secondsOf(change.at),
      },
    })
    return Math.max(0, preview.amount_due)
  })
}

/**
 * Changes the price of a subscription: now, with the difference charged at once or nothing changed (`declined`), or from its next
 * period on. Again with the same `changeId` changes nothing more.
 */
export async function changeStripePlan(
  stripe: Stripe,
  change: PlanChange,
): Promise<PaymentFact | SubscriptionFact> {
  const product = await needProduct(stripe, change.plan, change.title)
  const before = await ask('read', async () => stripe.subscriptions.retrieve(change.id))
  const done = before.metadata['change_id'] === change.changeId
  const now = change.when === 'now'
  const after = done
    ? before
    : await ask('write', async () =>
        stripe.subscriptions.update(
          change.id,
          {
            items: [itemOf(before, product, change)],
            metadata: { change_id: change.changeId },
            ...(now
              ? {
                  proration_behavior: 'always_invoice',
                  proration_date: secondsOf(change.at),
                  // Without the money nothing changes.
                  payment_behavior: 'error_if_incomplete',
                }
              : { proration_behavior: 'none' }),
          },
          { idempotencyKey: change.changeId },
        ),
      )
  const invoice = now ? idOf(after.latest_invoice) : null
  const fact = invoice ? await readInvoice(stripe, invoice) : null
  // A change that costs nothing leaves the last invoice, of another order, where it was.
  return fact?.orderId === change.changeId ? fact : subscriptionFact(after)
}

function itemOf(
  subscription: Stripe.Subscription,
  product: string,
  { amount, currency }: Pick<PlanChange, 'amount' | 'currency'>,
) {
  const item = subscription.items.data[0]
  if (!item) throw new PaymentError('stripe', 'refused', `Subscription ${subscription.id} has no item`)
  return {
    id: item.id,
    price_data: {
      currency: currency.toLowerCase(),
      product,
      unit_amount: amount,
      recurring: { interval: 'month' as const },
    },
  }
}

function secondsOf(date: Date): number {
  return Math.floor(date.getTime() / 1000)
}
