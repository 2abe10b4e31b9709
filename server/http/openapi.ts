// The API as an OpenAPI 3.1 document, made from the contract: for other languages, and for the page at /docs.
import * as account from '#sdk/contract/account.ts'
import * as collections from '#sdk/contract/collections.ts'
import { contract } from '#sdk/contract/contract.ts'
import { ERROR_CODES, Problem, type ErrorCode } from '#sdk/contract/errors.ts'
import * as images from '#sdk/contract/images.ts'
import { LIVE_URL, LiveEvent } from '#sdk/contract/live.ts'
import { scopeOf, type Operation, type Scope } from '#sdk/contract/operation.ts'
import * as points from '#sdk/contract/points.ts'
import * as products from '#sdk/contract/products.ts'
import * as projects from '#sdk/contract/projects.ts'
import * as studio from '#sdk/contract/studio.ts'
import * as users from '#sdk/contract/users.ts'
import * as videos from '#sdk/contract/videos.ts'
import * as vtoJobs from '#sdk/contract/vto-jobs.ts'
import { Schemas, type Schema } from './json-schemas.ts'
import { SENTENCE, STATUS } from './problem.ts'

export interface Described {
  readonly operationId: string
  readonly summary: string
  readonly tags: readonly string[]
  readonly security?: readonly object[]
  /** What an API key must be made for; `account` takes a session. None where anyone may call it. */
  readonly 'x-scope'?: Scope
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: Schema }[]
  readonly requestBody?: {
    readonly required: boolean
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>
  }
  readonly responses: Readonly<Record<string, Reply>>
  /** Error codes of this operation, by our own extension of the format. */
  readonly 'x-errors': readonly ErrorCode[]
}

interface Reply {
  readonly description: string
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>
}

export interface OpenApi {
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

const PICTURES = ['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/heic']
const WORDS = { studio, users, account, points, collections, projects, products, images, videos, vtoJobs }
const DESCRIPTION =
  `Everything the web app does, a program can do. Send \`Authorization: Bearer mk_…\` with an API key made under
Account, or sign in and keep the cookie. Bodies and answers are JSON in UTF-8; times are ISO 8601 in UTC; ids are UUIDs. Lists are paged:
pass \`next\` of one page as \`after\` of the following one. Errors are problem documents (RFC 9457) with a stable \`code\`. Paths of files
in answers are signed for you and good for minutes: fetch them from the same host.`.replaceAll('\n', ' ')

/** Describes the whole API. The same for every studio of this version. */
export function describeApi(version: string): OpenApi {
  const schemas = new Schemas([...Object.values(WORDS), { Problem, LiveEvent }])
  const paths: Record<string, Record<string, Described>> = {}
  for (const [word, operations] of Object.entries(contract))
    for (const [name, operation] of Object.entries(operations as Record<string, Operation>))
      (paths[templateOf(operation.url)] ??= {})[operation.method.toLowerCase()] = describe(
        `${word}.${name}`,
        operation,
        schemas,
      )
  paths[LIVE_URL] = { get: describeLive(schemas) }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Maepsi',
      version,
      description: DESCRIPTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: Object.keys(WORDS).map((word) => ({ name: word === 'vtoJobs' ? 'vto-jobs' : word })),
    paths,
    components: {
      schemas: schemas.components,
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key: mk_…' },
        session: { type: 'apiKey', in: 'cookie', name: 'maepsi_session' },
      },
    },
  } as OpenApi
}

function describe(operationId: string, operation: Operation, schemas: Schemas): Described {
  const { schema, config } = operation
  const query = schema.querystring && schemas.input(schema.querystring)
  const errors = errorsOf(operation, query)
  return {
    operationId,
    summary: schema.summary,
    tags: schema.tags,
    ...describeWayIn(operation),
    parameters: [
      ...parametersOf('path', schema.params && schemas.input(schema.params)),
      ...parametersOf('query', query),
    ],
    ...(schema.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemas.input(schema.body) } },
      },
    }),
    ...(config?.body === 'image' && {
      requestBody: {
        required: true,
        content: Object.fromEntries(
          PICTURES.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
        ),
      },
    }),
    responses: {
      ...Object.fromEntries(
        Object.entries(schema.response).map(([status, reply]) => [
          status,
          status === '204'
            ? { description: 'Done.' }
            : { description: 'Done.', content: { 'application/json': { schema: schemas.output(reply) } } },
        ]),
      ),
      ...describeErrors(errors, schemas),
    },
    'x-errors': errors,
  }
}

/** Who may call it: OpenAPI's `security`, and the scope by our own extension of the format. */
function describeWayIn(operation: Operation): Pick<Described, 'security' | 'x-scope'> {
  if (operation.config?.open) return { security: [] }
  const scope = scopeOf(operation)
  return {
    security: [...(scope === 'account' ? [] : [{ apiKey: [] }]), { session: [] }],
    'x-scope': scope,
  }
}

function describeLive(schemas: Schemas): Described {
  const errors: ErrorCode[] = ['signed_out', 'scope_missing', 'too_many_requests', 'internal']
  return {
    operationId: 'live',
    summary:
      'What changes, as server-sent events; each `data` is a LiveEvent. Fetch again what an event names',
    tags: ['studio'],
    security: [{ apiKey: [] }, { session: [] }],
    'x-scope': 'read',
    parameters: [],
    responses: {
      200: {
        description: 'A stream without end.',
        content: { 'text/event-stream': { schema: schemas.output(LiveEvent) } },
      },
      ...describeErrors(errors, schemas),
    },
    'x-errors': errors,
  }
}

/** The operation's own errors, and those that follow from its form. */
function errorsOf(operation: Operation, query: Schema | undefined): ErrorCode[] {
  const { schema, config, method } = operation
  const scope = scopeOf(operation)
  const takes = schema.params ?? schema.querystring ?? schema.body
  const isPaged = parametersOf('query', query).some(({ name }) => name === 'after')
  const codes = new Set<ErrorCode>([
    ...(takes ? (['bad_request'] as const) : []),
    ...(schema.body ? (['bad_json'] as const) : []),
    ...(isPaged ? (['bad_cursor'] as const) : []),
    ...(config?.open ? [] : (['signed_out'] as const)),
    ...(method === 'GET' && scope !== 'account' && scope !== 'admin' ? [] : (['not_allowed'] as const)),
    ...(config?.open || scope === 'account' ? [] : (['scope_missing'] as const)),
    ...(takes && !config?.open ? (['not_found'] as const) : []),
    'too_many_requests',
    ...(config?.errors ?? []),
    'internal',
  ])
  return ERROR_CODES.filter((code) => codes.has(code))
}

function describeErrors(errors: readonly ErrorCode[], schemas: Schemas): Record<string, Reply> {
  const byStatus = Object.groupBy(errors, (code) => String(STATUS[code]))
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, codes = []]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\`: ${SENTENCE[code]}`).join('\n\n'),
        content: { 'application/problem+json': { schema: schemas.output(Problem) } },
      },
    ]),
  )
}

function parametersOf(place: 'path' | 'query', schema: Schema | undefined): Described['parameters'] {
  return Object.entries(schema?.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || (schema?.required ?? []).includes(name),
    schema: property,
  }))
}

function templateOf(url: string): string {
  return url.replaceAll(/:(\w+)/g, '{$1}')
}
