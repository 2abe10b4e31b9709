// An act of an administrator: one transaction that checks who acts, does it, and writes down who did what to whom and why.
import type { AUDIT_ACTS } from '#sdk/contract/admin-shapes.ts'
import type { Kysely } from 'kysely'
import type { DB } from '../../database/types.ts'
import type { Db } from '../../database/database.ts'
import { NotAllowed } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { holdAdministrators, isAdministrator } from '../users/suspend.ts'

/** Who acts, and from which address. */
export interface Administrator {
  readonly id: string
  readonly address?: string
}

export type Act = (typeof AUDIT_ACTS)[number]

/** One line of the audit: ids and amounts, no names, since it can never be changed. */
export interface Deed {
  readonly act: Act
  readonly subject: 'user' | 'job' | 'worker' | 'reason' | 'payment' | 'report'
  readonly subjectId: string
  /** Whom it concerns. */
  readonly userId?: string | null
  readonly before?: object | null
  readonly after?: object | null
  readonly reason?: string | null
}

/** Throws NotAllowed unless this person is an administrator now: the row is asked, whatever the caller knew. */
export async function mustBeAdministrator(db: Db, admin: Administrator): Promise<void> {
  if (!(await isAdministrator(db, admin.id))) throw new NotAllowed()
}

/**
 * Does `work` in a transaction of an administrator's, and commits it together with the audit rows it notes. Throws NotAllowed when
 * the person is not an administrator (any more), and whatever `work` throws; then nothing has happened. Acts that may shut an
 * administrator out say so: they come one after the other.
 */
export async function act<T>(
  studio: Studio,
  admin: Administrator,
  work: (trx: Kysely<DB>, note: (deed: Deed) => Promise<void>) => Promise<T>,
  { ofAdministrators = false } = {},
): Promise<T> {
  return studio.db.transaction().execute(async (trx) => {
    // Before anybody's row, so that two who shut each other out at once wait for each other here.
    if (ofAdministrators) await holdAdministrators(trx)
    await mustBeAdministrator(trx, admin)
    return work(trx, (deed) => noteDeed(trx, admin, deed))
  })
}

/** Writes an audit row as part of a transaction. */
export async function noteDeed(trx: Db, admin: Administrator, deed: Deed): Promise<void> {
  await trx
    .insertInto('audit')
    .values({
      admin_id: admin.id,
      act: deed.act,
      subject: deed.subject,
      subject_id: deed.subjectId,
      user_id: deed.userId ?? null,
      before: deed.before ? JSON.stringify(deed.before) : null,
      after: deed.after ? JSON.stringify(deed.after) : null,
      reason: deed.reason ?? null,
      address: admin.address ?? null,
    })
    .execute()
}
