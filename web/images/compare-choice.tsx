// How a look is held beside its product: which photo, and in what way.
import type { Photo } from '#sdk/contract/products.ts'
import { useT } from '#web/i18n.ts'

const MODES = ['off', 'slider', 'side'] as const
export type CompareMode = (typeof MODES)[number]

interface NamedPhoto {
  readonly photo: Photo
  readonly name: string
}

interface CompareChoiceProps {
  readonly mode: CompareMode
  readonly onMode: (mode: CompareMode) => void
  readonly photos: readonly NamedPhoto[]
  readonly chosen: NamedPhoto | undefined
  /** A photo by its place in `photos`. */
  readonly onPhoto: (n: number) => void
}

export function CompareChoice({ mode, onMode, photos, chosen, onPhoto }: CompareChoiceProps) {
  const t = useT()
  return (
    <fieldset className="mt-5">
      <legend className="text-15 font-semibold">{t('viewer.compare')}</legend>
      <div className="mt-2.5 flex flex-wrap gap-1.5">
        {MODES.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === mode}
            onClick={() => onMode(one)}
            className={`h-8 rounded-control border px-2.5 text-13 font-medium pointer-coarse:h-11 ${
              one === mode ? 'border-ink bg-ink text-on-ink' : 'border-line-2 hover:bg-well'
            }`}
          >
            {t(`viewer.compareMode.${one}`)}
          </button>
        ))}
      </div>
      <div className="mt-3 flex flex-wrap gap-2" role="group" aria-label={t('viewer.photoChoice')}>
        {photos.map(({ photo, name }, n) => (
          <button
            key={photo.key}
            type="button"
            aria-pressed={photo === chosen?.photo}
            aria-label={t('viewer.photo', { place: name })}
            title={name}
            onClick={() => onPhoto(n)}
            className={`h-18 w-14 bg-white ${photo === chosen?.photo ? 'outline-2 outline-offset-2 outline-ink' : ''}`}
          >
            <img src={photo.thumbnailUrl} alt="" className="size-full object-contain" />
          </button>
        ))}
      </div>
      <p className="mt-2.5 text-12 text-ink-3 pointer-coarse:hidden">{t('viewer.holdB')}</p>
    </fieldset>
  )
}
