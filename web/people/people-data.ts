// The people of the studio, and what can be done with them.
import type { Model } from '#sdk/contract/people.ts'
import type { Body } from '#sdk/contract/vto-jobs.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { queryOptions, useQuery } from '@tanstack/react-query'

/** Signed addresses end after 10 minutes at the soonest; they are asked for again before that, in ms. */
const FRESH = 8 * 60_000

const askPeople = queryOptions({
  queryKey: keys.models,
  queryFn: async ({ signal }) => maepsi.people.list({ signal }),
  refetchInterval: FRESH,
})

/** One's own people and those of the house, newest first. */
export function usePeople() {
  const { data, ...query } = useQuery(askPeople)
  return { ...query, people: data?.items }
}

/** What the file of a signed release may be. */
export const RELEASE_FILES = 'application/pdf,image/*'

export interface NewPerson {
  readonly name: string
  readonly body: Body
  readonly purpose: string
  readonly front: File
  readonly back: File | null
  /** What they signed. */
  readonly release: File | null
  /** For everyone in the studio. */
  readonly house: boolean
}

/** Adds somebody whose consent was just declared, and their photos. Nobody stays behind whose photo could not be taken in. */
export async function addPerson({ name, body, purpose, house, ...files }: NewPerson): Promise<Model> {
  const { front, back, release } = files
  const { id } = await maepsi.people.create({
    body: { name, body, consent: { adult: true, release: true, purpose }, house },
  })
  try {
    if (release)
      await maepsi.people.putRelease({ params: { id }, query: { name: release.name }, body: release })
    const model = await maepsi.people.putPhoto({ params: { id, side: 'front' }, body: front })
    return back ? await maepsi.people.putPhoto({ params: { id, side: 'back' }, body: back }) : model
  } catch (error) {
    await maepsi.people.remove({ params: { id } }).catch(() => null)
    throw error
  }
}
