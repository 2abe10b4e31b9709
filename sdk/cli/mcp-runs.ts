// Tools for an assistant: what a run costs, submitting it at that price, watching and cancelling it.

import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import type { ServerNotification } from '@modelcontextprotocol/sdk/types.js'
import { z } from 'zod'
import type { Maepsi } from '../client.ts'
import { priceOfRun, RATIOS, SIZES, type PayWith } from '../contract/price.ts'
import { BACKDROPS, BODIES, BODY_SIZES, FINISHES, POSES, VIEWS, type VtoJob } from '../contract/vto-jobs.ts'
import type { Studio } from './login.ts'
import { answer, queued, say } from './mcp-answer.ts'
import { insist } from '../client-insist.ts'
import { newId, shortfall, untilEnded } from './watch-job.ts'

const PAYS = ['subscription', 'look_book_ticket', 'credit'] as const satisfies readonly PayWith[]
const UNITS: Readonly<Record<PayWith, string>> = {
  credit: 'credits',
  look_book_ticket: 'look-book tickets',
  subscription: 'included looks',
}
/** Clients wait about a minute for a tool; what has not ended by then is asked after again. */
const WATCH_S = { usual: 45, most: 600 }

/** Who wears the clothes, how, and before what. */
export const worn = {
  body: z.enum(BODIES).default('female'),
  bodySize: z.enum(BODY_SIZES).default('M'),
  finish: z.enum(FINISHES).default('white'),
  pose: z.enum(POSES).default('standing'),
  backdrop: z.union([z.enum(BACKDROPS), z.string().regex(/^#[0-9a-f]{6}$/i)]).default('paper'),
  tucked: z.boolean().default(false),
  open: z.boolean().default(false).describe('The outer left open'),
}

const direction = {
  views: z.array(z.enum(VIEWS)).min(1).max(40).default(['front']),
  ...worn,
  ghost: z.boolean().default(false).describe('The garments as worn, without the mannequin'),
  ratio: z.enum(RATIOS).default('3:4'),
  size: z.enum(SIZES).default('standard'),
}

export function addRunTools(server: McpServer, { maepsi }: Studio): void {
  server.registerTool(
    'price_run',
    {
      description:
        'What a run of looks costs, in each kind of point that can pay it, beside what there is. Spends nothing. Say the price to the person before submit_run.',
      inputSchema: { views: direction.views, size: direction.size },
      annotations: { readOnlyHint: true },
    },
    async ({ views, size }) =>
      answer(async () => {
        const offers = await offersOf(maepsi, views.length, size)
        const lines = offers.map(
          ({ pay, price, left }) =>
            `${price} ${UNITS[pay]} (pay: ${pay}); there are ${left}${left < price ? ', too few' : ''}`,
        )
        return say(`${views.length} looks cost one of:\n${lines.join('\n')}`, { offers })
      }),
  )

  server.registerTool(
    'submit_run',
    {
      description:
        'Make looks of a product. This spends points: call it only after the person has agreed to the price of price_run, which is repeated in confirmedPrice. Nothing is spent if the price is another, or the key may not spend as much.',
      inputSchema: {
        productId: z.uuid(),
        ...direction,
        pay: z.enum(PAYS),
        confirmedPrice: z.number().int().min(0).describe('The price the person agreed to'),
        runId: z.uuid().optional().describe('The same id again never makes a second run'),
      },
      annotations: { destructiveHint: false, idempotentHint: false },
    },
    async ({ productId, pay, confirmedPrice, runId = newId(), ...wish }) =>
      answer(async () => {
        const body = {
          id: runId,
          productId,
          direction: { engine: 'drape', ...wish },
          pay,
          price: confirmedPrice,
        }
        const job = await insist(() => maepsi.vtoJobs.submit({ body }))
        return queued('Run', job, `${confirmedPrice} ${UNITS[pay]}`)
      }),
  )

  server.registerTool(
    'watch_run',
    {
      description:
        'Wait for a run, a video or a letter to end, at most so many seconds; ask again while it has not.',
      inputSchema: {
        runId: z.uuid(),
        seconds: z.number().min(1).max(WATCH_S.most).default(WATCH_S.usual),
      },
      annotations: { readOnlyHint: true },
    },
    async ({ runId, seconds }, { signal, sendNotification, _meta }) =>
      answer(async () => {
        const before = await maepsi.vtoJobs.get({ params: { id: runId } })
        const token = _meta?.progressToken
        const show = (percent: number, doing: string) => {
          if (token === undefined) return
          const news: ServerNotification = {
            method: 'notifications/progress',
            params: { progressToken: token, progress: percent, total: 100, message: doing },
          }
          // Who hung up hears nothing more.
          void sendNotification(news).catch(() => {})
        }
        const enough = AbortSignal.timeout(seconds * 1000)
        const quiet = { show, say() {}, end() {} }
        const until = AbortSignal.any([signal, enough])
        const job = await untilEnded(maepsi, before, quiet, until).catch(async (error: unknown) => {
          if (!enough.aborted) throw error
          return maepsi.vtoJobs.get({ params: { id: runId } })
        })
        return say(describe(job), {
          status: job.status,
          progress: job.progress,
          lookIds: job.looks.flatMap(({ imageId }) => (imageId ? [imageId] : [])),
          videoIds: job.looks.flatMap(({ videoId }) => (videoId ? [videoId] : [])),
          letterIds: job.looks.flatMap(({ letterId }) => (letterId ? [letterId] : [])),
        })
      }),
  )

  server.registerTool(
    'cancel_run',
    {
      description: 'Cancel a run, a video or a letter: what has not been made comes back to the balance.',
      inputSchema: { runId: z.uuid() },
    },
    async ({ runId }) =>
      answer(async () => say(describe(await maepsi.vtoJobs.cancel({ params: { id: runId } })))),
  )
}

async function offersOf(maepsi: Maepsi, looks: number, size: (typeof SIZES)[number]) {
  const [{ prices }, left] = await Promise.all([maepsi.studio.get(), maepsi.points.balance()])
  const purse = {
    subscription: left.includedLook,
    look_book_ticket: left.lookBookTicket,
    credit: left.credit,
  }
  return PAYS.flatMap((pay) => {
    const price = priceOfRun({ looks, size, pay }, prices)
    return price ? [{ pay, price: price.total, left: purse[pay] }] : []
  })
}

function describe(job: VtoJob): string {
  const made = job.looks.filter(({ status }) => status === 'made').length
  const all = `${made} of ${job.looks.length} ${job.kind}s are made`
  if (job.status === 'DONE' && made === job.looks.length) return `Done: ${all}.`
  if (job.status === 'PENDING' || job.status === 'RUNNING')
    return `Not ended yet (${job.progress} %): ${all}. Call watch_run again.`
  return `${job.status}: ${all}. ${shortfall(job)}`
}
