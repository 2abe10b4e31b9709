// Makes the things a test needs, through the domain's own functions where one exists.
import { v7 as uuidv7 } from 'uuid'
import type { Studio } from '#server/studio.ts'

/** A user with the opening grant of the studio, and no way to sign in. */
export async function buildUser(studio: Studio, { name = 'Jimin' } = {}): Promise<{ id: string }> {
  const id = uuidv7()
  await studio.db
    .insertInto('users')
    .values({ id, name, email: `${id}@example.test` })
    .execute()
  return { id }
}
