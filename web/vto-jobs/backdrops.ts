// The backdrops by their colours, as the looks will show them.
import { BACKDROPS, isOwnBackdrop } from '#sdk/contract/vto-jobs.ts'
import type { Backdrop } from '#sdk/contract/vto-jobs.ts'
import type { Translate } from '#web/i18n.ts'

const COLOURS: Readonly<Record<(typeof BACKDROPS)[number], string | null>> = {
  paper: '#efedea',
  white: '#ffffff',
  grey: '#d3d4d6',
  sand: '#e4dacb',
  transparent: null,
}

const isNamed = (backdrop: string): backdrop is (typeof BACKDROPS)[number] =>
  BACKDROPS.some((one) => one === backdrop)

/** CSS colour of a backdrop; null for none at all. */
export const colourOf = (backdrop: Backdrop): string | null =>
  isNamed(backdrop) ? COLOURS[backdrop] : isOwnBackdrop(backdrop) ? COLOURS.paper : backdrop

/** What to call a backdrop: its name, or the colour itself. */
export const backdropName = (backdrop: Backdrop, t: Translate): string =>
  isNamed(backdrop)
    ? t(`studio.backdrop.${backdrop}`)
    : isOwnBackdrop(backdrop)
      ? t('studio.ownBackdropName')
      : backdrop.toUpperCase()
