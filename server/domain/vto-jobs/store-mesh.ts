// Stores the model that a job's looks are seen from.
import { v7 as uuidv7 } from 'uuid'
import type { Studio } from '../../studio.ts'
import type { ClaimedLooks } from './queue.ts'

/**
 * Stores a binary glTF and answers its key, for the looks after it to name. It is kept for as long as one of them is; an attempt after
 * this one stores its own, since a key is never written twice.
 */
export async function storeMesh(studio: Studio, job: ClaimedLooks, glb: Uint8Array): Promise<string> {
  const key = `looks/${job.id}/mesh-${uuidv7()}/look.glb`
  await studio.storage.put(key, glb, 'model/gltf-binary')
  return key
}
