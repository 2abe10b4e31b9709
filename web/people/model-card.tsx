// One model with their photo, what they consented to, and the release they signed.
import type { Model } from '#sdk/contract/people.ts'
import { useT } from '#web/i18n.ts'
import { formatMoment } from '#web/times.ts'
import { Picture } from '#web/ui/picture.tsx'
import { ReleaseFile } from './release-file.tsx'

interface ModelCardProps {
  readonly model: Model
  /** Whether whoever looks may change them. */
  readonly mine: boolean
  readonly onRemove: (model: Model) => void
}

/** The grid its cards stand in. */
export const MODEL_GRID =
  'mt-4 grid grid-cols-[repeat(auto-fill,minmax(10rem,1fr))] gap-x-5 gap-y-8 max-md:grid-cols-2'

/** A model with photo, consent and release; `mine` may remove it. */
export function ModelCard({ model, mine, onRemove }: ModelCardProps) {
  const t = useT()
  return (
    <li data-testid="model">
      <div className="aspect-3/4 bg-well">
        {model.front && (
          <Picture
            src={model.front.url}
            alt={t('people.alt', { name: model.name })}
            width={300}
            height={400}
            className="size-full object-cover"
          />
        )}
      </div>
      <h3 className="mt-2 truncate font-semibold">{model.name}</h3>
      <p className="text-12 text-ink-3">
        {[
          t(`people.body.${model.body}`),
          t(model.back ? 'people.bothSides' : 'people.frontOnly'),
          ...(model.house ? [t('people.houseMark')] : []),
        ].join(' · ')}
      </p>
      <p className="num text-12 text-ink-3">
        {t('people.declared', { purpose: model.consent.purpose, at: formatMoment(model.consent.at) })}
      </p>
      {mine && (
        <>
          <ReleaseFile model={model} />
          <button type="button" className="link mt-1 text-13" onClick={() => onRemove(model)}>
            {t('people.remove')}
          </button>
        </>
      )}
    </li>
  )
}
