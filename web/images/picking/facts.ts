// What differs between looks, and what does not.

export interface Fact {
  readonly name: string
  /** One a look, in their order; empty where there is nothing to say. */
  readonly values: readonly string[]
}

/** The facts that differ with what each look says, and the names of those that are the same for all and say something. */
export function compareFacts(facts: readonly Fact[]): {
  readonly differ: readonly Fact[]
  readonly same: readonly string[]
} {
  const isSame = ({ values }: Fact) => values.every((value) => value === values[0])
  return {
    differ: facts.filter((fact) => !isSame(fact)),
    same: facts.filter((fact) => isSame(fact) && fact.values[0] !== '').map(({ name }) => name),
  }
}
