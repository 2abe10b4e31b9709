// How the looks shall be: model, views, backdrop, ratio and size.
import { pixelsOf, RATIOS, SIZES } from '#sdk/contract/price.ts'
import { BACKDROPS, BODIES, isOwnBackdrop, VIEWS } from '#sdk/contract/vto-jobs.ts'
import type { Body, View } from '#sdk/contract/vto-jobs.ts'
import type { Slot } from '#sdk/contract/products.ts'
import { Palette } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { useT } from '#web/i18n.ts'
import { Segmented } from '#web/ui/segmented.tsx'
import { backdropName, colourOf } from './backdrops.ts'
import { type Choice, toggleView } from './direction-choice.ts'
import { BUSTS, FIGURES } from './figures.ts'
import { hasPerson } from './engine-offers.ts'
import { type EngineOffers, FigureChoice } from './figure-choice.tsx'
import { Part } from './part.tsx'
import { OwnBackdrops } from './own-backdrops.tsx'
import { PictureChoice } from './picture-choice.tsx'
import { WearChoice } from './wear-choice.tsx'

interface DirectionFormProps {
  /** The choice of an engine, where there are several. */
  readonly engines?: ReactNode
  /** Who wears the clothes, with engines that dress a person. */
  readonly person?: ReactNode
  readonly choice: Choice
  readonly onChange: (part: Partial<Choice>) => void
  readonly offers: EngineOffers
  /** The slots of the outfit that hold a front photo: what can be tucked in or left open. */
  readonly slots: readonly Slot[]
  /** No back photo: looks from behind are guessed. */
  readonly backGuessed: boolean
}

/** Heights of the mannequins in cm, as they are modelled. */
const HEIGHTS: Readonly<Record<Body, number>> = { female: 178, male: 188 }
const FIRST_OWN_COLOUR = '#c4d2dc'

const tiles =
  'mt-3 grid grid-cols-[repeat(auto-fill,minmax(5.5rem,1fr))] gap-2.5 max-md:-mx-4 max-md:flex max-md:overflow-x-auto max-md:px-4 max-md:py-1.5 max-md:mt-1.5 no-scrollbar'

/** The direction of a run. */
export function DirectionForm({
  engines,
  person,
  choice,
  onChange,
  offers,
  slots,
  backGuessed,
}: DirectionFormProps) {
  const t = useT()
  const group = useId()
  const picture = isOwnBackdrop(choice.backdrop)
  const own = !picture && BACKDROPS.every((one) => one !== choice.backdrop)
  const { width, height } = pixelsOf(choice.ratio, choice.size)
  return (
    <section
      aria-label={t('studio.direction')}
      className="grid content-start gap-7 p-7 pb-10 max-xl:pr-(--margin) max-lg:px-(--margin) max-md:gap-6 max-md:border-t-8 max-md:border-well max-md:px-4 max-md:py-5"
    >
      {engines}
      <Part id="model" title={t('studio.model')}>
        <div className={tiles}>
          {BODIES.filter((body) => offers.bodies.includes(body)).map((body) => (
            <PictureChoice
              key={body}
              type="radio"
              group={`${group}-body`}
              checked={choice.body === body}
              onChange={() => onChange({ body })}
              label={t(`studio.body.${body}`)}
              aside={offers.people ? undefined : `${HEIGHTS[body]}cm`}
            >
              <img src={BUSTS[body]} alt="" width={264} height={352} className="size-full object-cover" />
            </PictureChoice>
          ))}
        </div>
        {offers.people && choice.personId === undefined && (
          <p className="mt-2 text-12 text-ink-3">
            {t(hasPerson(offers.people, choice) ? 'engines.person' : 'engines.noPerson')}
          </p>
        )}
        {person}
        <FigureChoice choice={choice} onChange={onChange} offers={offers} />
      </Part>
      <WearChoice choice={choice} onChange={onChange} offers={offers} slots={slots} />
      <Part
        id="views"
        title={t('studio.views')}
        aside={t('studio.viewsChosen', { count: choice.views.length })}
      >
        <div className={tiles}>
          {VIEWS.filter((view) => offers.views.includes(view)).map((view: View) => (
            <PictureChoice
              key={view}
              type="checkbox"
              group={`${group}-view`}
              checked={choice.views.includes(view)}
              onChange={() => onChange({ views: toggleView(choice.views, view) })}
              label={t(`studio.view.${view}`)}
              colour={colourOf(choice.backdrop)}
            >
              <img
                src={FIGURES[choice.body][view]}
                alt=""
                width={264}
                height={352}
                className="size-full object-cover"
              />
            </PictureChoice>
          ))}
        </div>
        {backGuessed && <p className="mt-2 text-12 text-ink-3">{t('studio.backGuessed')}</p>}
      </Part>
      <Part id="backdrop" title={t('studio.backdropTitle')}>
        {offers.keepsBackdrop && <p className="mt-2 text-12 text-ink-3">{t('engines.keepsBackdrop')}</p>}
        <div className={tiles} hidden={offers.keepsBackdrop}>
          {BACKDROPS.map((backdrop) => (
            <PictureChoice
              key={backdrop}
              type="radio"
              group={`${group}-backdrop`}
              checked={choice.backdrop === backdrop}
              onChange={() => onChange({ backdrop })}
              label={backdropName(backdrop, t)}
              colour={colourOf(backdrop)}
            />
          ))}
          <div className="relative">
            <PictureChoice
              type="radio"
              group={`${group}-backdrop`}
              checked={own}
              onChange={() => onChange({ backdrop: FIRST_OWN_COLOUR })}
              label={t('studio.ownColour')}
              colour={own ? choice.backdrop : undefined}
            />
            {own ? (
              <label className="absolute right-1 bottom-7 z-20 grid size-8 place-items-center bg-surface text-ink outline-1 outline-line has-focus-visible:outline-2 has-focus-visible:outline-chalk pointer-coarse:size-11">
                <Palette size={15} strokeWidth={1.5} aria-hidden />
                <input
                  type="color"
                  aria-label={t('studio.pickColour')}
                  value={choice.backdrop}
                  onChange={(event) => onChange({ backdrop: event.target.value })}
                  className="absolute inset-0 size-full cursor-pointer opacity-0"
                />
              </label>
            ) : (
              <Palette
                size={18}
                strokeWidth={1.5}
                aria-hidden
                className="pointer-events-none absolute inset-x-0 top-[calc(50%-1.3rem)] mx-auto text-ink-3"
              />
            )}
          </div>
          {offers.ownBackdrop && (
            <OwnBackdrops
              group={`${group}-backdrop`}
              chosen={choice.backdrop}
              onChange={(backdrop) => onChange({ backdrop })}
            />
          )}
        </div>
      </Part>
      <div className="flex flex-wrap gap-x-10 gap-y-5">
        <Part id="ratio" title={t('studio.ratio')}>
          <Segmented
            className="num mt-2.5"
            label={t('studio.ratio')}
            value={choice.ratio}
            options={RATIOS.filter((ratio) => offers.ratios?.includes(ratio) ?? true).map((ratio) => ({
              value: ratio,
              label: ratio,
            }))}
            onChange={(ratio) => onChange({ ratio })}
          />
        </Part>
        <Part id="size" title={t('studio.size')}>
          <Segmented
            className="num mt-2.5"
            label={t('studio.size')}
            value={choice.size}
            options={SIZES.filter((size) => offers.sizes?.includes(size) ?? true).map((size) => ({
              value: size,
              label: t(`studio.sizes.${size}`),
            }))}
            // Tickets pay looks of standard size only.
            onChange={(size) => onChange(size === 'large' ? { size, pay: 'credit' } : { size })}
          />
          <p className="num mt-2 text-12 text-ink-3">{`${width} × ${height}`}</p>
        </Part>
      </div>
    </section>
  )
}
