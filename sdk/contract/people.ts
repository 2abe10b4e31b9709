// People: whose photos engines dress that need a person; brought with a record of their consent, deleted with all that shows them.
import * as z from 'zod/mini'
import { PHOTO_ERRORS } from './errors.ts'
import type { Operation } from './operation.ts'
import { Side } from './products.ts'
import { ById, Id, Name, Time } from './shapes.ts'
import { Body } from './vto-jobs.ts'

/** What is declared of somebody before a photo of them is taken in. */
export const Consent = z.object({
  /** They are of age. */
  adult: z.boolean(),
  /** They have agreed, in writing, that their picture is used like this. */
  release: z.boolean(),
  /** What for, in words of your own. */
  purpose: z.string().check(z.trim(), z.minLength(1), z.maxLength(300)),
})

/** A signed release: a file to be downloaded. */
export const Release = z.object({ url: z.string(), name: z.string(), at: Time })

export const Model = z.object({
  id: Id,
  name: z.string(),
  body: Body,
  /** Brought by an administrator, for everyone in the studio. */
  house: z.boolean(),
  /** Photos there are: signed for you and good for minutes; null where there is none. */
  front: z.nullable(z.object({ url: z.string(), thumbnailUrl: z.string() })),
  back: z.nullable(z.object({ url: z.string(), thumbnailUrl: z.string() })),
  consent: z.extend(Consent, { at: Time }),
  /** What they signed, for who brought them and for administrators: an address signed for you and good for minutes. */
  release: z.nullable(Release),
  createdAt: Time,
})
export type Model = z.infer<typeof Model>

const tags = ['people']

export const list = {
  method: 'GET',
  url: '/v1/people',
  schema: {
    summary: 'Model photos: your own and those of the studio, newest first',
    tags,
    response: { 200: z.object({ items: z.array(Model) }) },
  },
} as const satisfies Operation

export const create = {
  method: 'POST',
  url: '/v1/people',
  schema: {
    summary: 'Add a person, with what they have consented to; their photos follow',
    tags,
    body: z.object({
      name: Name,
      body: Body,
      consent: Consent,
      /** For everyone in the studio; administrators alone. */
      house: z._default(z.boolean(), false),
    }),
    response: { 201: Model },
  },
  config: { errors: ['consent_needed', 'not_allowed', 'people_full'] },
} as const satisfies Operation

export const putPhoto = {
  method: 'PUT',
  url: '/v1/people/:id/photos/:side',
  schema: {
    summary: 'Put the photo of a person from before or behind (raw bytes), replacing the one there',
    tags,
    params: z.extend(ById, { side: Side }),
    response: { 200: Model },
  },
  config: {
    body: 'image',
    errors: [...PHOTO_ERRORS, 'photo_small'],
  },
} as const satisfies Operation

export const putRelease = {
  method: 'PUT',
  url: '/v1/people/:id/release',
  schema: {
    summary:
      'Put the release a person signed (raw bytes: PDF, JPEG, PNG, WebP, AVIF or HEIC up to 25 MB), replacing the one there; kept as it is',
    tags,
    params: ById,
    querystring: z.object({ name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)) }),
    response: { 200: Model },
  },
  config: {
    body: 'image',
    errors: ['release_type', 'photo_big', 'photo_empty', 'photo_broken', 'photo_pixels', 'not_allowed'],
  },
} as const satisfies Operation

/** What shows a person, and goes with them. */
export const Shown = z.object({ looks: z.number(), videos: z.number(), running: z.number() })

export const shown = {
  method: 'GET',
  url: '/v1/people/:id/shown',
  schema: { summary: 'What shows a person: it goes with them', tags, params: ById, response: { 200: Shown } },
} as const satisfies Operation

export const remove = {
  method: 'DELETE',
  url: '/v1/people/:id',
  schema: {
    summary: 'Delete a person, their photos, and every look and video that shows them, for good',
    tags,
    params: ById,
    response: { 200: Shown },
  },
} as const satisfies Operation
