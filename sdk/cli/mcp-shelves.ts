// Tools for an assistant: projects, products, and what can be spent.

import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { z } from 'zod'
import type { Maepsi } from '../client.ts'
import type { Studio } from './login.ts'
import { answer, say } from './mcp-answer.ts'

/** Where projects go for which no collection is named, and there is none yet. */
const FIRST_COLLECTION = 'Lookbooks'

export function addShelfTools(server: McpServer, { maepsi }: Studio): void {
  server.registerTool(
    'balance',
    {
      description: 'What can be spent: credits, look-book tickets, included looks, and what runs hold.',
      annotations: { readOnlyHint: true },
    },
    async () =>
      answer(async () => {
        const { held, ...left } = await maepsi.points.balance()
        return say(
          `${left.credit} credits, ${left.lookBookTicket} look-book tickets, ${left.includedLook} included looks`,
          { ...left, held },
        )
      }),
  )

  server.registerTool(
    'list_projects',
    {
      description: 'Projects, newest first. Pass `next` as `after` for more.',
      inputSchema: { after: z.string().optional() },
      annotations: { readOnlyHint: true },
    },
    async ({ after }) =>
      answer(async () => {
        const { items, next } = await maepsi.projects.list({ query: { after, limit: 50 } })
        const projects = items.map(({ id, name, totalImageNumber, unseenImageNumber }) => ({
          id,
          name,
          looks: totalImageNumber,
          unseen: unseenImageNumber,
        }))
        const lines = projects.map(({ id, name, looks }) => `${id}  ${name}  ${looks} looks`)
        return say(lines.join('\n') || 'There are no projects yet.', { projects, next })
      }),
  )

  server.registerTool(
    'create_project',
    {
      description:
        'Make a project: one lookbook. It goes into the named collection, made if it is not there.',
      inputSchema: {
        name: z.string().min(1).max(120),
        collection: z.string().min(1).max(120).optional(),
      },
    },
    async ({ name, collection }) =>
      answer(async () => {
        const collectionId = await findCollection(maepsi, collection)
        const project = await maepsi.projects.create({ body: { collectionId, name } })
        return say(`Project ${project.id} is there.`, { projectId: project.id })
      }),
  )

  server.registerTool(
    'list_products',
    {
      description: 'Products of a project, each an outfit, with the places that hold a photo.',
      inputSchema: { projectId: z.uuid(), after: z.string().optional() },
      annotations: { readOnlyHint: true },
    },
    async ({ projectId, after }) =>
      answer(async () => {
        const { items, next } = await maepsi.products.list({ query: { projectId, after, limit: 50 } })
        const products = items.map(({ id, name, photos }) => ({
          id,
          name,
          photos: photos.map(({ slot, side }) => `${slot} ${side}`),
        }))
        const lines = products.map(
          ({ id, name, photos }) => `${id}  ${name ?? 'untitled'}  ${photos.join(', ') || 'no photo'}`,
        )
        return say(lines.join('\n') || 'There are no products yet.', { products, next })
      }),
  )

  server.registerTool(
    'create_product',
    {
      description: 'Make a product in a project: one outfit, photographed garment by garment.',
      inputSchema: { projectId: z.uuid(), name: z.string().min(1).max(120) },
    },
    async (body) =>
      answer(async () => {
        const product = await maepsi.products.create({ body })
        return say(`Product ${product.id} is there; put photos into it.`, { productId: product.id })
      }),
  )
}

/** The collection of that name, else a new one; with no name the newest, else a first one. */
async function findCollection(maepsi: Maepsi, name: string | undefined): Promise<string> {
  let after: string | undefined
  do {
    const page = await maepsi.collections.list({ query: { after, limit: 100 } })
    const found = name === undefined ? page.items[0] : page.items.find((one) => one.name === name)
    if (found) return found.id
    after = page.next ?? undefined
  } while (after !== undefined)
  return (await maepsi.collections.create({ body: { name: name ?? FIRST_COLLECTION } })).id
}
