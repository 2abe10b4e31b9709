// A mannequin and how it wears the clothes, in words; what is as usual is not said.
import { BODIES, FINISHES, POSES } from '#sdk/contract/vto-jobs.ts'
import type { Translate } from '#web/i18n.ts'

interface Figure {
  readonly body: string
  readonly bodySize: string | null
  readonly pose: string | null
}

export function bodyName({ body, bodySize, pose }: Figure, t: Translate): string {
  const kind = BODIES.find((one) => one === body)
  const stance = POSES.find((one) => one === pose)
  return [
    [kind ? t(`studio.body.${kind}`) : body, bodySize].filter(Boolean).join(' '),
    ...(stance && stance !== 'standing' ? [t(`studio.poses.${stance}`)] : []),
  ].join(', ')
}

/** What it is painted with; empty for white. */
export function finishName(finish: string | null, t: Translate): string {
  const known = FINISHES.find((one) => one === finish)
  return known && known !== 'white' ? t(`studio.finishes.${known}`) : ''
}

interface Wear {
  readonly tucked: boolean | null
  readonly open: boolean | null
  readonly ghost: boolean | null
}

/** How the clothes are worn; empty when in no special way. */
export function wearName({ tucked, open, ghost }: Wear, t: Translate): string {
  return [
    ...(tucked ? [t('studio.tucked')] : []),
    ...(open ? [t('studio.open')] : []),
    ...(ghost ? [t('studio.ghost')] : []),
  ].join(', ')
}
