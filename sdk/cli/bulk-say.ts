// What `maepsi bulk` and `maepsi watch` say of a folder: what was matched, what is left out, what is wrong, what it costs.

import type { Maepsi } from '../client.ts'
import type { Match } from '../contract/bulk-match.ts'
import type { Bulk, Quote, Sheet } from '../contract/bulk-shapes.ts'
import type { PayWith } from '../contract/price.ts'
import { rowsOf } from './bulk-bring.ts'
import { findingInWords } from './words.ts'

type Say = (line: string) => void

/** What of a folder became products, and why the rest did not: mistakes of the sheet, files left out, numbers that stand twice. */
export function sayMatch({ rows, left, twice, absent }: Match, sheet: Sheet | null, say: Say): void {
  for (const { line, column, code, expected, found } of sheet?.problems ?? [])
    say(
      `sheet, line ${line}${column === null ? '' : `, column ${column}`}: ${code}, expected ${expected}, found "${found}"`,
    )
  for (const { line, column, file } of absent) say(`sheet, line ${line}, ${column}: there is no ${file}`)
  for (const { path: name, reason } of left) say(`${name}: left out (${LEFT[reason]})`)
  if (twice.length > 0)
    say(`The same number in several places: ${twice.join(', ')} (--twice merge or suffix)`)
  const photos = rows.reduce((sum, { files }) => sum + files.length, 0)
  say(`${rows.length} products with ${photos} photos`)
}

const LEFT: Readonly<Record<Match['left'][number]['reason'], string>> = {
  no_rule: 'its name tells no product',
  no_place: 'its name tells no slot',
  taken: 'the slot has a photo already',
  excluded: 'a one-piece takes the place of upper and bottom',
  photo_type: 'no photo',
  photo_big: 'over 25 MB',
  photo_empty: 'empty',
}

/** A line for each file that cannot be read. */
export function sayUnread(
  unread: readonly { readonly path: string; readonly why: string }[],
  say: Say,
): void {
  for (const { path, why } of unread) say(`${path}: left out (it cannot be read: ${why})`)
}

/** A line for each product that something is wrong with, or only for those of these numbers. */
export async function sayProblems(
  maepsi: Maepsi,
  id: string,
  say: Say,
  only?: ReadonlySet<string>,
): Promise<void> {
  for await (const { sku, level, problems } of rowsOf(maepsi, id)) {
    if (level === 'ready') return
    if (only?.has(sku) === false) continue
    const told = problems.map(({ code, slot, side, values }) => {
      const where = slot === null ? '' : `${slot}${side === 'back' ? ' back' : ''}: `
      return `${where}${findingInWords(code, values)}`
    })
    say(`${sku} (${level}): ${told.join('; ')}`)
  }
}

/** What making all of it costs, and what is not in that price. */
export function quoteInWords({ rows, looks, price, already, leftOut }: Quote, pay: PayWith): string {
  const before = already > 0 ? `; ${already} made before, for nothing` : ''
  const out = leftOut > 0 ? `; ${leftOut} left out` : ''
  return `${rows} products, ${looks} looks: ${price} ${pay.replaceAll('_', ' ')}${before}${out}`
}

/** Why a bulk that is paused stands still, what is left, and where to go on. */
export function standingInWords({ id, pauseReason, leftToDo }: Bulk): string {
  const { rows, price } = leftToDo
  return `It stands still: ${WHY[pauseReason ?? 'asked']}. Left to do: ${rows} products for ${price}. Go on at /bulk/${id}.`
}

const WHY: Readonly<Record<NonNullable<Bulk['pauseReason']>, string>> = {
  asked: 'somebody paused it',
  trial: 'the trial is made, look at it first',
  points: 'the points are used up',
  cap: 'its cap is reached',
  key_cap: 'the API key has spent its cap of the day',
  price: 'the price has changed',
  blocked: 'its payer may not make looks now',
}
