// The running studio itself: what a client needs to know before anyone has signed in.
import * as z from 'zod/mini'
import { Capabilities, EnginePrices } from './engines.ts'
import { VideoKind } from './film.ts'
import { Provider } from './account.ts'
import type { Operation } from './operation.ts'

export const StudioInfo = z.object({
  name: z.string(),
  version: z.string(),
  /** No account yet: the next one to sign up becomes the administrator. */
  needsFirstAccount: z.boolean(),
  signUpOpen: z.boolean(),
  /** Whom one may sign in with, beside e-mail and password. */
  providers: z.array(Provider),
  prices: z.object({ look: z.number(), lookLarge: z.number(), turntable: z.number(), letter: z.number() }),
  /** The language model that writes letters; null where the built-in writer does. */
  letterModel: z.nullable(z.string()),
  /** What a new account is given. */
  openingGrant: z.object({ credit: z.number(), lookBookTicket: z.number(), videoTicket: z.number() }),
  engines: z.array(
    z.object({
      name: z.string(),
      version: z.string(),
      bodies: z.array(z.string()),
      bodySizes: z.array(z.string()),
      finishes: z.array(z.string()),
      poses: z.array(z.string()),
      views: z.array(z.string()),
      /** It can show the garment as worn, without the mannequin. */
      ghost: z.boolean(),
      /** It can make turntable videos. */
      video: z.boolean(),
      /** Kinds of video it makes. */
      films: z.array(VideoKind),
      can: Capabilities,
      /** null: the studio's prices hold. */
      prices: z.nullable(EnginePrices),
    }),
  ),
  /** Who wears the clothes of an engine that needs a person, when nobody else is chosen: bodies, and the views there are of each. */
  people: z.array(z.object({ body: z.string(), views: z.array(z.string()) })),
  /** The largest ZIP of products, in MB: one over it is best not sent at all. */
  bulkZipMegabytes: z.number(),
  /** Workers that are alive; with none, a run waits. */
  workers: z.number(),
})
export type StudioInfo = z.infer<typeof StudioInfo>

export const get = {
  method: 'GET',
  url: '/v1/studio',
  schema: { summary: 'What this studio is and offers', tags: ['studio'], response: { 200: StudioInfo } },
  config: { open: true },
} as const satisfies Operation
