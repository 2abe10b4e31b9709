// What a model must be to stand behind the server: this file and one like drape-model.ts are all an own model needs.

/** What is asked for, as the `wish` part of a job says it. */
export interface Wish {
  readonly garments: readonly { readonly part: string; readonly slot: string; readonly side: string }[]
  readonly view: string
  readonly body: string
  readonly width: number
  readonly height: number
  readonly seed: number
  readonly backdrop: string
  readonly tucked: boolean
  readonly open: boolean
}

export interface Order {
  readonly wish: Wish
  /** Encoded pictures by the name of their part: `garment0`, `garment1` …, and `person` for models that need one. */
  readonly parts: ReadonlyMap<string, Uint8Array>
  readonly signal: AbortSignal
  /** 0 to 100. */
  onProgress(percent: number): void
}

export interface Model {
  readonly name: string
  readonly version: string
  /** What GET /v1/capabilities says; docs/engines.md explains each word. */
  readonly can: Readonly<Record<string, unknown>>
  readonly views: readonly string[]
  /** Makes the pictures, encoded as PNG, JPEG or WebP. Throws Refused; throws the signal's reason when aborted. */
  make(order: Order): Promise<readonly Uint8Array[]>
}

/** The model cannot do it; `code` is one of those of docs/engines.md. */
export class Refused extends Error {
  override name = 'Refused'
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
