// Codes in words: what is wrong with a photo, why a look is in doubt, and what a stage is.

type Values = Readonly<Record<string, string | number>>

const FINDINGS: Readonly<Record<string, (values: Values) => string>> = {
  photo_small: ({ px }) =>
    `the photo is small${px === undefined ? '' : ` (${px} px on its short side)`}: take one of at least 768 px`,
  photo_none: () => 'no garment was found: lay it flat on a plain backdrop that differs from the cloth',
  photo_several: () => 'there are several garments: photograph one at a time',
  photo_cropped: () => 'the garment is cut off at the edge: leave some room around it',
  photo_worn: () => 'somebody wears it: lay it flat or hang it up',
  photo_turned: () => 'it lies on its side: turn the photo so that neck or waist is at the top',
  photo_background: () => 'the backdrop is busy: use a plain wall, table or sheet',
  photo_dark: () => 'the photo is dark: take it by a window or with more light',
  photo_pale: () => 'garment and backdrop are alike: use a darker or coloured backdrop',
  wrong_slot: ({ betterSlot }) =>
    betterSlot
      ? `this looks like another kind of garment: give it with --${betterSlot}`
      : 'this looks like another kind of garment',
  slot_guessed: () =>
    'where it is worn is a guess: name the file by it, as in A1_onepiece_front.jpg, or move it in the studio',
  photo_unsure: () => 'its parts are hard to tell: spread sleeves and legs so that gaps show',
}

/** What a finding says, and the fix. Unknown codes are shown as they are. */
export function findingInWords(code: string, values: Values = {}): string {
  return FINDINGS[code]?.(values) ?? code
}

const DOUBTS: Readonly<Record<string, string>> = {
  cutout_unsure: 'the garment’s edge was hard to find',
  pale_on_pale: 'garment and backdrop are nearly of one colour',
  no_armpit: 'no gap between sleeve and body was found',
  asymmetric: 'the two halves differ',
  scale_cues_disagree: 'its size is a guess',
  landmarks_unsure: 'shoulders or hems may be misplaced',
  kind_unsure: 'it may be another kind of garment',
  fork_hidden: 'the fork of the legs is hidden',
  straps_thin: 'thin straps may be lost',
  cloth_stretched: 'the cloth is stretched in places',
  armpits_wide: 'the armpits gape',
  cropped: 'the garment is cut off at the photo’s edge',
  back_guessed: 'the back is a guess, as there is no back photo',
  simple_fit: 'it was laid on the front alone, as more of it could not be told',
}

/** One sentence for all doubts of a look; null when there are none. */
export function doubtsInWords(doubts: readonly string[]): string | null {
  if (doubts.length === 0) return null
  return `not sure: ${doubts.map((doubt) => DOUBTS[doubt] ?? doubt).join('; ')}`
}

const STAGES: Readonly<Record<string, string>> = {
  reading: 'reading the photos',
  posing: 'posing the mannequin',
  draping: 'draping the cloth',
  finishing: 'taking the picture',
}

export function stageInWords(stage: string | null): string {
  return stage === null ? 'waiting' : (STAGES[stage] ?? stage)
}
