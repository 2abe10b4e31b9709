// `maepsi mcp`: the studio as tools of an assistant, over standard input and output, with its owner's key and what that key may do.

import { once } from 'node:events'
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { openStudio } from './login.ts'
import { addLetterTools } from './mcp-letters.ts'
import { addLookTools } from './mcp-looks.ts'
import { addPhotoTools } from './mcp-photos.ts'
import { addRunTools } from './mcp-runs.ts'
import { addShelfTools } from './mcp-shelves.ts'
import { addVideoTools } from './mcp-videos.ts'

export interface McpOptions {
  /** Photos are read from below this folder alone. */
  readonly photos: string
}

const INSTRUCTIONS = `Maepsi dresses a mannequin in garments photographed flat and takes pictures of it: looks.
To make a lookbook: create_project, create_product for each outfit, list_photos and put_photo for its garments, check_product, then
price_run. Tell the person the price and wait for their yes before submit_run, which spends their points. Then watch_run, and show the
looks with get_look. Videos go the same way (price_video, submit_turntable or submit_clip), and letters for the product page: product_facts,
ask for what is missing, confirm_facts, price_letter, write_letter, get_letter. What fails says why and how to mend it.`

/** Serves until the other side hangs up. Throws Failure when nobody is signed in. */
export async function serveMcp({ photos }: McpOptions): Promise<void> {
  const studio = await openStudio()
  const server = new McpServer({ name: 'maepsi', version: '0.1.0' }, { instructions: INSTRUCTIONS })
  addShelfTools(server, studio)
  addPhotoTools(server, studio, photos)
  addRunTools(server, studio)
  addLookTools(server, studio)
  addVideoTools(server, studio)
  addLetterTools(server, studio)
  const transport = new StdioServerTransport()
  const closed = once(process.stdin, 'end')
  await server.connect(transport)
  await closed
  await server.close()
}
