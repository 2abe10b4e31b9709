// The client of the studio's API, and the keys its answers are kept under.
import { type Contract, contract } from '#sdk/contract/contract.ts'
import type { ErrorCode } from '#sdk/contract/errors.ts'
import type { Operation } from '#sdk/contract/operation.ts'
import type * as z from 'zod/mini'

/** A refusal of the studio, or `offline` when it could not be reached at all. */
export class MaepsiError extends Error {
  readonly code: ErrorCode | 'offline'
  readonly status: number
  readonly details: Record<string, unknown>
  readonly requestId: string | null
  constructor(code: ErrorCode | 'offline', status: number, details = {}, requestId: string | null = null) {
    super(code)
    this.name = 'MaepsiError'
    this.code = code
    this.status = status
    this.details = details
    this.requestId = requestId
  }
}

type InputOf<S> = S extends z.ZodMiniType ? z.input<S> : undefined
type Needed<K extends string, V> = [V] extends [undefined]
  ? { [P in K]?: undefined }
  : Record<string, never> extends V
    ? { [P in K]?: V }
    : { [P in K]: V }
type Schema<O extends Operation, K extends 'params' | 'querystring' | 'body'> =
  O['schema'] extends Record<K, infer S> ? S : undefined
type Args<O extends Operation> = Needed<'params', InputOf<Schema<O, 'params'>>> &
  Needed<'query', InputOf<Schema<O, 'querystring'>>> &
  Needed<'body', O extends { config: { body: 'image' } } ? Blob : InputOf<Schema<O, 'body'>>> & {
    signal?: AbortSignal
  }
type Answer<O extends Operation> = z.output<
  Extract<O['schema']['response'][keyof O['schema']['response']], z.ZodMiniType>
>
type Call<O extends Operation> =
  Record<string, never> extends Args<O>
    ? (args?: Args<O>) => Promise<Answer<O>>
    : (args: Args<O>) => Promise<Answer<O>>
type Client = {
  [W in keyof Contract]: {
    [V in keyof Contract[W]]: Contract[W][V] extends Operation ? Call<Contract[W][V]> : never
  }
}

interface AnyArgs {
  params?: Record<string, string>
  query?: Record<string, string | number | boolean | undefined>
  body?: unknown
  signal?: AbortSignal
}

async function call(operation: Operation, { params, query, body, signal }: AnyArgs = {}): Promise<unknown> {
  const path = operation.url.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ''))
  const search = new URLSearchParams(
    Object.entries(query ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  )
  const raw = operation.config?.body === 'image'
  const response = await fetch(search.size > 0 ? `${path}?${search}` : path, {
    method: operation.method,
    signal,
    headers: raw
      ? { 'content-type': (body as Blob).type || 'application/octet-stream' }
      : body === undefined
        ? {}
        : { 'content-type': 'application/json' },
    body: raw ? (body as Blob) : body === undefined ? undefined : JSON.stringify(body),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error
    throw new MaepsiError('offline', 0)
  })
  if (response.status === 204) return null
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return answer
  const problem = answer as { code?: ErrorCode; details?: object; requestId?: string } | null
  throw new MaepsiError(
    problem?.code ?? 'internal',
    response.status,
    problem?.details,
    problem?.requestId ?? null,
  )
}

export const maepsi = Object.fromEntries(
  Object.entries(contract).map(([word, operations]) => [
    word,
    Object.fromEntries(
      Object.entries(operations).map(([verb, operation]) => [
        verb,
        async (args?: AnyArgs) => call(operation as Operation, args),
      ]),
    ),
  ]),
) as unknown as Client

/** Query keys. The first part is the word, so that everything of a word can be marked stale at once. */
export const keys = {
  studio: ['studio'],
  me: ['users', 'me'],
  apiKeys: ['users', 'api-keys'],
  balance: ['points', 'balance'],
  ledger: (usageType?: string) => ['points', 'ledger', usageType ?? 'all'],
  collections: (bin = false) => ['collections', 'list', { bin }],
  collection: (id: string) => ['collections', 'one', id],
  projects: (of: { collectionId?: string; bin?: boolean } = {}) => ['projects', 'list', of],
  project: (id: string) => ['projects', 'one', id],
  products: (of: { projectId?: string; bin?: boolean }) => ['products', 'list', of],
  product: (id: string) => ['products', 'one', id],
  jobs: (of: { projectId?: string; active?: boolean } = {}) => ['vto-jobs', 'list', of],
  job: (id: string) => ['vto-jobs', 'one', id],
  images: (of: { projectId: string; jobId?: string; filter?: string }) => ['images', 'list', of],
  image: (id: string) => ['images', 'one', id],
} as const
