// Where a result comes from, as its owner may see it: what vendors are paid is for administrators.
import type { Lineage } from '#sdk/contract/lineage.ts'
import type { Lineage as KeptLineage } from '../domain/lineage/lineage.ts'

export function presentLineage(
  user: { readonly isAdmin?: boolean },
  lineage: KeptLineage | undefined,
): Lineage | null {
  if (!lineage) return null
  const { inputs, person, vendorCost, ...rest } = lineage
  return { ...rest, inputs: [...inputs], person: [...person], vendorCost: user.isAdmin ? vendorCost : null }
}
