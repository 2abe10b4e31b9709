// The contract's schemas as JSON Schema: those with a name become components, the rest is written where it stands.
import * as z from 'zod/mini'

/** As much of JSON Schema as the contract uses. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  readonly format?: string
  readonly description?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly additionalProperties?: Schema | boolean
}

type Direction = 'input' | 'output'

export class Schemas {
  readonly components: Record<string, Schema> = {}
  readonly #names = new Map<z.ZodMiniType, string>()
  /** The schemas with a name, converted when the first of them is asked for. */
  readonly #named: Partial<Record<Direction, Record<string, Schema>>> = {}

  /** `modules` hold schemas under their names, as the contract's files export them. */
  constructor(modules: readonly object[]) {
    for (const module of modules)
      for (const [name, value] of Object.entries(module))
        if (value instanceof z.ZodMiniType && !name.endsWith('Query')) this.#names.set(value, name)
  }

  /** What callers send: what has a default may be left out. */
  input(schema: z.ZodMiniType): Schema {
    return this.#write(schema, 'input')
  }

  /** What the studio answers. */
  output(schema: z.ZodMiniType): Schema {
    return this.#write(schema, 'output')
  }

  #write(schema: z.ZodMiniType, direction: Direction): Schema {
    const name = this.#names.get(schema)
    if (name !== undefined) {
      this.#named[direction] ??= this.#convert(direction)
      return this.#settle({ $ref: name }, this.#named[direction], direction)
    }
    const all = this.#convert(direction, schema)
    return this.#settle(all['it'], all, direction)
  }

  #convert(direction: Direction, it?: z.ZodMiniType): Record<string, Schema> {
    const registry = z.registry<{ id: string }>()
    for (const [named, id] of this.#names) registry.add(named, { id })
    if (it) registry.add(it, { id: 'it' })
    const { schemas } = z.toJSONSchema(registry, {
      target: 'draft-2020-12',
      unrepresentable: 'any',
      io: direction,
      uri: (id) => id,
    })
    return schemas as Record<string, Schema>
  }

  /** Points references at components, and makes those. What callers may write more shortly than it is answered gets a name of its own. */
  #settle(schema: Schema | undefined, all: Record<string, Schema>, direction: Direction): Schema {
    const text = JSON.stringify(schema ?? {}, (key, value: unknown) =>
      isNoise(key, value) ? undefined : value,
    )
    return JSON.parse(text, (key, value: unknown) => {
      if (key !== '$ref' || typeof value !== 'string') return value
      const isShorter = direction === 'input' && JSON.stringify(all[value]).includes('"default"')
      const name = isShorter ? `${value}Input` : value
      if (!(name in this.components)) {
        this.components[name] = {}
        this.components[name] = this.#settle(all[value], all, direction)
      }
      return `#/components/schemas/${name}`
    }) as Schema
  }
}

/** What a format says already, what JavaScript's numbers cannot hold anyway, and what would keep answers from gaining properties. */
function isNoise(key: string, value: unknown): boolean {
  if (key === 'pattern') return typeof value === 'string' && value.length > 60
  if (key === 'maximum') return value === Number.MAX_SAFE_INTEGER
  return ['$schema', '$id'].includes(key) || (key === 'additionalProperties' && value === false)
}
