// The audit: who did what to whom, newest first.
import type { Db } from '../../database/database.ts'
import type { Studio } from '../../studio.ts'
import type { PageWish } from '../page.ts'
import { mustBeAdministrator, type Act, type Administrator } from './act.ts'
import { readSeq } from './grants.ts'

export interface AuditRow {
  readonly id: string
  readonly seq: string
  /** null for what nobody of the studio did. */
  readonly admin_id: string | null
  readonly admin_name: string | null
  readonly act: string
  readonly subject: string
  readonly subject_id: string
  readonly user_id: string | null
  readonly user_name: string | null
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
  readonly reason: string | null
  readonly address: string | null
  readonly created_at: Date
}

export interface AuditFilter {
  readonly userId?: string
  readonly adminId?: string
  readonly act?: Act
}

/** Acts, newest first, of one administrator, kind or user where asked. Throws bad_cursor. */
export async function listAudit(
  studio: Studio,
  admin: Administrator,
  { after, limit, userId, adminId, act }: PageWish & AuditFilter,
): Promise<{ readonly items: AuditRow[]; readonly next: string | null }> {
  await mustBeAdministrator(studio.db, admin)
  let query = rows(studio.db).limit(limit + 1)
  if (userId !== undefined) query = query.where('audit.user_id', '=', userId)
  if (adminId !== undefined) query = query.where('audit.admin_id', '=', adminId)
  if (act !== undefined) query = query.where('audit.act', '=', act)
  if (after !== undefined) query = query.where('audit.seq', '<', readSeq(after))
  const found = (await query.execute()) as unknown as AuditRow[]
  const items = found.slice(0, limit)
  return { items, next: found.length > limit ? items.at(-1)!.seq : null }
}

function rows(db: Db) {
  return db
    .selectFrom('audit')
    .leftJoin('users as admin', 'admin.id', 'audit.admin_id')
    .leftJoin('users as person', 'person.id', 'audit.user_id')
    .select([
      'audit.id',
      'audit.seq',
      'audit.admin_id',
      'admin.name as admin_name',
      'audit.act',
      'audit.subject',
      'audit.subject_id',
      'audit.user_id',
      'person.name as user_name',
      'audit.before',
      'audit.after',
      'audit.reason',
      'audit.address',
      'audit.created_at',
    ])
    .orderBy('audit.seq', 'desc')
}
