// Writes the letter of a job: by the model where there is one, else, and where the model fails, by the built-in writer.
import { EngineError } from '../../engines/engine.ts'
import { pictureForModel } from '../../imaging.ts'
import type { Studio } from '../../studio.ts'
import { describePhotos } from '../products/describe-photos.ts'
import type { LetterBasis, WrittenLetter } from './basis.ts'
import { withoutStruck } from './facts.ts'
import type { LetterWish } from './letter-input.ts'
import type { Writer } from './letters.ts'
import { writeBuiltIn } from './write-built-in.ts'
import { writeByModel } from './write-by-model.ts'

export interface LetterMade {
  readonly basis: LetterBasis
  readonly written: WrittenLetter
  readonly writer: Writer
  /** A model was paid and the built-in writer wrote: what was paid goes back. */
  readonly free: boolean
}

/** Writes a letter; `kept` are lines that stay. Throws the signal's reason when aborted, and otherwise only what the studio itself gets wrong. */
export async function writeLetter(
  studio: Studio,
  wish: LetterWish,
  kept: readonly string[],
  signal: AbortSignal,
  onRead: () => void,
): Promise<LetterMade> {
  const { language, market, tone, productName, facts, struck, views, turn } = wish
  const seen = withoutStruck(await describePhotos(studio, wish.photos), struck)
  signal.throwIfAborted()
  onRead()
  const basis: LetterBasis = { language, market, tone, productName, facts, seen, views }
  const builtIn = (note: string | null): LetterMade => ({
    basis,
    written: writeBuiltIn(basis, turn),
    writer: { name: 'built-in', model: null, note, removed: [], turn },
    free: note !== null,
  })
  if (!wish.model) return builtIn(null)
  const model = studio.writer
  if (!model) return builtIn('writer_gone')
  try {
    const pictures = model.takesPictures ? await picturesOf(studio, wish) : []
    const { written, removed } = await writeByModel(model, { basis, turn, kept, pictures, signal })
    return {
      basis,
      written,
      writer: { name: 'model', model: model.name, note: null, removed, turn },
      free: false,
    }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof EngineError)) throw error
    studio.log.warn(
      { error, code: error.code, model: model.name },
      'the model wrote no letter: the built-in writer did',
    )
    return builtIn(error.code)
  }
}

/** The photos and the looks, small enough to send. One that is gone is left out. */
async function picturesOf(studio: Studio, { photos, lookKeys }: LetterWish) {
  const keys = [...photos.map(({ working_key }) => working_key), ...lookKeys]
  const pictures = await Promise.all(
    keys.map(async (key) =>
      studio.storage
        .get(key)
        .then(pictureForModel)
        .catch(() => null),
    ),
  )
  return pictures.flatMap((bytes) => (bytes ? [{ bytes, mediaType: 'image/jpeg' }] : []))
}
