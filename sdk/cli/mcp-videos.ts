// Tools for an assistant: turntables and clips, what they cost, and the finished ones.

import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { z } from 'zod'
import { CLIP_FORMATS, CLIP_SECONDS } from '../contract/film.ts'
import { priceOfVideo } from '../contract/price.ts'
import type { Video } from '../contract/videos.ts'
import type { Studio } from './login.ts'
import { answer, queued, say } from './mcp-answer.ts'
import { fetchPicture } from './mcp-looks.ts'
import { worn } from './mcp-runs.ts'
import { insist } from '../client-insist.ts'
import { newId } from './watch-job.ts'
import { doubtsInWords } from './words.ts'

const PAYS = ['video_ticket', 'credit'] as const
const UNITS = { video_ticket: 'video tickets', credit: 'credits' } as const

const paid = {
  pay: z.enum(PAYS),
  confirmedPrice: z.number().int().min(0).describe('The price the person agreed to'),
  runId: z.uuid().optional().describe('The same id again never makes a second video'),
}

/** Adds what an assistant needs for videos: price, turntables, clips, and reading them. */
export function addVideoTools(server: McpServer, studio: Studio): void {
  const { maepsi } = studio
  server.registerTool(
    'price_video',
    {
      description:
        'What a turntable or a clip costs, in each kind of point that can pay it, beside what there is. Spends nothing. Say the price to the person before you submit.',
      annotations: { readOnlyHint: true },
    },
    async () =>
      answer(async () => {
        const [{ prices }, left] = await Promise.all([maepsi.studio.get(), maepsi.points.balance()])
        const purse = { video_ticket: left.videoTicket, credit: left.credit }
        const offers = PAYS.map((pay) => ({ pay, price: priceOfVideo({ pay }, prices), left: purse[pay] }))
        const lines = offers.map(
          ({ pay, price, left }) =>
            `${price} ${UNITS[pay]} (pay: ${pay}); there are ${left}${left < price ? ', too few' : ''}`,
        )
        return say(`A turntable or a clip costs one of:\n${lines.join('\n')}`, { offers })
      }),
  )

  server.registerTool(
    'submit_turntable',
    {
      description:
        'Film a product once around. This spends points: call it only after the person has agreed to the price of price_video, which is repeated in confirmedPrice. Then watch_run.',
      inputSchema: { productId: z.uuid(), ...worn, ...paid },
      annotations: { destructiveHint: false, idempotentHint: false },
    },
    async ({ productId, pay, confirmedPrice, runId = newId(), ...wish }) =>
      answer(async () => {
        const body = {
          id: runId,
          productId,
          kind: 'turntable',
          direction: { engine: 'drape', ...wish },
          pay,
          price: confirmedPrice,
        } as const
        const job = await insist(() => maepsi.vtoJobs.submitVideo({ body }))
        return queued('Video', job, `${confirmedPrice} ${UNITS[pay]}`)
      }),
  )

  server.registerTool(
    'submit_clip',
    {
      description:
        'Cut a clip from finished looks of one project, in this order. This spends points: call it only after the person has agreed to the price of price_video, which is repeated in confirmedPrice. Then watch_run.',
      inputSchema: {
        lookIds: z.array(z.uuid()).min(1).max(8),
        format: z.enum(CLIP_FORMATS).default('9:16'),
        seconds: z.literal([...CLIP_SECONDS]).default(6),
        title: z.string().max(60).default(''),
        ...paid,
      },
      annotations: { destructiveHint: false, idempotentHint: false },
    },
    async ({ lookIds, pay, confirmedPrice, runId = newId(), ...wish }) =>
      answer(async () => {
        const body = { id: runId, imageIds: lookIds, ...wish, pay, price: confirmedPrice }
        const job = await insist(() => maepsi.vtoJobs.submitClip({ body }))
        return queued('Video', job, `${confirmedPrice} ${UNITS[pay]}`)
      }),
  )

  server.registerTool(
    'list_videos',
    {
      description: 'Videos of a project, newest first. Pass `next` as `after` for more.',
      inputSchema: { projectId: z.uuid(), after: z.string().optional() },
      annotations: { readOnlyHint: true },
    },
    async ({ projectId, after }) =>
      answer(async () => {
        const { items, next } = await maepsi.videos.list({ query: { projectId, after, limit: 50 } })
        const videoIds = items.map(({ id }) => id)
        return say(items.map(describe).join('\n') || 'There are no videos.', { videoIds, next })
      }),
  )

  server.registerTool(
    'get_video',
    {
      description:
        'One video: its first frame as a picture, and an address of the MP4 that is good for minutes.',
      inputSchema: { videoId: z.uuid() },
      annotations: { readOnlyHint: true },
    },
    async ({ videoId }) =>
      answer(async () => {
        const video = await maepsi.videos.get({ params: { id: videoId } })
        const { data, mimeType } = await fetchPicture(studio, video.posterUrl)
        const url = new URL(video.url, studio.url).href
        return {
          content: [
            { type: 'text', text: `${describe(video)}\n${url}` },
            { type: 'image', data, mimeType },
          ],
          structuredContent: { videoId, url, width: video.width, height: video.height },
        }
      }),
  )
}

function describe({ id, seconds, width, height, isMain, details }: Video): string {
  const doubts = doubtsInWords(details.doubts)
  const parts = [id, details.kind, `${seconds} s`, `${width} × ${height}`, isMain ? 'main' : '', doubts ?? '']
  return parts.filter(Boolean).join('  ')
}
