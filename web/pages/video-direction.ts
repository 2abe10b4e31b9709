// What of a look's direction is a video's too.
import type { VideoDirection } from '#sdk/contract/vto-jobs.ts'

export function videoDirection(direction: VideoDirection): VideoDirection {
  const { engine, body, bodySize, finish, pose, tucked, open, backdrop } = direction
  return { engine, body, bodySize, finish, pose, tucked, open, backdrop }
}
