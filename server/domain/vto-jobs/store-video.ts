// Stores a finished video with its poster, then delivers it: from that commit on it is the user's.
import { v7 as uuidv7 } from 'uuid'
import type { Engine, MadeVideo } from '../../engines/engine.ts'
import { putTogether } from '../../storage/put-together.ts'
import type { Studio } from '../../studio.ts'
import { POSTER, type VideoDetails } from '../videos/videos.ts'
import { deliverVideo, type ClaimedVideo, type DeliveredVideo } from './queue.ts'

/**
 * Stores and delivers a job's video. null when the job is no longer this worker's: then, and when a video had been delivered before,
 * the files are removed again.
 */
export async function storeVideo(
  studio: Studio,
  job: ClaimedVideo,
  engine: Pick<Engine, 'name' | 'version'>,
  made: MadeVideo,
): Promise<DeliveredVideo | null> {
  const id = uuidv7()
  // A folder no other attempt can have: an attempt that was handed back has the number of the one after it.
  const folder = `videos/${job.id}/0-${id}`
  const files = [
    { key: `${folder}/turntable.mp4`, bytes: made.mp4, contentType: 'video/mp4' },
    { key: `${folder}/${POSTER}`, bytes: made.poster, contentType: 'image/webp' },
  ]
  await putTogether(studio.storage, files)
  const { price: _, view: kind, frames: __, ...wish } = job.input.looks[0]
  const details: VideoDetails = {
    bodySize: 'M',
    finish: 'white',
    tucked: false,
    open: false,
    ...wish,
    kind,
    width: made.width,
    height: made.height,
    seconds: made.seconds,
    bytes: made.mp4.byteLength,
    engine: engine.name,
    engineVersion: engine.version,
    confidence: made.confidence,
    doubts: made.doubts,
  }
  // If this throws, the commit may have happened all the same: the files stay, and the nightly sweep finds out.
  const delivered = await deliverVideo(studio.database.pool, job, { id, key: files[0].key, details })
  if (delivered?.video !== id) await studio.storage.remove(files.map(({ key }) => key))
  return delivered
}
