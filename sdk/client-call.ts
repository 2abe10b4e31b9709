// One call of the HTTP API: from an operation and its arguments to the answer, or a MaepsiError.

import type * as z from 'zod/mini'
import type { ErrorCode, Problem } from './contract/errors.ts'
import type { Operation } from './contract/operation.ts'

/** A refusal of the studio, or `offline` when it could not be reached at all (status 0). */
export class MaepsiError extends Error {
  override readonly name = 'MaepsiError'
  readonly code: ErrorCode | 'offline'
  readonly status: number
  readonly details: Readonly<Record<string, unknown>>
  /** Names the request in the studio's log; null when none was answered. */
  readonly requestId: string | null

  constructor(
    code: ErrorCode | 'offline',
    status: number,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
    requestId: string | null = null,
  ) {
    super(message)
    this.code = code
    this.status = status
    this.details = details
    this.requestId = requestId
  }
}

export interface Connection {
  /** Where the studio is, as in `https://studio.example.com`; left out, the page's own origin. */
  readonly url?: string
  /** An API key; left out, the browser's session cookie signs the calls. */
  readonly key?: string
  /** What carries the calls; left out, the fetch of where it runs. */
  readonly fetch?: typeof fetch
}

type SchemaOf<O extends Operation, K extends 'params' | 'querystring' | 'body'> =
  O['schema'] extends Record<K, infer S extends z.ZodMiniType> ? z.input<S> : undefined

type BodyOf<O extends Operation> = O extends { readonly config: { readonly body: 'image' } }
  ? Blob | Uint8Array<ArrayBuffer>
  : SchemaOf<O, 'body'>

/** Left out where the operation has none, optional where every part of it is. */
type Argument<K extends string, V> = [V] extends [undefined]
  ? { readonly [P in K]?: undefined }
  : Record<string, never> extends V
    ? { readonly [P in K]?: V }
    : { readonly [P in K]: V }

export type Arguments<O extends Operation> = Argument<'params', SchemaOf<O, 'params'>> &
  Argument<'query', SchemaOf<O, 'querystring'>> &
  Argument<'body', BodyOf<O>> & { readonly signal?: AbortSignal }

export type Answer<O extends Operation> = z.output<
  Extract<O['schema']['response'][keyof O['schema']['response']], z.ZodMiniType>
>

export type Call<O extends Operation> =
  Record<string, never> extends Arguments<O>
    ? (given?: Arguments<O>) => Promise<Answer<O>>
    : (given: Arguments<O>) => Promise<Answer<O>>

export interface AnyArguments {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly body?: unknown
  readonly signal?: AbortSignal
}

/** Calls an operation. Throws MaepsiError, or the signal's reason when aborted. */
export async function call(
  connection: Connection,
  operation: Operation,
  given: AnyArguments = {},
): Promise<unknown> {
  const { params, query, body, signal } = given
  const path = operation.url.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(params?.[name] ?? ''),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined) search.set(name, String(value))
  const raw = operation.config?.body === 'image'
  const type = raw ? (body instanceof Blob && body.type) || 'application/octet-stream' : 'application/json'
  const response = await send(connection, search.size > 0 ? `${path}?${search}` : path, {
    method: operation.method,
    signal,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': type }, body: raw ? (body as BodyInit) : JSON.stringify(body) }),
  })
  if (response.status === 204) return null
  return response.json().catch((cause: unknown) => {
    signal?.throwIfAborted()
    throw unreachable(cause)
  })
}

/** Sends a signed request. Throws MaepsiError when the studio cannot be reached or refuses. */
export async function send(connection: Connection, path: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers)
  if (connection.key) headers.set('authorization', `Bearer ${connection.key}`)
  const url = (connection.url ?? '').replace(/\/+$/, '') + path
  const carry = connection.fetch ?? fetch
  const response = await carry(url, { ...init, headers }).catch((cause: unknown) => {
    init.signal?.throwIfAborted()
    throw unreachable(cause)
  })
  if (response.ok) return response
  throw refusal(response, (await response.json().catch(() => null)) as Partial<Problem> | null)
}

function refusal(response: Response, problem: Partial<Problem> | null): MaepsiError {
  return new MaepsiError(
    problem?.code ?? (response.status === 404 ? 'not_found' : 'internal'),
    response.status,
    problem?.detail ?? problem?.title ?? `The studio answered ${response.status} without saying why.`,
    problem?.details,
    problem?.requestId ?? response.headers.get('x-request-id'),
  )
}

function unreachable(cause: unknown): MaepsiError {
  const error = new MaepsiError(
    'offline',
    0,
    'The studio cannot be reached: is it running, and is its address right?',
  )
  error.cause = cause
  return error
}
