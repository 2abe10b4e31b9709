// /v1/billing-details: whom invoices are made out to.
import { get, put, type BillingDetails } from '#sdk/contract/billing-details.ts'
import {
  getBillingDetails,
  putBillingDetails,
  type BillingDetailsRow,
} from '../domain/billing-details/billing-details.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'

export function billingDetailsRoutes(app: App, studio: Studio): void {
  app.route({ ...get, handler: async ({ user }) => present(await getBillingDetails(studio.db, user)) })
  app.route({
    ...put,
    handler: async ({ user, body }) => present(await putBillingDetails(studio, user, body)),
  })
}

function present(row: BillingDetailsRow): BillingDetails & { updatedAt: string | null } {
  return { ...row, updatedAt: row.updatedAt?.toISOString() ?? null }
}
