// Signs and reads C2PA manifests on a thread of its own: the official reader is WebAssembly and would hold everything else up.
import { readFileSync } from 'node:fs'
import { createPrivateKey } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import { algorithmOf, coseSign1, reserveFor, type Signer } from './cose.ts'

export interface SignOrder {
  readonly type: 'sign'
  readonly bytes: Uint8Array
  readonly format: string
  /** A manifest definition of c2pa-rs; the ingredient of the parent is called `parent` in it. */
  readonly definition: object
  /** What the file was made from, with the manifest it carries. */
  readonly parent: { readonly bytes: Uint8Array; readonly format: string; readonly title: string } | null
  readonly signer: Signer
}

export interface ReadOrder {
  readonly type: 'read'
  readonly bytes: Uint8Array
  readonly format: string
  /** Who is trusted, in PEM. */
  readonly anchors: string
}

export type Order = (SignOrder | ReadOrder) & { readonly id: number }

/** `store` is the manifest store as JSON, null where the file has none. */
export type Answer = { readonly id: number } & (
  | { readonly bytes: Uint8Array }
  | { readonly store: string | null }
  | { readonly error: string }
)

/** The library was written for browsers' workers, which read blobs at once: so do these. */
class HeldBlob extends Blob {
  readonly held: Uint8Array

  constructor(bytes: Uint8Array) {
    super([])
    this.held = bytes
  }

  override get size(): number {
    return this.held.byteLength
  }

  override slice(start = 0, end = this.held.byteLength): HeldBlob {
    return new HeldBlob(this.held.subarray(start, end))
  }
}

class HeldReader {
  readAsArrayBuffer(blob: HeldBlob): ArrayBuffer {
    return Uint8Array.from(blob.held).buffer
  }
}

Object.assign(globalThis, {
  FileReaderSync: HeldReader,
  // A file may name an address to fetch more from: nothing that was sent to us makes us call anywhere.
  fetch: () => Promise.reject(new Error('nothing is fetched')),
})
const c2pa = await import('@contentauth/c2pa-wasm')
const wasm = fileURLToPath(import.meta.resolve('@contentauth/c2pa-wasm/c2pa.wasm'))
c2pa.initSync({ module: new WebAssembly.Module(readFileSync(wasm)) })

const QUIET = {
  verify: { remote_manifest_fetch: false, ocsp_fetch: false, verify_after_sign: false },
  builder: { thumbnail: { enabled: false } },
}

async function signFile({ bytes, format, definition, parent, signer }: SignOrder): Promise<Uint8Array> {
  const builder = c2pa.WasmBuilder.fromJson(JSON.stringify(definition), JSON.stringify(QUIET))
  if (parent) {
    const ingredient = {
      title: parent.title,
      relationship: 'parentOf',
      label: 'parent',
      format: parent.format,
    }
    await builder.addIngredientFromBlob(JSON.stringify(ingredient), parent.format, new HeldBlob(parent.bytes))
  }
  const alg = algorithmOf(createPrivateKey(signer.key))
  if (alg === null) throw new Error('this key is none that C2PA knows')
  const definitionOfSigner = {
    alg,
    reserveSize: reserveFor(signer),
    sign: async (claim: Uint8Array) => coseSign1(claim, signer),
  }
  return builder.sign(definitionOfSigner, [], format, new HeldBlob(bytes))
}

async function readFile({ bytes, format, anchors }: ReadOrder): Promise<string | null> {
  const settings = {
    ...QUIET,
    verify: { ...QUIET.verify, verify_trust: true },
    trust: { user_anchors: anchors },
  }
  try {
    return (await c2pa.WasmReader.fromBytes(format, bytes, JSON.stringify(settings))).json()
  } catch (error) {
    if (/JumbfNotFound|NoManifest/i.test(String(error))) return null
    throw error
  }
}

const port = parentPort
port?.on('message', (order: Order) => {
  const { id } = order
  const work: Promise<Answer> =
    order.type === 'sign'
      ? signFile(order).then((bytes) => ({ id, bytes }))
      : readFile(order).then((store) => ({ id, store }))
  void work
    .catch((error: unknown) => ({ id, error: error instanceof Error ? error.message : String(error) }))
    .then((answer) => port.postMessage(answer, []))
})
