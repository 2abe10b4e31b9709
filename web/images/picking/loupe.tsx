// The loupe: the same spot of the garment in the product's photo and in every look that is compared.
import type { Image } from '#sdk/contract/images.ts'
import type { Photo } from '#sdk/contract/products.ts'
import { useT } from '#web/i18n.ts'
import { Button } from '#web/ui/button.tsx'
import { pad } from '../look-words.ts'
import { Crop } from './crop.tsx'
import type { LoupeState } from './use-loupe.ts'

interface LoupeProps {
  readonly looks: readonly Image[]
  readonly marks: readonly string[]
  readonly photos: readonly { readonly photo: Photo; readonly name: string }[]
  readonly loupe: LoupeState
}

/** Height of a crop by its width on a desk; a frame is cut to the same shape. */
export const CROP_ASPECT = 8 / 15

/** The crops, their enlargement, and the way to lay a spot by hand. */
export function Loupe({ looks, marks, photos, loupe }: LoupeProps) {
  const t = useT()
  const chosen = photos.find(({ photo }) => photo.key === loupe.aim?.photoKey)
  const laying = loupe.sights.findIndex(({ loose }) => loose)
  return (
    <section aria-labelledby="loupe" data-testid="loupe">
      <div className="mb-2.5 flex flex-wrap items-center justify-between gap-2 max-md:mb-1.5">
        <h2 id="loupe" className="text-13 font-semibold">
          {t('compare.loupe')}
        </h2>
        {photos.length > 1 && loupe.aim && (
          <select
            aria-label={t('compare.photo')}
            value={loupe.aim.photoKey}
            onChange={(event) => loupe.choosePhoto(event.target.value)}
            className="h-8 max-w-40 rounded-control border border-line-2 bg-surface px-2 text-13 pointer-coarse:h-11"
          >
            {photos.map(({ photo, name }) => (
              <option key={photo.key} value={photo.key}>
                {name}
              </option>
            ))}
          </select>
        )}
      </div>
      <div
        className={`grid gap-1 max-md:gap-0.5 ${looks.length > 2 ? 'max-md:grid-cols-5 md:grid-cols-2' : 'max-md:grid-cols-3'}`}
      >
        {chosen && loupe.aim ? (
          <Crop
            source={chosen.photo.url}
            alt={t('compare.cropPhoto', { place: chosen.name })}
            label={t('compare.product')}
            at={{ x: loupe.aim.x, y: loupe.aim.y, span: Math.min(1.5, loupe.span * loupe.widths) }}
            aspect={chosen.photo.height / chosen.photo.width}
            missing=""
            onMove={(dx, dy) => loupe.movePhoto(dx, dy)}
          />
        ) : (
          <p className="grid aspect-[15/8] place-content-center bg-well px-3 text-center text-12 text-ink-2 max-md:aspect-3/4">
            {t('compare.noPhoto')}
          </p>
        )}
        {looks.map((image, n) => {
          const sight = loupe.sights[n]
          return (
            <Crop
              key={image.id}
              source={image.urls.full}
              alt={t('compare.cropLook', { number: pad(image.number) })}
              label={marks[n] ?? ''}
              at={sight?.at ? { ...sight.at, span: (loupe.span * loupe.widths) / sight.at.widths } : null}
              aspect={image.height / image.width}
              missing={sight?.pending ? t('app.loading') : t('compare.unseen')}
              onMove={(dx, dy) => sight?.at && loupe.aimAt(n, sight.at.x + dx, sight.at.y + dy)}
            />
          )
        })}
      </div>
      <label className="mt-2 flex min-h-8 items-center gap-3 text-12 text-ink-3 pointer-coarse:min-h-11">
        <span className="shrink-0">{t('compare.closer')}</span>
        <input
          type="range"
          min={1}
          max={8}
          step={0.1}
          value={1 / loupe.span}
          aria-valuetext={t('compare.times', { times: (1 / loupe.span).toFixed(1) })}
          onChange={(event) => loupe.setSpan(1 / event.target.valueAsNumber)}
          onKeyDown={(event) => event.nativeEvent.stopPropagation()}
          className="min-w-0 grow accent-ink"
        />
        <span className="num shrink-0">{t('compare.times', { times: (1 / loupe.span).toFixed(1) })}</span>
      </label>
      {laying >= 0 ? (
        <div className="mt-2 grid gap-2 border border-line-2 p-3 text-13" role="note" data-testid="lay">
          <p>{t('compare.lay', { mark: marks[laying] ?? '' })}</p>
          <label className="flex min-h-8 items-center gap-3 text-12 text-ink-3">
            <span className="shrink-0">{t('compare.laySize')}</span>
            <input
              type="range"
              min={-3}
              max={3}
              step={0.05}
              value={Math.log2(loupe.sights[laying]?.at?.widths ?? 1)}
              onChange={(event) => loupe.setWidths(laying, 2 ** event.target.valueAsNumber)}
              onKeyDown={(event) => event.nativeEvent.stopPropagation()}
              className="min-w-0 grow accent-ink"
            />
          </label>
          <Button size="small" onClick={() => loupe.lay(laying)}>
            {t('compare.layHere')}
          </Button>
        </div>
      ) : (
        <p className="mt-1 text-12 text-ink-3 max-md:hidden">
          {t('compare.loupeHelp')}{' '}
          {loupe.sights.map(({ exact }, n) =>
            exact || !loupe.aim ? null : (
              <button key={looks[n]?.id} type="button" className="link" onClick={() => loupe.loosen(n)}>
                {t('compare.layAgain', { mark: marks[n] ?? '' })}
              </button>
            ),
          )}
        </p>
      )}
    </section>
  )
}
