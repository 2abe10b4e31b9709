// The sample project: outfits that the studio draws itself, as the user's own things, with looks that cost nothing.
import { Readable } from 'node:stream'
import { v7 as uuidv7 } from 'uuid'
import type { Verdict } from '#sdk/contract/products.ts'
import { LANGUAGES } from '#sdk/contract/users.ts'
import type { View } from '#sdk/contract/vto-jobs.ts'
import en from '../../locales/en/samples.json' with { type: 'json' }
import ja from '../../locales/ja/samples.json' with { type: 'json' }
import ko from '../../locales/ko/samples.json' with { type: 'json' }
import type { Studio } from '../../studio.ts'
import { createCollection } from '../collections/collections.ts'
import { putGarmentPhoto } from '../products/garment-photo.ts'
import { createProduct } from '../products/products.ts'
import { createProject, getProject, type ProjectRow } from '../projects/projects.ts'
import { getUser } from '../users/users.ts'
import { submitFreeVtoJob } from '../vto-jobs/submit.ts'

const WORDS: Readonly<Record<(typeof LANGUAGES)[number], typeof ko>> = { ko, en, ja }
const VIEWS: readonly View[] = ['front', 'left', 'back']

/** A newcomer sees all looks within a minute on two cores, where drawing an outfit and making its looks take some 12 s. */
const OUTFITS = 4

/** There is nothing to find out about a photo that the studio has drawn. */
const DRAWN: Verdict = { level: 'good', findings: [], kind: null, betterSlot: null, confidence: 1 }

interface Owner {
  readonly id: string
}

/** Samples being made, by user: a second press of the button is answered with the same project. */
const making = new Map<string, string>()

/**
 * Makes a collection and a project named in the user's language, and answers before they are filled: products with drawn photos, and a
 * free run for each, follow one after the other, told by live events. What is made is the user's like anything else.
 */
export async function createSampleProject(studio: Studio, user: Owner): Promise<ProjectRow> {
  const already = making.get(user.id)
  if (already !== undefined) return getProject(studio.db, user, already)
  const words = WORDS[languageOf((await getUser(studio.db, user.id)).language)]
  const collection = await createCollection(studio.db, user, { name: words.collection })
  const project = await createProject(studio, user, { collectionId: collection.id, name: words.project })
  making.set(user.id, project.id)
  void fill(studio, user, project.id, words)
    .catch((error: unknown) => studio.log.warn({ error, project: project.id }, 'a sample stays unfinished'))
    .finally(() => making.delete(user.id))
  return project
}

async function fill(studio: Studio, user: Owner, projectId: string, words: typeof ko): Promise<void> {
  let made = 0
  for await (const { key, body, photos } of studio.engines.drawSampleOutfits()) {
    const name = key in words.outfits ? words.outfits[key as keyof typeof words.outfits] : null
    const { id: productId } = await createProduct(studio, user, { projectId, name })
    for (const { slot, side, bytes, fileName, landmarks } of photos) {
      const upload = { bytes: Readable.from([Buffer.from(bytes)]), declaredBytes: bytes.byteLength, fileName }
      await putGarmentPhoto(
        studio,
        user,
        productId,
        { slot, side },
        { ...upload, known: { verdict: DRAWN, landmarks } },
      )
    }
    await submitFreeVtoJob(studio, user, {
      id: uuidv7(),
      productId,
      direction: {
        engine: 'drape',
        body,
        bodySize: 'M',
        finish: 'white',
        pose: 'standing',
        tucked: false,
        open: false,
        ghost: false,
        views: [...VIEWS],
        backdrop: 'paper',
        ratio: '3:4',
        size: 'standard',
      },
    })
    if (++made === OUTFITS) break
  }
}

function languageOf(language: string): (typeof LANGUAGES)[number] {
  return LANGUAGES.find((known) => known === language) ?? 'en'
}
