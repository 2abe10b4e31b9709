// Workers under an administrator's eye: the list, draining and resuming.
import { NotFound } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { listWorkers, setDrained, type WorkerRow } from '../vto-jobs/workers.ts'
import { act, mustBeAdministrator, type Administrator } from './act.ts'

/** Every worker on the list, with what it runs. */
export async function listAllWorkers(studio: Studio, admin: Administrator): Promise<WorkerRow[]> {
  await mustBeAdministrator(studio.db, admin)
  return listWorkers(studio.db)
}

/** A drained worker finishes what it runs and takes nothing more; resumed, it goes on. Once more changes nothing. Throws not_found. */
export async function drainWorker(
  studio: Studio,
  admin: Administrator,
  worker: string,
  drained: boolean,
  reason: string | null,
): Promise<void> {
  const now = studio.now()
  await act(studio, admin, async (trx, note) => {
    const done = await setDrained(trx, worker, drained, now)
    if (!done) throw new NotFound('worker', worker)
    if ((done.before !== null) === drained) return
    await note({
      act: drained ? 'worker_drain' : 'worker_resume',
      subject: 'worker',
      subjectId: worker,
      before: { drainedAt: done.before?.toISOString() ?? null },
      after: { drainedAt: drained ? now.toISOString() : null },
      reason,
    })
  })
}
