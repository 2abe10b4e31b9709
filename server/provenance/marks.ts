// What the marks of a file say, read from its manifests and its XMP: facts only, the words are the page's.
import type { Marks } from '#sdk/contract/verify.ts'
import { sourceTypeIn } from './xmp.ts'
import type { KnownSigners } from './identity.ts'

/** What of c2pa-rs's JSON is looked at. Anything may be missing: the file is a stranger's. */
interface Store {
  readonly active_manifest?: string
  readonly manifests?: Readonly<Record<string, Manifest | undefined>>
  readonly validation_state?: string
  readonly validation_status?: readonly { readonly code?: string }[]
}

interface Manifest {
  readonly title?: string
  readonly claim_generator_info?: readonly { readonly name?: string; readonly version?: string }[]
  readonly signature_info?: {
    readonly issuer?: string
    readonly common_name?: string
    readonly cert_serial_number?: string
    readonly time?: string
  }
  readonly assertions?: readonly { readonly label?: string; readonly data?: { readonly actions?: unknown } }[]
  readonly ingredients?: readonly { readonly active_manifest?: string; readonly relationship?: string }[]
}

interface Action {
  readonly action?: string
  readonly digitalSourceType?: string
  readonly softwareAgent?: string | { readonly name?: string; readonly version?: string }
}

/** Longest text taken from a file, and how many manifests back the way is followed. */
const MOST_TEXT = 120
const MOST_STEPS = 20

/** The marks of a file. `store` is the official reader's JSON, null without a manifest, false where it could not be read. */
export function marksOf(
  type: Marks['type'],
  store: string | false | null,
  xmp: string | null,
  known: KnownSigners,
): Marks {
  const declared = xmp === null ? null : sourceTypeIn(xmp)
  if (store === false) return { type, verdict: 'changed', sourceType: declared, declared, signature: null }
  if (store === null) {
    const verdict = declared === null ? 'none' : 'declared'
    return { type, verdict, sourceType: declared, declared, signature: null }
  }
  const {
    active_manifest: active,
    manifests,
    validation_state: state,
    validation_status,
  } = JSON.parse(store) as Store
  const way = wayBack(manifests ?? {}, active)
  const signer = way[0]?.signature_info
  const ours = state === 'Trusted' && known.serials.has(signer?.cert_serial_number ?? '')
  const intact = state === 'Valid' || state === 'Trusted'
  const actions = way.flatMap(actionsOf)
  const source = actions.find(({ digitalSourceType }) => digitalSourceType)?.digitalSourceType
  const [generator] = way[0]?.claim_generator_info ?? []
  // The oldest says what made the picture; those after it, what changed it.
  const agent = actions.findLast(({ softwareAgent }) => softwareAgent)?.softwareAgent
  const problems = (validation_status ?? []).flatMap(({ code }) => (code === undefined ? [] : [short(code)!]))
  return {
    type,
    verdict: !intact ? 'changed' : ours ? 'ours' : 'signed',
    sourceType: (source && /([A-Za-z]{1,60})$/.exec(source)?.[1]) ?? declared,
    declared,
    signature: {
      by: short(signer?.issuer ?? signer?.common_name),
      at: short(signer?.time),
      title: short(way[0]?.title),
      program: short([generator?.name, generator?.version].filter(Boolean).join(' ')),
      engine: short(
        typeof agent === 'string' ? agent : [agent?.name, agent?.version].filter(Boolean).join(' '),
      ),
      changes: [
        ...new Set(
          actions.flatMap(({ action }) => {
            const name = /^c2pa[.]([A-Za-z.]{1,40})$/.exec(action ?? '')?.[1]
            return name && name !== 'created' && name !== 'opened' ? [name] : []
          }),
        ),
      ],
      steps: way.length,
      problems: [...new Set(problems)].slice(0, MOST_STEPS),
    },
  }
}

/** The manifests from the file's own back to the first, along what each was made from. */
function wayBack(manifests: NonNullable<Store['manifests']>, active: string | undefined): Manifest[] {
  const way: Manifest[] = []
  for (let label = active; label !== undefined && way.length < MOST_STEPS;) {
    const manifest = manifests[label]
    if (!manifest || way.includes(manifest)) break
    way.push(manifest)
    label = manifest.ingredients?.find(({ relationship }) => relationship === 'parentOf')?.active_manifest
  }
  return way
}

function actionsOf({ assertions = [] }: Manifest): Action[] {
  return assertions.flatMap(({ label = '', data }) =>
    label.startsWith('c2pa.actions') && Array.isArray(data?.actions) ? (data.actions as Action[]) : [],
  )
}

function short(text: string | undefined): string | null {
  const clean =
    typeof text === 'string'
      ? text
          .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
          .trim()
          .slice(0, MOST_TEXT)
      : ''
  return clean === '' ? null : clean
}
