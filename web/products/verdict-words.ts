// Puts what the studio found on a photo into words: short ones for the caption, a sentence with what follows from it.
import type { Photo } from '#sdk/contract/products.ts'
import type { Translate } from '#web/i18n.ts'
import type { TextValues } from '#web/say-text.ts'

const CODES = [
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
type Code = (typeof CODES)[number]

export interface Finding {
  readonly code: string
  readonly level: 'warning' | 'stop' | 'wrong_slot'
  readonly short: string
  readonly long: string
}

// A finding this version of the app does not know yet is still worth a warning.
const known = (code: string): Code => CODES.find((one) => one === code) ?? 'photo_unsure'

/** The findings of a photo in words, worst first. Empty for a good photo and for one not looked at yet. */
export function findingsOf(photo: Photo, t: Translate): Finding[] {
  const order = ['stop', 'wrong_slot', 'warning']
  const { verdict } = photo
  if (!verdict) return []
  const slot = verdict.betterSlot ? t(`studio.slot.${verdict.betterSlot}`) : t(`studio.slot.${photo.slot}`)
  return verdict.findings
    .toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level))
    .map(({ code, level, values }) => {
      const filled: TextValues = { px: Math.min(photo.width, photo.height), ...values, slot }
      const name = known(code)
      return {
        code,
        level,
        short: t(`studio.verdict.${name}.short`, filled),
        long: t(`studio.verdict.${name}.long`, filled),
      }
    })
}
