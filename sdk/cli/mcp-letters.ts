// Tools for an assistant: letters about a product, the facts they stand on, and which things stand for a product.

import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { z } from 'zod'
import { MARKETS, TONES } from '../contract/letter-markets.ts'
import { letterHtml, letterText } from '../contract/letter-text.ts'
import { FACTS } from '../contract/letters.ts'
import { priceOfLetter } from '../contract/price.ts'
import { LANGUAGES } from '../contract/users.ts'
import { remarksOn } from './letter.ts'
import type { Studio } from './login.ts'
import { answer, queued, say } from './mcp-answer.ts'
import { insist } from '../client-insist.ts'
import { newId } from './watch-job.ts'

const fact = z.string().max(300).optional()

/** Adds what an assistant needs for marketing letters: facts, price, writing, reading, changing, choosing. */
export function addLetterTools(server: McpServer, { maepsi }: Studio): void {
  const priceNow = async () => {
    const { prices, letterModel } = await maepsi.studio.get()
    return { price: priceOfLetter({ lines: null, model: letterModel !== null }, prices), letterModel }
  }

  server.registerTool(
    'product_facts',
    {
      description:
        'What letters about a product may say: what its seller confirmed, what the photos show, and which facts are missing (gaps). Ask the person for what is missing; never make a fact up.',
      inputSchema: { productId: z.uuid() },
      annotations: { readOnlyHint: true },
    },
    async ({ productId }) =>
      answer(async () => {
        const { facts, seen, gaps } = await maepsi.letters.facts({ params: { id: productId } })
        const text = JSON.stringify({ facts, seen, gaps }, null, 2)
        return say(text, { facts, seen, gaps })
      }),
  )

  server.registerTool(
    'confirm_facts',
    {
      description:
        'Confirm facts of a product in the words of its seller; what is left out stays as it is, an empty text takes a fact back. Only what the person told you.',
      inputSchema: {
        productId: z.uuid(),
        fabric: fact,
        size: fact,
        care: fact,
        fit: fact,
        colour: fact,
        notes: z.string().max(1000).optional(),
      },
      annotations: { idempotentHint: true },
    },
    async ({ productId, ...given }) =>
      answer(async () => {
        const params = { id: productId }
        const { facts } = await maepsi.letters.facts({ params })
        const all = { ...facts, ...given }
        const kept = FACTS.flatMap((name) => (all[name] ? [[name, all[name]] as const] : []))
        const { gaps } = await maepsi.letters.setFacts({ params, body: { facts: Object.fromEntries(kept) } })
        return say(gaps.length > 0 ? `Still missing: ${gaps.join(', ')}.` : 'Nothing is missing.', { gaps })
      }),
  )

  server.registerTool(
    'price_letter',
    {
      description:
        'What a letter costs, in credits, and who writes it. Spends nothing. Say the price to the person before write_letter; the built-in writer costs nothing.',
      annotations: { readOnlyHint: true },
    },
    async () =>
      answer(async () => {
        const { price, letterModel } = await priceNow()
        const who = letterModel ?? 'the built-in writer'
        return say(`A letter costs ${price} credits; ${who} writes it.`, { price, letterModel })
      }),
  )

  server.registerTool(
    'write_letter',
    {
      description:
        'Have a marketing letter about a product written: a title, a summary and lines, from its photos and confirmed facts. This may spend credits: confirmedPrice must be the price of price_letter that the person agreed to. Then watch_run, and get_letter.',
      inputSchema: {
        productId: z.uuid(),
        language: z.enum(LANGUAGES).default('ko'),
        market: z.enum(MARKETS).default('smartstore'),
        tone: z.enum(TONES).default('plain'),
        confirmedPrice: z.number().int().min(0).describe('The price the person agreed to'),
        runId: z.uuid().optional().describe('The same id again never writes a second letter'),
      },
      annotations: { destructiveHint: false, idempotentHint: false },
    },
    async ({ confirmedPrice, runId = newId(), ...wish }) =>
      answer(async () => {
        const body = { id: runId, ...wish, pay: 'credit', price: confirmedPrice } as const
        const job = await insist(() => maepsi.vtoJobs.submitLetter({ body }))
        return queued('Letter', job, `${confirmedPrice} credits`)
      }),
  )

  server.registerTool(
    'list_letters',
    {
      description: 'Letters of a project, newest first. Pass `next` as `after` for more.',
      inputSchema: { projectId: z.uuid(), productId: z.uuid().optional(), after: z.string().optional() },
      annotations: { readOnlyHint: true },
    },
    async ({ projectId, productId, after }) =>
      answer(async () => {
        const query = { projectId, productId, after, limit: 50 }
        const { items, next } = await maepsi.letters.list({ query })
        const lines = items.map(
          ({ id, language, market, title, isMain }) =>
            `${id}  ${language}  ${market}  ${title}${isMain ? '  main' : ''}`,
        )
        const letterIds = items.map(({ id }) => id)
        return say(lines.join('\n') || 'There are no letters.', { letterIds, next })
      }),
  )

  server.registerTool(
    'get_letter',
    {
      description: 'One letter as it is pasted into a product page, as text or HTML, and what it leaves out.',
      inputSchema: { letterId: z.uuid(), as: z.enum(['text', 'html']).default('text') },
      annotations: { readOnlyHint: true },
    },
    async ({ letterId, as }) =>
      answer(async () => {
        const letter = await maepsi.letters.get({ params: { id: letterId } })
        const words = as === 'html' ? letterHtml(letter) : letterText(letter)
        const remarks = remarksOn(letter)
        return {
          content: [
            { type: 'text', text: words },
            ...remarks.map((text) => ({ type: 'text', text }) as const),
          ],
          structuredContent: { letterId, words, remarks },
        }
      }),
  )

  server.registerTool(
    'choose_main',
    {
      description:
        'Choose what stands for a product: a look, a video, a letter, each optional. null gives a choice up.',
      inputSchema: {
        productId: z.uuid(),
        lookId: z.uuid().nullable().optional(),
        videoId: z.uuid().nullable().optional(),
        letterId: z.uuid().nullable().optional(),
      },
      annotations: { idempotentHint: true },
    },
    async ({ productId, lookId, videoId, letterId }) =>
      answer(async () => {
        const body = { imageId: lookId, videoId, letterId }
        const now = await maepsi.products.chooseMain({ params: { id: productId }, body })
        const { mainImageId, mainVideoId, mainLetterId } = now
        const told = { lookId: mainImageId, videoId: mainVideoId, letterId: mainLetterId }
        return say(JSON.stringify(told), told)
      }),
  )
}
