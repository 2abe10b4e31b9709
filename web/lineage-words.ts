// Where a look or a video comes from, in words: a list of facts, the same for both.
import type { Lineage } from '#sdk/contract/lineage.ts'
import { getLanguage, type Translate } from './i18n.ts'

/** Name and fact, in the order they are shown; empty for what was made before this was kept. */
export function lineageFacts(lineage: Lineage | null, t: Translate): (readonly [string, string])[] {
  if (!lineage) return []
  const { model, seed, inputs, person, paid, vendorCost } = lineage
  const photos = (of: readonly { readonly sha256: string | null }[]) =>
    [
      t('verify.lineage.photos', { count: of.length }),
      ...of.flatMap(({ sha256 }) => sha256?.slice(0, 8) || []),
    ].join(' · ')
  const unit = paid.usageType === 'credit' || paid.usageType === 'subscription' ? 'credit' : 'ticket'
  const dollars = new Intl.NumberFormat(getLanguage(), {
    style: 'currency',
    currency: 'USD',
    maximumFractionDigits: 4,
  })
  return [
    [t('verify.lineage.source'), sourceWords(lineage.sourceType, t)],
    ...(model === null ? [] : [[t('verify.lineage.model'), model] as const]),
    ...(seed === null ? [] : [[t('verify.lineage.seed'), String(seed)] as const]),
    ...(inputs.length === 0 ? [] : [[t('verify.lineage.inputs'), photos(inputs)] as const]),
    ...(person.length === 0 ? [] : [[t('verify.lineage.person'), photos(person)] as const]),
    [
      t('verify.lineage.paid'),
      paid.amount === 0 ? t('verify.lineage.free') : t(`verify.lineage.${unit}`, { count: paid.amount }),
    ],
    ...(vendorCost === null ? [] : [[t('verify.lineage.cost'), dollars.format(vendorCost)] as const]),
  ]
}

/** IPTC's word for how something was made, as a sentence. */
export function sourceWords(type: string, t: Translate): string {
  if (type === 'trainedAlgorithmicMedia') return t('verify.source.trained')
  if (type === 'compositeWithTrainedAlgorithmicMedia') return t('verify.source.compositeTrained')
  if (type === 'compositeSynthetic') return t('verify.source.synthetic')
  if (type === 'algorithmicMedia') return t('verify.source.algorithm')
  if (type === 'digitalCapture' || type === 'computationalCapture') return t('verify.source.capture')
  return t('verify.source.other', { type })
}
