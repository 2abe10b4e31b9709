// The studio's API as typed functions, made from the contract: `maepsi.products.get({ params: { id } })`.

import { type AnyArguments, type Call, call, type Connection } from './client-call.ts'
import { live } from './client-live.ts'
import { type Contract, contract } from './contract/contract.ts'
import type { LiveEvent } from './contract/live.ts'
import type { Operation } from './contract/operation.ts'

export { type Connection, MaepsiError } from './client-call.ts'

type Words = {
  readonly [Word in keyof Contract]: {
    readonly [Verb in keyof Contract[Word]]: Contract[Word][Verb] extends Operation
      ? Call<Contract[Word][Verb]>
      : never
  }
}

export interface Maepsi extends Words {
  /** Every live event from now on, connecting again by itself; ends when the signal is aborted. */
  readonly live: (options?: { readonly signal?: AbortSignal }) => AsyncGenerator<LiveEvent, void>
}

/**
 * Opens a client. Every function takes `{ params, query, body, signal }`, as far as its operation has them, and throws
 * MaepsiError; a picture's body is a Blob or bytes.
 */
export function openMaepsi(connection: Connection = {}): Maepsi {
  const words = Object.entries(contract).map(([word, operations]) => {
    const verbs = Object.entries(operations as Record<string, Operation>).map(
      ([verb, operation]) => [verb, (given?: AnyArguments) => call(connection, operation, given)] as const,
    )
    return [word, Object.fromEntries(verbs)] as const
  })
  return {
    ...(Object.fromEntries(words) as unknown as Words),
    live: (options = {}) => live(connection, options.signal),
  }
}
