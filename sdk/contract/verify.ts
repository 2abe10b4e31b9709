// What the marks of a file say of how it was made: read from any file, kept nowhere.
import * as z from 'zod/mini'
import type { Operation } from './operation.ts'

/**
 * `ours`: signed by this studio, and unchanged since. `signed`: signed by somebody else, and unchanged since. `changed`: it is not what
 * was signed any more. `declared`: unsigned, but its metadata names how it was made. `none`: no marks, which proves nothing.
 */
export const VERDICTS = ['ours', 'signed', 'changed', 'declared', 'none'] as const
export type Verdict = (typeof VERDICTS)[number]

export const Marks = z.object({
  type: z.enum(['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'video/mp4']),
  verdict: z.enum(VERDICTS),
  /** How it was made, in IPTC's words (https://cv.iptc.org/newscodes/digitalsourcetype/): as signed, or else as declared. */
  sourceType: z.nullable(z.string()),
  /** What its XMP metadata says of that; anybody can write there. */
  declared: z.nullable(z.string()),
  /** null where there is no manifest, or none that can be read. */
  signature: z.nullable(
    z.object({
      by: z.nullable(z.string()),
      /** When, by a time stamp of a third party; null without one. */
      at: z.nullable(z.string()),
      title: z.nullable(z.string()),
      /** The program that signed. */
      program: z.nullable(z.string()),
      /** What made the picture. */
      engine: z.nullable(z.string()),
      /** What was done to it since, in C2PA's words: `resized`, `transcoded` … */
      changes: z.array(z.string()),
      /** How many signed steps lead to this file. */
      steps: z.number(),
      /** Codes of C2PA's validation, worst first. */
      problems: z.array(z.string()),
    }),
  ),
})
export type Marks = z.infer<typeof Marks>

/** Largest file taken, in bytes. */
export const MOST_VERIFIED_BYTES = 32 * 1024 * 1024

export const verify = {
  method: 'POST',
  url: '/v1/verify',
  schema: {
    summary: 'Read the marks of a picture or a video; send its raw bytes',
    tags: ['verify'],
    response: { 200: Marks },
  },
  config: {
    body: 'image',
    open: true,
    perMinute: 30,
    errors: ['marks_type', 'photo_empty', 'photo_big', 'photo_broken'],
  },
} as const satisfies Operation
