// Errand name to one domain call; a missing one is a type error.
import { setTimeout as pause } from 'node:timers/promises'
import { eraseAccount, sweepDeleted } from '../domain/account/erase-account.ts'
import { driveBulks } from '../domain/bulk/drive.ts'
import { purgePerson } from '../domain/people/remove-person.ts'
import * as ownData from '../domain/account/export-data.ts'
import { makeExport } from '../domain/exports/make-export.ts'
import { sweepExports } from '../domain/exports/sweep-exports.ts'
import { expirePoints } from '../domain/points/expire-points.ts'
import { healPayments } from '../domain/subscriptions/heal.ts'
import { renewDue } from '../domain/subscriptions/renew.ts'
import { sweepStorage } from '../domain/storage/sweep-storage.ts'
import { leaveProvider } from '../domain/users/leave-provider.ts'
import { sweepDeliveries } from '../domain/webhooks/deliveries.ts'
import { sweepSignIns } from '../domain/users/sweep.ts'
import { takePicture } from '../domain/users/take-picture.ts'
import type { ErrandHandlers } from '../errands.ts'
import { sendMail } from '../mail.ts'
import type { Studio } from '../studio.ts'
import { SCHEDULE } from './schedule.ts'

/** Works the errands of a studio from now on. Returns how to stop. Jobs never wait for them: what fails here is tried again. */
export function workErrands(studio: Studio): () => Promise<void> {
  const stopping = new AbortController()
  const handlers: ErrandHandlers = {
    'storage.sweep': async () => void (await sweepStorage(studio)),
    'auth.sweep': async () => {
      await sweepSignIns(studio)
      await ownData.sweepExports(studio)
      await sweepExports(studio)
      await sweepDeleted(studio)
      await sweepDeliveries(studio)
    },
    'users.take-picture': (picture) => takePicture(studio, picture),
    'account.leave-provider': (account) => leaveProvider(studio, account),
    'account.export': ({ exportId }) => ownData.makeExport(studio, exportId),
    'account.erase': ({ userId }) => eraseAccount(studio, userId),
    'people.purge': ({ personId }) => purgePerson(studio, personId),
    'exports.make': ({ exportId }) => makeExport(studio, exportId),
    'subscriptions.renew-due': async () => void (await renewDue(studio)),
    'points.expire': async () => void (await expirePoints(studio)),
    'payments.heal': async () => void (await healPayments(studio)),
    'bulk.drive': async () => driveBulks(studio, stopping.signal),
    'mail.send': (letter) => sendMail(studio.config, letter),
  }
  const started = start(studio, handlers, stopping.signal)
  return async () => {
    stopping.abort()
    const stop = await started
    await stop?.()
  }
}

async function start(
  studio: Studio,
  handlers: ErrandHandlers,
  stop: AbortSignal,
): Promise<(() => Promise<void>) | null> {
  while (!stop.aborted) {
    try {
      return await studio.errands.work(handlers, SCHEDULE)
    } catch (error) {
      studio.log.error({ error }, 'errands could not be started: trying again in 10 seconds')
      await pause(10_000, undefined, { signal: stop }).catch(() => {})
    }
  }
  return null
}
