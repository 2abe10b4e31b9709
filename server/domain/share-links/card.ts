// The card a messenger draws for a link: its words and its picture. A locked link, and one that no longer opens, tell nothing.
import { LANGUAGES } from '#sdk/contract/users.ts'
import { NotFound, StudioError } from '../../errors.ts'
import { readCard } from '../../imaging.ts'
import en from '../../locales/en/shared.json' with { type: 'json' }
import ja from '../../locales/ja/shared.json' with { type: 'json' }
import ko from '../../locales/ko/shared.json' with { type: 'json' }
import type { Studio } from '../../studio.ts'
import { findLink, type OpenLink } from './open-link.ts'
import { sumUpLooks } from './shared-looks.ts'

const WORDS: Readonly<Record<string, typeof ko>> = { ko, en, ja }

export interface Card {
  readonly opens: boolean
  readonly language: string
  readonly title: string
  readonly description: string
  readonly hasPicture: boolean
}

/** The words of a link's card, in its owner's language; in `language` where there is no owner to know of. Throws nothing. */
export async function describeLink(studio: Studio, token: string, language: string): Promise<Card> {
  const link = await findIfOpen(studio, token)
  const spoken = link?.locked === false ? link.owner_language : language
  const known = LANGUAGES.find((one) => one === spoken) ?? 'en'
  const words = WORDS[known] ?? en
  if (!link) return { ...words.gone, opens: false, language: known, hasPicture: false }
  if (link.locked) return { ...words.locked, opens: true, language: known, hasPicture: false }
  const { count, card } = await sumUpLooks(studio, link)
  const values: Readonly<Record<string, string>> = {
    project: link.project_name,
    owner: link.owner_name ?? studio.config.name,
    count: String(count),
  }
  const fill = (text: string) => text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
  return {
    opens: true,
    language: known,
    title: fill(words.open.title),
    description: fill(words.open.description),
    hasPicture: card !== null,
  }
}

/** The picture of a link's card: a favourite if there is any, as a JPEG that every messenger reads. Throws link_gone, NotFound. */
export async function drawCard(studio: Studio, token: string): Promise<Buffer> {
  const link = await findLink(studio, token, null)
  if (link.locked) throw new NotFound('card')
  const { card } = await sumUpLooks(studio, link)
  if (card === null) throw new NotFound('card')
  return readCard(await studio.storage.get(card.replace(/[^/]+$/, '1024.webp')))
}

async function findIfOpen(studio: Studio, token: string): Promise<OpenLink | null> {
  return findLink(studio, token, null).catch((error: unknown) => {
    if (error instanceof StudioError && error.code === 'link_gone') return null
    throw error
  })
}
