// What the addresses of the sign-in pages carry: where to go after, and what a provider sent back.
import { PROVIDERS, type Provider } from '#sdk/contract/account.ts'

type Search = Readonly<Record<string, unknown>>

export interface EnterSearch {
  /** Where to go once signed in. */
  readonly to?: string
  readonly with?: Provider
  readonly error?: string
}

/** Reads the address of the sign-in page. */
export function readEnterSearch(search: Search): EnterSearch {
  const provider = providerIn(search['with'])
  return {
    ...(typeof search['to'] === 'string' && { to: search['to'] }),
    ...(provider && { with: provider }),
    ...(typeof search['error'] === 'string' && { error: search['error'] }),
  }
}

export interface LinkSearch {
  /** A provider that was just added. */
  readonly linked?: Provider
  /** A provider to be added next: its sign-in failed because the account had another. */
  readonly offer?: Provider
  readonly with?: Provider
  readonly error?: string
}

/** Reads the address of the page with the ways in. */
export function readLinkSearch(search: Search): LinkSearch {
  const [linked, offer, provider] = [search['linked'], search['offer'], search['with']].map(providerIn)
  return {
    ...(linked && { linked }),
    ...(offer && { offer }),
    ...(provider && { with: provider }),
    ...(typeof search['error'] === 'string' && { error: search['error'] }),
  }
}

/** Reads the token of a letter. */
export function readToken(search: Search): { token?: string } {
  return typeof search['token'] === 'string' ? { token: search['token'] } : {}
}

function providerIn(value: unknown): Provider | undefined {
  return PROVIDERS.find((one) => one === value)
}
