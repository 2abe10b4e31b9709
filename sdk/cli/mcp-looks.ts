// Tools for an assistant: looks as lists and as pictures, and which are favourites.

import { type McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js'
import { z } from 'zod'
import { IMAGE_FILTERS, type Image } from '../contract/images.ts'
import { Failure } from './failure.ts'
import type { Studio } from './login.ts'
import { answer, say } from './mcp-answer.ts'
import { doubtsInWords } from './words.ts'

const WIDTHS = ['small', 'medium', 'large', 'full'] as const
const addressOf = (id: string) => `maepsi://looks/${id}`

export function addLookTools(server: McpServer, studio: Studio): void {
  const { maepsi } = studio
  server.registerTool(
    'list_looks',
    {
      description:
        'Looks of a project, newest first; of one run with runId. Pass `next` as `after` for more.',
      inputSchema: {
        projectId: z.uuid(),
        runId: z.uuid().optional(),
        filter: z.enum(IMAGE_FILTERS).default('all'),
        after: z.string().optional(),
      },
      annotations: { readOnlyHint: true },
    },
    async ({ projectId, runId, filter, after }) =>
      answer(async () => {
        const query = { projectId, jobId: runId, filter, after, limit: 50 }
        const { items, next } = await maepsi.images.list({ query })
        return {
          content: [
            { type: 'text', text: items.map(describe).join('\n') || 'There are no looks.' },
            ...items.map(
              (image) =>
                ({
                  type: 'resource_link',
                  uri: addressOf(image.id),
                  name: `Look ${image.number}, ${image.details.view}`,
                  mimeType: 'image/webp',
                }) as const,
            ),
          ],
          structuredContent: { lookIds: items.map(({ id }) => id), next },
        }
      }),
  )

  server.registerTool(
    'get_look',
    {
      description: 'One look as a picture: small 240 px wide, medium 480, large 1024, full as it was made.',
      inputSchema: { lookId: z.uuid(), width: z.enum(WIDTHS).default('medium') },
      annotations: { readOnlyHint: true },
    },
    async ({ lookId, width }) =>
      answer(async () => {
        const image = await maepsi.images.get({ params: { id: lookId } })
        const { data, mimeType } = await fetchPicture(studio, image.urls[width])
        return {
          content: [
            { type: 'text', text: describe(image) },
            { type: 'image', data, mimeType },
          ],
        }
      }),
  )

  server.registerTool(
    'mark_favourite',
    {
      description: 'Mark a look as a favourite, or no longer.',
      inputSchema: { lookId: z.uuid(), favourite: z.boolean().default(true) },
      annotations: { idempotentHint: true },
    },
    async ({ lookId, favourite }) =>
      answer(async () => {
        const body = { isSelected: favourite }
        return say(describe(await maepsi.images.update({ params: { id: lookId }, body })))
      }),
  )

  server.registerResource(
    'look',
    new ResourceTemplate('maepsi://looks/{id}', { list: undefined }),
    { title: 'Look', description: 'A finished look, 1024 px wide', mimeType: 'image/webp' },
    async (uri, { id }) => {
      const image = await maepsi.images.get({ params: { id: String(id) } })
      const { data, mimeType } = await fetchPicture(studio, image.urls.large)
      return { contents: [{ uri: uri.href, blob: data, mimeType }] }
    },
  )
}

function describe({ id, number, isSelected, details }: Image): string {
  const doubts = doubtsInWords(details.doubts)
  const parts = [id, `#${number}`, details.view, isSelected ? 'favourite' : '', doubts ?? '']
  return parts.filter(Boolean).join('  ')
}

/** A picture of the studio, as an assistant is given it. Throws Failure. */
export async function fetchPicture(
  { url, key }: Studio,
  address: string,
): Promise<{ readonly data: string; readonly mimeType: string }> {
  const at = new URL(address, url)
  // Only the studio itself may see the key, wherever its files are kept.
  const headers = at.origin === new URL(url).origin ? { authorization: `Bearer ${key}` } : undefined
  const response = await fetch(at, { headers }).catch((cause: unknown) => {
    throw new Failure('The studio cannot be reached: is it running?', 1, { cause })
  })
  if (!response.ok) throw new Failure(`The picture could not be fetched (${response.status}): ask again.`)
  return {
    data: Buffer.from(await response.arrayBuffer()).toString('base64'),
    mimeType: response.headers.get('content-type')?.split(';')[0] ?? 'image/png',
  }
}
