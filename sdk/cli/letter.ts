// `maepsi letter`: has a marketing letter about a product written, and prints it as it is pasted into a product page.

import { writeFile } from 'node:fs/promises'
import type { Maepsi } from '../client.ts'
import type { Market, Tone } from '../contract/letter-markets.ts'
import { letterHtml, letterText } from '../contract/letter-text.ts'
import { FACTS, type FactName, type Letter } from '../contract/letters.ts'
import { priceOfLetter } from '../contract/price.ts'
import type { Language } from '../contract/users.ts'
import { Failure, untilInterrupted } from './failure.ts'
import { openStudio } from './login.ts'
import { openProgress } from './progress.ts'
import { insist } from '../client-insist.ts'
import { newId, shortfall, untilEnded } from './watch-job.ts'

export interface LetterOptions extends Readonly<Partial<Record<FactName, string>>> {
  readonly language: Language
  readonly market: Market
  readonly tone: Tone
  readonly html?: boolean
  /** It shall stand for its product. */
  readonly main?: boolean
  /** The idempotency key: the same one again never makes a second letter. */
  readonly id?: string
  /** The file it is written to; left out, it goes to standard output. */
  readonly out?: string
}

/** Confirms the facts that were given, beside those there, and has the letter written. Throws Failure when it was not. */
export async function writeLetter(productId: string, options: LetterOptions): Promise<void> {
  const { language, market, tone, id = newId() } = options
  const { maepsi } = await openStudio()
  const progress = openProgress()
  const { signal, release } = untilInterrupted(
    `No longer watching: the letter is still written in the studio (job ${id}).`,
  )
  try {
    await confirmFacts(maepsi, productId, options)
    const { prices, letterModel } = await maepsi.studio.get()
    const price = priceOfLetter({ lines: null, model: letterModel !== null }, prices)
    const body = { id, productId, language, market, tone, pay: 'credit', price } as const
    const submitted = await insist(() => maepsi.vtoJobs.submitLetter({ body, signal }))
    progress.say(`Job ${submitted.id}: a letter ${price > 0 ? `for ${price} credits` : 'at no cost'}`)
    const job = await untilEnded(maepsi, submitted, progress, signal)
    const made = job.looks[0]?.letterId
    if (!made) throw new Failure(`The letter was not written. ${shortfall(job)}`)
    const letter = await insist(() => maepsi.letters.get({ params: { id: made }, signal }))
    if (options.main)
      await maepsi.products.chooseMain({ params: { id: productId }, body: { letterId: letter.id } })
    progress.end()
    const text = `${options.html ? letterHtml(letter) : letterText(letter)}\n`
    if (options.out === undefined) process.stdout.write(text)
    else {
      await writeFile(options.out, text)
      process.stdout.write(`${options.out}\n`)
    }
    for (const line of remarksOn(letter)) progress.say(line)
  } finally {
    progress.end()
    release()
  }
}

/** What is missing in a letter, and what was done to it. */
export function remarksOn({ lines, writer }: Pick<Letter, 'lines' | 'writer'>): string[] {
  const gaps = lines.flatMap(({ gap }) => (gap ? [gap] : []))
  return [
    ...(gaps.length > 0 ? [`Not known, and so not said: ${gaps.join(', ')}.`] : []),
    ...(writer.note ? [`The built-in writer stood in for the model (${writer.note}).`] : []),
    ...writer.removed.map((claim) => `Taken away, for no fact bears it out: ${claim}`),
  ]
}

async function confirmFacts(maepsi: Maepsi, productId: string, options: LetterOptions): Promise<void> {
  const given = FACTS.filter((name) => options[name] !== undefined)
  if (given.length === 0) return
  const params = { id: productId }
  const { facts } = await maepsi.letters.facts({ params })
  const body = { facts: { ...facts, ...Object.fromEntries(given.map((name) => [name, options[name]])) } }
  await maepsi.letters.setFacts({ params, body })
}
