// Backdrops of one's own: pictures that Drape's looks are laid on.
import * as z from 'zod/mini'
import { PHOTO_ERRORS } from './errors.ts'
import type { Operation } from './operation.ts'
import { ById, Id, Nothing } from './shapes.ts'

export const OwnBackdrop = z.object({
  id: Id,
  /** What a direction's `backdrop` says to have it behind its looks. */
  backdrop: z.string(),
  /** Signed for you and good for minutes. */
  url: z.string(),
  thumbnailUrl: z.string(),
})
export type OwnBackdrop = z.infer<typeof OwnBackdrop>

const tags = ['backdrops']

export const list = {
  method: 'GET',
  url: '/v1/backdrops',
  schema: {
    summary: 'Your own backdrops, newest first',
    tags,
    response: { 200: z.object({ items: z.array(OwnBackdrop) }) },
  },
} as const satisfies Operation

export const add = {
  method: 'POST',
  url: '/v1/backdrops',
  schema: {
    summary:
      'Bring a backdrop (raw bytes: JPEG, PNG, WebP, AVIF or HEIC up to 25 MB); what is in the file beside its pixels is removed',
    tags,
    response: { 201: OwnBackdrop },
  },
  config: {
    body: 'image',
    errors: [...PHOTO_ERRORS, 'photo_small', 'backdrops_full'],
  },
} as const satisfies Operation

export const remove = {
  method: 'DELETE',
  url: '/v1/backdrops/:id',
  schema: {
    summary:
      'Delete a backdrop; looks that were made before it stay, runs that wait for it fail and are refunded',
    tags,
    params: ById,
    response: { 204: Nothing },
  },
} as const satisfies Operation
