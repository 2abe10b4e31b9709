// /v1/points: the balance and the ledger.
import {
  balance,
  days,
  grants,
  ledger,
  type LedgerRow,
  type PointAmounts,
  type UsageType,
} from '#sdk/contract/points.ts'
import { daysOfUse } from '../domain/points/days-of-use.ts'
import { allGrantsOf } from '../domain/points/grants-of.ts'
import { balanceOf, type Amounts } from '../domain/points/ledger.ts'
import { listLedger, type LedgerEntry } from '../domain/points/list-ledger.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'
import { signFile } from './files.ts'

export function pointRoutes(app: App, studio: Studio): void {
  app.route({
    ...balance,
    handler: async ({ user }) => {
      const { left, held } = await balanceOf(studio.db, user.id)
      return { ...presentAmounts(left), held: presentAmounts(held) }
    },
  })

  app.route({
    ...grants,
    handler: async ({ user }) => ({
      items: (await allGrantsOf(studio.db, user.id)).map(({ endsAt, ...grant }) => ({
        ...grant,
        expiresAt: endsAt?.toISOString() ?? null,
      })),
    }),
  })

  app.route({
    ...days,
    handler: async ({ user, query }) => {
      const used = await daysOfUse(studio.db, user.id, query.zone, studio.now())
      return { ...used, days: used.days.map((one) => ({ day: one.day, ...presentAmounts(one) })) }
    },
  })

  app.route({
    ...ledger,
    handler: async ({ user, query }) => {
      const { entries, next } = await listLedger(studio.db, user.id, query)
      return { items: entries.map((entry) => presentEntry(studio, user, entry)), next }
    },
  })
}

export function presentAmounts(amounts: Amounts): PointAmounts {
  return {
    credit: amounts.credit,
    lookBookTicket: amounts.look_book_ticket,
    videoTicket: amounts.video_ticket,
    includedLook: amounts.subscription,
  }
}

/** A row of anybody's ledger; its picture is signed for `user`. */
export function presentEntry(studio: Studio, user: { readonly id: string }, entry: LedgerEntry): LedgerRow {
  const { job } = entry
  return {
    id: entry.id,
    seq: entry.seq,
    usageType: entry.usage_type as UsageType,
    amount: entry.amount,
    balanceAfter: entry.balance_after,
    balances: presentAmounts(entry.balances),
    reason: entry.reason,
    note: entry.note,
    expiresAt: entry.expires_at?.toISOString() ?? null,
    createdAt: entry.created_at.toISOString(),
    job: job && {
      id: job.id,
      projectId: job.projectId,
      projectName: job.projectName,
      status: job.status,
      kind: job.kind,
      lookCount: job.lookCount,
      deliveredCount: job.deliveredCount,
      failReason: job.failReason,
      queuedAt: new Date(job.queuedAt).toISOString(),
      apiKeyName: job.apiKeyName,
      pictureUrl: job.picture && signFile(studio, user, job.picture.replace(/[^/]+$/, '240.webp')),
    },
    look: entry.look,
  }
}
