// /v1/points: the balance and the ledger.
import { balance, ledger, type Balance, type LedgerRow, type UsageType } from '#sdk/contract/points.ts'
import { balanceOf, listLedger, type Amounts, type LedgerEntry } from '../domain/points/ledger.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'

export function pointRoutes(app: App, studio: Studio): void {
  app.route({
    ...balance,
    handler: async ({ user }) => {
      const { left, held } = await balanceOf(studio.db, user.id)
      return { ...presentAmounts(left), held: presentAmounts(held) }
    },
  })

  app.route({
    ...ledger,
    handler: async ({ user, query }) => {
      const { entries, next } = await listLedger(studio.db, user.id, query)
      return { items: entries.map(presentEntry), next }
    },
  })
}

function presentAmounts(amounts: Amounts): Balance['held'] {
  return {
    credit: amounts.credit,
    lookBookTicket: amounts.look_book_ticket,
    videoTicket: amounts.video_ticket,
    includedLook: amounts.subscription,
  }
}

function presentEntry(entry: LedgerEntry): LedgerRow {
  return {
    id: entry.id,
    seq: entry.seq,
    usageType: entry.usage_type as UsageType,
    amount: entry.amount,
    balanceAfter: entry.balance_after,
    reason: entry.reason,
    expiresAt: entry.expires_at?.toISOString() ?? null,
    createdAt: entry.created_at.toISOString(),
    job: entry.job && {
      id: entry.job.id,
      projectId: entry.job.projectId,
      projectName: entry.job.projectName,
      status: entry.job.status,
      kind: entry.job.kind,
      lookCount: entry.job.lookCount,
      deliveredCount: entry.job.deliveredCount,
    },
  }
}
