// A language model on this machine that speaks OpenAI's chat completions: answers what the test says, and has bad days on demand.
import type { ServerResponse } from 'node:http'
import type { TestContext } from 'node:test'
import { answerJson, openServer, type Asked } from '../http-server.ts'

/** What it answers next: a text, or something that goes wrong. */
export type ModelDay =
  | { readonly text: string }
  | { readonly html: true }
  | { readonly silent: true }
  | { readonly filtered: true }
  | { readonly status: number; readonly error: string }

export interface ModelStandIn {
  readonly url: string
  readonly asked: Asked[]
  /** One a request, the last for all after it. */
  days: ModelDay[]
}

/** A letter as a model would write it, valid for the schema. */
export function modelLetter(more: object = {}): string {
  return JSON.stringify({
    title: '봄 한 벌',
    summary: '단정한 한 벌이에요. 앞모습을 이미지로 볼 수 있어요.',
    lines: [
      { topic: 'shape', text: '목둘레가 둥글어요.' },
      { topic: 'wear', text: '착용 이미지로 앞모습을 볼 수 있어요.' },
    ],
    ...more,
  })
}

/** Listens until the test ends. */
export async function openModelStandIn(t: Pick<TestContext, 'after'>): Promise<ModelStandIn> {
  const standIn: { -readonly [K in keyof ModelStandIn]: ModelStandIn[K] } = {
    url: '',
    asked: [],
    days: [{ text: modelLetter() }],
  }
  const server = await openServer(t, (response) => {
    const day = standIn.days.length > 1 ? standIn.days.shift()! : standIn.days[0]
    answer(response, day)
  })
  standIn.url = `${server.url}/v1`
  standIn.asked = server.asked
  return standIn
}

function answer(response: ServerResponse, day: ModelDay): void {
  if ('silent' in day) return
  if ('html' in day) {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><h1>Welcome</h1>')
    return
  }
  if ('status' in day) {
    // Nobody in a test waits for a vendor.
    response.setHeader('retry-after-ms', '1')
    return answerJson(response, day.status, { error: { message: day.error, type: 'error', code: day.error } })
  }
  answerJson(response, 200, {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'stand-in',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: 'filtered' in day ? '' : day.text },
        finish_reason: 'filtered' in day ? 'content_filter' : 'stop',
      },
    ],
    usage: { prompt_tokens: 10, completion_tokens: 10, total_tokens: 20 },
  })
}
