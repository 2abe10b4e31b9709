// A look in words: its number, and why the engine is not sure of it.
import type { Translate } from '#web/i18n.ts'

/** The number of a look as it is shown and spoken of: 07. */
export const pad = (number: number): string => String(number).padStart(2, '0')

const DOUBTS = [
  'cutout_unsure',
  'pale_on_pale',
  'no_armpit',
  'asymmetric',
  'scale_cues_disagree',
  'landmarks_unsure',
  'kind_unsure',
  'fork_hidden',
  'straps_thin',
  'cloth_stretched',
  'armpits_wide',
  'cropped',
  'back_guessed',
  'simple_fit',
] as const

/** Why the engine is not sure of a look, a sentence each; a reason this app does not know yet asks to look once more. */
export function doubtsOf(doubts: readonly string[], t: Translate): string[] {
  const known = doubts.map((code) => DOUBTS.find((one) => one === code) ?? 'other')
  return [...new Set(known)].map((code) => t(`viewer.doubt.${code}`))
}
