// Finds things by part of a name, by Hangul initial consonants, and looks by what is known of them: only among what a person may see.
import { disassemble } from 'es-hangul'
import { sql, type RawBuilder } from 'kysely'
import { MOST_FOUND } from '#sdk/contract/search.ts'
import type { Studio } from '../../studio.ts'
import { may, type Person } from '../access.ts'
import { factOf, type Fact } from './fact-words.ts'

export interface FoundRows {
  readonly products: readonly {
    readonly id: string
    readonly name: string
    readonly project_id: string
    readonly project_name: string
  }[]
  readonly collections: readonly { readonly id: string; readonly name: string }[]
  readonly projects: readonly {
    readonly id: string
    readonly name: string
    readonly is_shared: boolean
  }[]
  readonly looks: readonly {
    readonly id: string
    readonly number: number
    readonly view: string
    readonly project_id: string
    readonly project_name: string
    readonly product_name: string | null
    /** Storage key of the full picture. */
    readonly url: string
  }[]
}

/** Initial consonants as Unicode composes with them, and as they are typed. */
const LEADING = Array.from({ length: 19 }, (_, n) => String.fromCodePoint(0x1100 + n)).join('')
const TYPED = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'

/**
 * What is found of each kind, newest first. All words must be there; a word of nothing but consonants counts as initials. Looks are
 * found where a word is a fact of theirs, the other words then being part of the product's or the project's name. What is in the bin
 * is not found. Every part starts from the person's own rows or those shared with them, so its work grows with what they have alone.
 */
export async function search({ db }: Studio, person: Person, text: string): Promise<FoundRows> {
  const words = wordsOf(text)
  const seen = sql`
    select project.id, project.name, project.user_id, project.created_at from projects as project
    join collections as collection on collection.id = project.collection_id and collection.deleted_at is null
    where ${may(person, 'see')} and project.deleted_at is null`
  const facts = words.map(factOf)
  const asFacts = facts.filter((fact) => fact !== null)
  const asName = words.filter((_, n) => facts[n] === null)
  const [products, collections, projects, looks] = await Promise.all([
    sql<FoundRows['products'][number]>`
      with seen as materialized (${seen})
      select product.id, product.name, seen.id as project_id, coalesce(seen.name, '') as project_name
      from seen join products as product on product.project_id = seen.id
      where product.deleted_at is null and ${holds(sql`product.name`, words)}
      order by product.created_at desc, product.id desc limit ${MOST_FOUND}`.execute(db),
    sql<FoundRows['collections'][number]>`
      select id, name from collections
      where user_id = ${person.id} and deleted_at is null and ${holds(sql`name`, words)}
      order by created_at desc, id desc limit ${MOST_FOUND}`.execute(db),
    sql<FoundRows['projects'][number]>`
      with seen as materialized (${seen})
      select id, name, user_id <> ${person.id} as is_shared from seen where ${holds(sql`name`, words)}
      order by created_at desc, id desc limit ${MOST_FOUND}`.execute(db),
    asFacts.length === 0
      ? { rows: [] }
      : sql<FoundRows['looks'][number]>`
      with seen as materialized (${seen})
      select image.id, image.number, coalesce(image.details ->> 'view', '') as view, seen.id as project_id,
        coalesce(seen.name, '') as project_name, product.name as product_name, image.url
      from seen join generate_img as image on image.project_id = seen.id
      left join products as product on product.id = image.product_id
      where image.deleted_at is null and image.url is not null
        and ${sql.join(asFacts.map(isFact), sql` and `)}
        and ${holds(sql`concat_ws(' ', product.name, seen.name)`, asName)}
      order by image.created_at desc, image.id desc limit ${MOST_FOUND}`.execute(db),
  ])
  return {
    products: products.rows,
    collections: collections.rows,
    projects: projects.rows,
    looks: looks.rows,
  }
}

/** Words as names are compared: composed, of one width, small. Consonants stay as they were typed. */
function wordsOf(text: string): string[] {
  return text
    .normalize('NFC')
    .replaceAll(/[^\u3131-\u318e]+/g, (part) => part.normalize('NFKC'))
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 8)
}

function holds(name: RawBuilder<unknown>, words: readonly string[]): RawBuilder<boolean> {
  if (words.length === 0) return sql<boolean>`true`
  const plain = sql`lower(normalize(${name}, NFKC))`
  // Vowels and what closes a syllable go: what is left of Hangul is its initials.
  const initials = sql`translate(regexp_replace(normalize(${name}, NFKD), ${'[\u1160-\u11ff\\s]'}, '', 'g'), ${LEADING}, ${TYPED})`
  return sql<boolean>`(${sql.join(
    words.map((word) =>
      /^[ㄱ-ㅎ]+$/.test(word)
        ? // A keyboard joins two consonants into one sign where it can: ㄱㅅ arrives as ㄳ.
          sql`position(${disassemble(word)} in ${initials}) > 0`
        : sql`position(${word} in ${plain}) > 0`,
    ),
    sql` and `,
  )})`
}

function isFact(fact: Fact): RawBuilder<boolean> {
  if (fact.about === 'number') return sql<boolean>`image.number = ${fact.is}`
  if (fact.about === 'favourite') return sql<boolean>`image.is_selected`
  return sql<boolean>`image.details ->> ${sql.lit(fact.about)} = ${fact.is}`
}
