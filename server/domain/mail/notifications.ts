// What people wish to hear of, and how.
import { EVENTS, type Notification, type NotificationEvent } from '#sdk/contract/account.ts'
import type { Db } from '../../database/database.ts'
import type { Studio } from '../../studio.ts'

/** What everyone gets who chose nothing: the app speaks while it is open, and mail comes only where a person waits for an answer. */
const USUAL: Readonly<Record<NotificationEvent, Omit<Notification, 'event'>>> = {
  run_finished: { inApp: true, email: false, browser: false },
  run_failed: { inApp: true, email: false, browser: false },
  project_shared: { inApp: false, email: true, browser: false },
}

/** Everything one can be told of, with what was chosen for it. */
export async function listNotifications(db: Db, user: { readonly id: string }): Promise<Notification[]> {
  const rows = await db.selectFrom('notification_choice').selectAll().where('user_id', '=', user.id).execute()
  return EVENTS.map((event) => {
    const chosen = rows.find((row) => row.event === event)
    return {
      event,
      ...(chosen ? { inApp: chosen.in_app, email: chosen.email, browser: chosen.browser } : USUAL[event]),
    }
  })
}

/** Whether the user is to be told of this by mail. Letters that somebody asked for, or that are about money, are not asked about. */
export async function wantsMail(
  db: Db,
  user: { readonly id: string },
  event: NotificationEvent,
): Promise<boolean> {
  return (await listNotifications(db, user)).some((one) => one.event === event && one.email)
}

/** Chooses how the user is told of something. */
export async function setNotification(
  studio: Studio,
  user: { readonly id: string },
  { event, inApp, email, browser }: Notification,
): Promise<Notification> {
  const choice = { in_app: inApp, email, browser }
  await studio.db
    .insertInto('notification_choice')
    .values({ user_id: user.id, event, ...choice })
    .onConflict((conflict) => conflict.columns(['user_id', 'event']).doUpdateSet(choice))
    .execute()
  return { event, inApp, email, browser }
}
