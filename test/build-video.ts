// Puts finished videos into a project without an engine having made them.
import { v7 as uuidv7 } from 'uuid'
import type { VideoDetails } from '#server/domain/videos/videos.ts'
import type { Studio } from '#server/studio.ts'

const DETAILS: VideoDetails = {
  kind: 'turntable',
  body: 'female',
  bodySize: 'M',
  finish: 'white',
  pose: 'standing',
  tucked: false,
  open: false,
  backdrop: 'paper',
  width: 1080,
  height: 1440,
  seconds: 4,
  bytes: 1_000_000,
  engine: 'drape',
  engineVersion: '1',
  confidence: 0.9,
  doubts: ['back_guessed'],
}

/** A video as a row; its files are not there. */
export async function buildVideo(
  studio: Studio,
  user: { id: string },
  project: { id: string },
  video: { createdAt?: Date; jobId?: string; url?: string; details?: Partial<VideoDetails> } = {},
): Promise<{ id: string; url: string }> {
  const id = uuidv7()
  const url = video.url ?? `videos/${uuidv7()}/0-${id}/turntable.mp4`
  await studio.db
    .insertInto('generate_video')
    .values({
      id,
      url,
      user_id: user.id,
      project_id: project.id,
      job_id: video.jobId ?? null,
      n: 0,
      details: JSON.stringify({ ...DETAILS, ...video.details }),
      ...(video.createdAt && { created_at: video.createdAt }),
    })
    .execute()
  return { id, url }
}
