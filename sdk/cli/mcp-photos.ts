// Tools for an assistant: photos of one folder of this computer into the slots of a product, and what the studio says of them.

import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { z } from 'zod'
import { SIDES, SLOTS, type Product } from '../contract/products.ts'
import { Failure } from './failure.ts'
import type { Studio } from './login.ts'
import { answer, say } from './mcp-answer.ts'
import { findingInWords } from './words.ts'

const PICTURE = /\.(jpe?g|png|webp|avif|heic|heif)$/i
const MOST_BYTES = 25 * 1024 * 1024
const MOST_LISTED = 500
/** A photo that was just sent is looked at within seconds; after this long it is answered as it is. */
const CHECKED_WITHIN_MS = 60_000

/** `folder` is the one place photos are read from. */
export function addPhotoTools(server: McpServer, { maepsi }: Studio, folder: string): void {
  server.registerTool(
    'list_photos',
    {
      description: 'The pictures in the folder of photos on this computer, by path below it.',
      annotations: { readOnlyHint: true },
    },
    async () =>
      answer(async () => {
        const entries = await readdir(folder, { recursive: true })
        const files = entries.filter((name) => PICTURE.test(name)).sort()
        const shown = files.slice(0, MOST_LISTED)
        const more = files.length > shown.length ? `\n… and ${files.length - shown.length} more` : ''
        return say(shown.join('\n') + more || 'There are no pictures.', {
          files: shown,
          count: files.length,
        })
      }),
  )

  server.registerTool(
    'put_photo',
    {
      description:
        'Send a garment photo to a product. slot: upper, bottom, onepiece (takes the place of upper and bottom), outer. A front is needed, a back is better.',
      inputSchema: {
        productId: z.uuid(),
        file: z.string().describe('Path below the folder of photos, as list_photos says it'),
        slot: z.enum(SLOTS),
        side: z.enum(SIDES).default('front'),
      },
      annotations: { idempotentHint: true },
    },
    async ({ productId, file, slot, side }) =>
      answer(async () => {
        const body = new Uint8Array(await readFile(await insideOf(folder, file)))
        await maepsi.products.putPhoto({
          params: { id: productId, slot, side },
          query: { fileName: path.basename(file) },
          body,
        })
        return say(`${file} is the ${side} of the ${slot}.`)
      }),
  )

  server.registerTool(
    'check_product',
    {
      description: 'Wait until the photos of a product have been looked at, and say what was found.',
      inputSchema: { productId: z.uuid() },
      annotations: { readOnlyHint: true },
    },
    async ({ productId }, { signal }) =>
      answer(async () => {
        const until = Date.now() + CHECKED_WITHIN_MS
        let product = await maepsi.products.get({ params: { id: productId } })
        while (product.photos.some(({ verdict }) => verdict === null) && Date.now() < until) {
          await wait(500, null, { signal })
          product = await maepsi.products.get({ params: { id: productId } })
        }
        return say(product.photos.map(describe).join('\n') || 'It has no photo yet.', {
          ready:
            product.photos.some(({ side }) => side === 'front') &&
            product.photos.every(({ verdict }) => verdict !== null && verdict.level !== 'stop'),
        })
      }),
  )
}

function describe({ slot, side, verdict }: Product['photos'][number]): string {
  const place = `${slot} ${side}`
  if (!verdict) return `${place}: still being looked at`
  if (verdict.findings.length === 0) return `${place}: good`
  const findings = verdict.findings.map(({ code, level, values }) => {
    const slotToo: Record<string, string> = verdict.betterSlot ? { betterSlot: verdict.betterSlot } : {}
    return `${level}: ${findingInWords(code, { ...slotToo, ...values })}`
  })
  return `${place}: ${findings.join('; ')}`
}

/** The path of a picture below the folder, links followed. Throws Failure for anything else: an assistant reads no other files. */
async function insideOf(folder: string, file: string): Promise<string> {
  const root = await realpath(folder)
  const found = await realpath(path.resolve(root, file)).catch((cause: unknown) => {
    throw new Failure(`There is no ${file} in the folder of photos: look at list_photos.`, 2, { cause })
  })
  if (!found.startsWith(root.endsWith(path.sep) ? root : root + path.sep))
    throw new Failure(`${file} is outside the folder of photos: start with --photos to name another.`, 2)
  const { size } = await stat(found)
  if (!PICTURE.test(found) || size > MOST_BYTES)
    throw new Failure(`${file} is no picture of at most 25 MB.`, 2)
  return found
}
