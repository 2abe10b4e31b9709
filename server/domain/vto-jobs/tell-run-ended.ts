// Writes to whoever wishes it that their run has ended.
import { sql } from 'kysely'
import type { Studio } from '../../studio.ts'
import { wantsMail } from '../mail/notifications.ts'
import { sendLetter } from '../mail/send-letter.ts'

/** Sends a letter about a job that has ended, once however often it is said, if its user chose to get one. Never throws. */
export async function tellRunEnded(studio: Studio, jobId: string): Promise<void> {
  try {
    await studio.db.transaction().execute(async (trx) => {
      const job = await trx
        .updateTable('vto_job as job')
        .set({ told_at: studio.now() })
        .from('projects as project')
        .whereRef('project.id', '=', 'job.project_id')
        .where('job.id', '=', jobId)
        .where('job.told_at', 'is', null)
        .where('job.status', 'in', ['DONE', 'FAILED'])
        // Nearly nobody wishes a letter: then the row is left alone.
        .where(
          sql<boolean>`exists (select from notification_choice c where c.user_id = job.user_id and c.email)`,
        )
        .returning([
          'job.user_id',
          'job.kind',
          'job.project_id',
          'job.status',
          'project.name',
          sql<number>`jsonb_array_length(job.input -> 'looks')`.as('total'),
          sql<number>`(select count(*)::integer from generate_img where job_id = job.id)`.as('made'),
        ])
        .executeTakeFirst()
      if (!job?.user_id) return
      const user = { id: job.user_id }
      const failed = job.status === 'FAILED'
      if (!(await wantsMail(trx, user, failed ? 'run_failed' : 'run_finished'))) return
      const isVideo = job.kind === 'video'
      const project = job.name ?? ''
      const url = `/projects/${job.project_id}/${isVideo ? 'videos' : 'looks'}`
      if (failed) await sendLetter(studio, user, 'run_failed', { project, url }, trx)
      else if (isVideo) await sendLetter(studio, user, 'video_finished', { project, url }, trx)
      else {
        const { made, total } = job
        await sendLetter(studio, user, 'run_finished', { project, made, total, url }, trx)
      }
    })
  } catch (error) {
    studio.log.error({ error, job: jobId }, 'nobody was told that a job has ended')
  }
}
