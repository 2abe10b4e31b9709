// What a tool answers: text that an assistant reads, and refusals as the studio's code with its sentence.

import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { MaepsiError } from '../client.ts'
import type { VtoJob } from '../contract/vto-jobs.ts'
import { Failure } from './failure.ts'

/** An answer of words, with the same as data. */
export function say(text: string, data?: Record<string, unknown>): CallToolResult {
  return { content: [{ type: 'text', text }], ...(data && { structuredContent: data }) }
}

/** The answer to a job that was submitted; `spent` is its price in words. */
export function queued(what: string, { id }: VtoJob, spent: string): CallToolResult {
  return say(`${what} ${id} is queued; ${spent} were spent.`, { runId: id })
}

/** Does a tool's work; what the studio refuses is answered as an error of the tool, so that the assistant reads why. */
export async function answer(work: () => Promise<CallToolResult>): Promise<CallToolResult> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof MaepsiError) {
      const { code, details } = error
      const known = Object.keys(details).length > 0 ? `\n${JSON.stringify(details)}` : ''
      return { isError: true, ...say(`${code}: ${error.message}${known}`, { code, details }) }
    }
    if (error instanceof Failure) return { isError: true, ...say(error.message) }
    throw error
  }
}
