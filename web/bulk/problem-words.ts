// What is wrong with a product, in a few words.
import type { BulkRow } from '#sdk/contract/bulk-shapes.ts'
import { ERROR_CODES } from '#sdk/contract/errors.ts'
import { engineFail } from '#web/engine-words.ts'
import type { Translate } from '#web/i18n.ts'

const FINDINGS = [
  'photo_small',
  'photo_none',
  'photo_several',
  'photo_cropped',
  'photo_worn',
  'photo_turned',
  'photo_background',
  'photo_dark',
  'photo_pale',
  'wrong_slot',
  'photo_unsure',
] as const
const FAILS = ['cloth_failed', 'photo_none', 'worker_lost'] as const
const OWN = ['sending', 'photo_missing', 'photo_checking', 'slot_excluded', 'slot_guessed'] as const

/** `Top front: 412 px`. */
export function problemWords(
  { code, slot, side, values }: BulkRow['problems'][number],
  t: Translate,
): string {
  const place =
    slot && side
      ? `${t('studio.place', { slot: t(`studio.slot.${slot}`), side: t(`studio.sideOf.${side}`) })}: `
      : ''
  return place + words(code, slot, values, t)
}

function words(
  code: string,
  slot: BulkRow['problems'][number]['slot'],
  values: BulkRow['problems'][number]['values'],
  t: Translate,
): string {
  const own = OWN.find((one) => one === code)
  if (own) return t(`bulk.problem.${own}`, values)
  const finding = FINDINGS.find((one) => one === code)
  if (!finding) return failWords(code, t)
  const better =
    (['upper', 'bottom', 'onepiece', 'outer'] as const).find((one) => one === values['betterSlot']) ?? slot
  return t(`studio.verdict.${finding}.short`, { ...values, slot: better ? t(`studio.slot.${better}`) : '' })
}

/** Why a job or a file came to nothing. */
export function failWords(code: string, t: Translate): string {
  const byEngine = engineFail(code, t)
  if (byEngine) return byEngine
  const fail = FAILS.find((one) => one === code)
  if (fail) return t(`gallery.fail.${fail}`)
  const known = ERROR_CODES.find((one) => one === code)
  return known ? t(`errors.${known}`) : t('gallery.fail.unknown')
}
