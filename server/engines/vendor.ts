// What a hosted engine is made of: one vendor's wire, and the words in which vendors say no.
import type { Side, Slot, View } from '#drape/garment.ts'
import type { Motion } from '#sdk/contract/film.ts'
import type { Capabilities } from '#sdk/contract/engines.ts'

/**
 * Why a call gave no picture, in one word for all vendors. Each decides the same everywhere: how often the call may be bought again,
 * and whether another engine may step in. The user never pays for one.
 */
export const DECISIONS = {
  /** The vendor does not know the key. */
  auth: { again: 0, failOver: true },
  out_of_funds: { again: 0, failOver: true },
  /** Comes again when the vendor says so, for as long as a call may take; that counts as no attempt. */
  rate_limited: { again: Infinity, failOver: true },
  capacity: { again: 3, failOver: true },
  provider_failure: { again: 2, failOver: true },
  /** The vendor cannot be reached at all; nothing was sent. */
  unreachable: { again: 2, failOver: true },
  invalid_input: { again: 0, failOver: false },
  input_unreadable: { again: 0, failOver: false },
  pose_not_found: { again: 0, failOver: false },
  content_blocked: { again: 0, failOver: false },
  empty_output: { again: 1, failOver: false },
  /** No picture, or no JSON, where one was promised: HTML, a private address, another type of file. */
  bad_answer: { again: 0, failOver: false },
  wrong_size: { again: 0, failOver: false },
  timeout: { again: 0, failOver: false },
  /** The vendor no longer has what it took in, or its result. */
  lost: { again: 1, failOver: false },
  /** The answer to a submit was lost: it may have been taken, so it is never sent again. */
  submit_unknown: { again: 0, failOver: false },
} as const satisfies Record<string, { readonly again: number; readonly failOver: boolean }>

export type VendorCode = keyof typeof DECISIONS

export class VendorError extends Error {
  override name = 'VendorError'
  readonly code: VendorCode
  /** How long the vendor asks to be left alone, in ms. */
  readonly waitMs: number | null

  /** `said` is what the vendor wrote, for the log: never a header of ours. */
  constructor(
    code: VendorCode,
    said = '',
    { waitMs = null, cause }: { waitMs?: number | null; cause?: unknown } = {},
  ) {
    super(said === '' ? code : `${code}: ${said.slice(0, 500)}`, { cause })
    this.code = code
    this.waitMs = waitMs
  }
}

/** An encoded picture on its way to a vendor. */
export interface Picture {
  readonly bytes: Uint8Array
  readonly contentType: 'image/png' | 'image/jpeg' | 'image/webp'
  readonly width: number
  readonly height: number
}

export const NOBODY: Picture = { bytes: new Uint8Array(), contentType: 'image/jpeg', width: 0, height: 0 }

/** One call: these garments onto this person. */
export interface Call {
  /** Our own name for it, a UUID. */
  readonly id: string
  /** NOBODY with engines that need none. */
  readonly person: Picture
  readonly view: View
  readonly body: string
  readonly garments: readonly { readonly slot: Slot; readonly side: Side; readonly picture: Picture }[]
  readonly width: number
  readonly height: number
  readonly ratio: '3:4' | '1:1' | '4:5'
  readonly size: 'standard' | 'large'
  readonly seed: number
  /** A colour or the name of one, for engines that paint the backdrop. */
  readonly backdrop: string
  readonly tucked: boolean
  readonly open: boolean
}

/** A result: the bytes at once, or where they lie, with headers that open the door. */
export type Output =
  | { readonly bytes: Uint8Array }
  | { readonly url: string; readonly headers?: Readonly<Record<string, string>> }

/** The answer to a submit: a name to ask for, or the result at once. */
export type Submitted = { readonly ref: string } | { readonly outputs: readonly Output[] }

export type Polled =
  | { readonly state: 'waiting'; readonly percent?: number }
  | { readonly state: 'made'; readonly outputs: readonly Output[] }

/** One call for a video: this picture, moving like that. */
export interface FilmCall {
  readonly picture: Picture
  readonly motion: Motion
  readonly seconds: number
}

/** What engines that bring looks to life have in common: they dress nobody. */
export const FILM_CAN: Capabilities = {
  slots: [],
  garments: 0,
  person: false,
  backdrop: false,
  outputs: 1,
  seed: false,
  ratios: [],
  sizes: [],
  durations: [],
  cancel: false,
  resultHours: null,
  commercial: 'yes',
  watermarks: [],
}

/** One vendor's wire, for calls of one kind. Every function throws VendorError. */
export interface Vendor<Wish = Omit<Call, 'id'>> {
  readonly model: string
  /** Its base URL: the one place, beside the public internet, that its results may come from. */
  readonly origin: string
  readonly can: Capabilities
  /** What it can be seen from; front and back where a photo of a person decides. */
  readonly views?: readonly View[]
  /** Expected seconds a call. */
  readonly seconds: number
  /** A call whose answer was lost may be sent again under the same id: the vendor makes no second one of it, or `find` has told. */
  readonly sameId: boolean
  /** Sends the call, exactly once: one POST, never repeated here. */
  submit(call: Wish & { readonly id: string }): Promise<Submitted>
  poll?(ref: string): Promise<Polled>
  /** Looks a call up by our id; null when the vendor never took it. */
  find?(id: string): Promise<string | null>
  /** Calls it off where that is possible; what it costs then is the vendor's to say. */
  cancel?(ref: string): Promise<void>
  /** Asks whether the key is good, without buying. Answers what else the vendor said. */
  test(): Promise<string | null>
}
