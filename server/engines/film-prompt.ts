// What an engine that brings looks to life is told in words.
import type { Motion } from '#sdk/contract/film.ts'

const MOVES: Readonly<Record<Motion, string>> = {
  turn: 'The model slowly turns around once and faces the camera again.',
  walk: 'The model walks a few calm steps towards the camera and stops.',
  sway: 'The model shifts weight gently from one foot to the other; the fabric moves a little.',
  still: 'The model stands still; the camera moves slowly closer.',
}

/** The prompt of a movement. The clothes are what is sold: they must stay as they are. */
export function filmPrompt(motion: Motion): string {
  return `Fashion look book, one continuous shot. ${MOVES[motion]} The garments keep their exact colour, print, length and fit. The background stays as it is. No text.`
}

export const AVOID = 'changed clothes, changed colours, distorted hands, extra limbs, blur, text, logo'
