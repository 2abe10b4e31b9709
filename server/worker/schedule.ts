// The clock: which errands go by themselves, and when.
import type { ErrandSchedule } from '../errands.ts'

export const SCHEDULE: ErrandSchedule = {
  timeZone: 'Asia/Seoul',
  crons: {
    'auth.sweep': '47 3 * * *',
  },
}
