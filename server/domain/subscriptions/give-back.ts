// What is owed back to buyers, and where their plans' histories say so.
import type { Studio } from '../../studio.ts'
import { sendRefunds } from '../payments/refunds.ts'
import { writeHistory } from './subscriptions.ts'

/** Has the providers give back what is owed, and writes it into the histories of the plans it was paid for. */
export async function giveBack(studio: Studio): Promise<void> {
  for (const id of await sendRefunds(studio)) await writeHistory(studio.db, id, studio.now())
}
