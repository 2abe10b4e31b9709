// The clock: which errands go by themselves, and when.
import type { ErrandSchedule } from '../errands.ts'

export const SCHEDULE: ErrandSchedule = {
  timeZone: 'Asia/Seoul',
  crons: {
    'storage.sweep': '17 4 * * *',
    'auth.sweep': '47 3 * * *',
    // What ends at midnight is renewed before what it leaves goes.
    'subscriptions.renew-due': '2 * * * *',
    'points.expire': '12 * * * *',
    'payments.heal': '*/5 * * * *',
    // Takes up what a process that died was driving.
    'bulk.drive': '* * * * *',
  },
}
