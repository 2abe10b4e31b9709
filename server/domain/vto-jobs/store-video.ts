// Stores a finished video with its poster, then delivers it: from that commit on it is the user's.
import { v7 as uuidv7 } from 'uuid'
import type { Engine, MadeVideo, VideoWish } from '../../engines/engine.ts'
import { putTogether } from '../../storage/put-together.ts'
import type { Studio } from '../../studio.ts'
import { POSTER, type VideoDetails } from '../videos/videos.ts'
import { labelFactsOf, lineageOf } from '../lineage/lineage.ts'
import { deliverVideo, type ClaimedVideo, type DeliveredVideo } from './queue.ts'

/**
 * Stores and delivers a job's video. null when the job is no longer this worker's: then, and when a video had been delivered before,
 * the files are removed again.
 */
export async function storeVideo(
  studio: Studio,
  job: ClaimedVideo,
  engine: Pick<Engine, 'name' | 'version' | 'vendor' | 'can'>,
  made: MadeVideo,
): Promise<DeliveredVideo | null> {
  const id = uuidv7()
  // A folder no other attempt can have: an attempt that was handed back has the number of the one after it.
  const folder = `videos/${job.id}/0-${id}`
  const lineage = await lineageOf(studio, job, engine, 0)
  const facts = labelFactsOf(engine, lineage, 'Video')
  const [mp4, poster] = await Promise.all(
    [made.mp4, made.poster].map((bytes) => studio.provenance.label(bytes, facts)),
  )
  const files = [
    { key: `${folder}/${job.input.looks[0].view}.mp4`, bytes: mp4, contentType: 'video/mp4' },
    { key: `${folder}/${POSTER}`, bytes: poster, contentType: 'image/webp' },
  ]
  await putTogether(studio.storage, files)
  const details: VideoDetails = {
    bodySize: 'M',
    finish: 'white',
    tucked: false,
    open: false,
    ...factsOf(job.input.looks[0]),
    width: made.width,
    height: made.height,
    seconds: made.seconds,
    bytes: mp4.byteLength,
    engine: engine.name,
    engineVersion: engine.version,
    confidence: made.confidence,
    doubts: made.doubts,
    lineage,
  }
  // If this throws, the commit may have happened all the same: the files stay, and the nightly sweep finds out.
  const delivered = await deliverVideo(studio.database.pool, job, { id, key: files[0].key, details })
  if (delivered?.video !== id) await studio.storage.remove(files.map(({ key }) => key))
  return delivered
}

/** Of a video's details, what its wish says. */
type Facts = Pick<VideoDetails, 'kind' | 'body' | 'pose' | 'backdrop'> & Partial<VideoDetails>

/** What is kept of a wish: no price, and no keys of files. */
function factsOf(wish: VideoWish): Facts {
  if (wish.view === 'turntable') {
    const { price: _, view: kind, frames: __, ...facts } = wish
    return { ...facts, kind }
  }
  const imageIds = wish.shots.map(({ image }) => image)
  if (wish.view === 'clip') {
    const { price: _, view: kind, shots: __, music, ...facts } = wish
    return { ...facts, kind, imageIds, sound: music !== undefined }
  }
  const { price: _, view: kind, shots: __, ...facts } = wish
  return { ...facts, kind, imageIds }
}
