// Shapes that several words of the contract share: ids, times, pages.
import * as z from 'zod/mini'

/** A uuid; new ones are version 7, made by the caller where the caller needs to know it. */
export const Id = z.uuid()

/** ISO 8601 in UTC. */
export const Time = z.iso.datetime()

export const ById = z.object({ id: Id })

/** Keyset paging: pass the `next` of one page as `after` of the next. */
export const PageQuery = z.object({
  after: z.optional(z.string().check(z.maxLength(200))),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 50),
})

/** A page of a list; `next` is null on the last one. */
export function Page<T extends z.ZodMiniType>(item: T) {
  return z.object({ items: z.array(item), next: z.nullable(z.string()) })
}

/** A name people give to things: 1 to 120 characters after trimming. */
export const Name = z.string().check(z.trim(), z.minLength(1), z.maxLength(120))

export const Nothing = z.null()
