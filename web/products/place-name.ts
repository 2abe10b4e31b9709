// A place of the outfit in words.
import type { Translate } from '#web/i18n.ts'
import type { Place } from './slots.ts'

/** `Top front`. */
export const placeName = ({ slot, side }: Place, t: Translate): string =>
  t('studio.place', { slot: t(`studio.slot.${slot}`), side: t(`studio.sideOf.${side}`) })
