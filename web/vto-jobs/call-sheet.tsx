// The call sheet: what will be made, what it costs, what is left afterwards, and the button.
import type { View } from '#sdk/contract/vto-jobs.ts'
import { useT } from '#web/i18n.ts'
import { NARROW, useMedia } from '#web/media.ts'
import { formatNumber } from '#web/times.ts'
import { Button } from '#web/ui/button.tsx'
import { type ReactNode, useId } from 'react'
import { backdropName, colourOf } from './backdrops.ts'
import type { CallSheet as Sheet } from './call-sheet-state.ts'
import type { Choice } from './direction-choice.ts'
import { FIGURES } from './figures.ts'
import { NeedList, useNeedWords } from './need-list.tsx'
import { paper } from './picture-choice.tsx'
import { PriceChoice } from './price-choice.tsx'

interface CallSheetProps {
  readonly sheet: Sheet
  readonly choice: Choice
  /** The outfit's photos in words and as small pictures. */
  readonly outfit: readonly { readonly name: string; readonly picture: string }[]
  readonly onChange: (part: Partial<Choice>) => void
  /** Makes the run, or only these views of it. */
  readonly onMake: (views?: readonly View[]) => void
  readonly busy: boolean
  /** The plan of the engine's calls, where it takes more than pressing once. */
  readonly plan?: ReactNode
  readonly creditOnly: boolean
  /** The backdrop of the model's photo stays as it is. */
  readonly keepsBackdrop: boolean
  /** No worker is alive: a run waits until one is. */
  readonly resting: boolean
  /** Seconds the run will take, where earlier runs tell. */
  readonly seconds: number | null
  /** Why this person may make nothing here, and whom to ask; null for who may. */
  readonly refused: string | null
}

/** The call sheet; on a phone also the bar at its foot. */
export function CallSheet(props: CallSheetProps) {
  const { sheet, choice, outfit, onChange, plan, creditOnly, keepsBackdrop } = props
  const t = useT()
  const narrow = useMedia(NARROW)
  const title = useId()
  const { looks, offers, chosen } = sheet
  const figure = choice.views[0] ?? 'front'
  const colour = colourOf(choice.backdrop)
  return (
    <aside
      id="call-sheet"
      tabIndex={-1}
      aria-labelledby={title}
      data-testid="call-sheet"
      className="scroll-mt-16 p-7 pr-10 pb-10 max-xl:px-(--margin) max-md:border-t-8 max-md:border-well max-md:px-4 max-md:py-5"
    >
      <h2 id={title} className="display text-26">
        {t('studio.callSheet')}
      </h2>
      <div className="md:max-xl:grid md:max-xl:grid-cols-2 md:max-xl:gap-x-12">
        <div>
          <div className="mt-3 mb-2 grid grid-cols-3 gap-1">
            {outfit.slice(0, 2).map(({ picture }) => (
              <img
                key={picture}
                src={picture}
                alt=""
                width={90}
                height={120}
                className="picture aspect-3/4 h-auto object-contain"
              />
            ))}
            {Array.from({ length: Math.max(0, 2 - outfit.length) }, (_, n) => (
              <span key={n} className="seam aspect-3/4" />
            ))}
            <span className="block aspect-3/4" style={paper(colour)}>
              <img
                src={FIGURES[choice.body][figure]}
                alt=""
                width={90}
                height={120}
                className="size-full object-cover"
              />
            </span>
          </div>
          <dl className="text-13">
            <Line name={t('studio.clothes')}>
              {outfit.length > 0 ? outfit.map(({ name }) => name).join(', ') : t('studio.nothingYet')}
            </Line>
            <Line name={t('studio.model')}>{t(`studio.body.${choice.body}`)}</Line>
            <Line name={t('studio.views')}>
              {looks > 0
                ? choice.views.map((view) => t(`studio.view.${view}`)).join(', ')
                : t('studio.nothingYet')}
            </Line>
            <Line name={t('studio.backdropTitle')}>
              {keepsBackdrop ? t('engines.ownBackdrop') : backdropName(choice.backdrop, t)}
            </Line>
            <Line name={t('studio.size')}>{`${choice.ratio} · ${t(`studio.sizes.${choice.size}`)}`}</Line>
          </dl>
          {plan}
        </div>
        <div>
          <p className="num flex justify-between pt-4 pb-2.5">
            <span>{t('studio.cuts', { count: looks })}</span>
            <b className="font-semibold">{t('studio.looks', { count: looks })}</b>
          </p>
          <PriceChoice
            offers={offers}
            chosen={chosen.pay}
            onChoose={(pay) => onChange({ pay })}
            creditOnly={creditOnly}
          />
          <p className="num flex flex-wrap justify-between gap-x-3 pt-3 pb-4 text-13 text-ink-2">
            <span>{t('studio.leftAfter')}</span>
            <span>
              {offers
                .map(({ pay, have, left }) => {
                  const after = pay === chosen.pay ? Math.max(0, left ?? have) : have
                  return `${t(`studio.points.${pay}`)} ${formatNumber(after)}`
                })
                .join(' · ')}
            </span>
          </p>
          {!narrow && <MakeButton {...props} className="w-full" hint />}
          <Foot {...props} />
        </div>
      </div>
      {narrow && <Bar {...props} />}
    </aside>
  )
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex gap-4 border-b border-line py-2">
      <dt className="w-18 shrink-0 text-ink-3">{name}</dt>
      <dd className="min-w-0 grow">{children}</dd>
    </div>
  )
}

const apple = /Mac|iPhone|iPad/.test(navigator.platform)

function MakeButton({
  sheet,
  busy,
  resting,
  onMake,
  refused,
  className,
  hint,
}: CallSheetProps & { readonly className: string; readonly hint?: boolean }) {
  const t = useT()
  const offline = sheet.needs.some((need) => need.code === 'offline')
  const words = busy
    ? t('studio.sendingRun')
    : offline
      ? t('studio.makeOffline')
      : resting
        ? t('studio.book')
        : t('studio.make', { count: sheet.looks })
  const stopped = refused !== null || sheet.needs.length > 0
  return (
    <Button
      look="primary"
      size="large"
      data-testid="generate"
      busy={busy}
      aria-disabled={stopped || undefined}
      aria-describedby={stopped ? 'needs' : undefined}
      aria-keyshortcuts={apple ? 'Meta+Enter' : 'Control+Enter'}
      onClick={() => onMake()}
      className={className}
    >
      {words}
      {hint && !stopped && !busy && (
        <kbd aria-hidden className="rounded-[3px] border border-current px-1 text-11 font-medium opacity-85">
          {apple ? '⌘↵' : 'Ctrl ↵'}
        </kbd>
      )}
    </Button>
  )
}

/** What follows from pressing, or what stands in the way of it. */
function Foot({ sheet, choice, onChange, onMake, resting, seconds, refused }: CallSheetProps) {
  const t = useT()
  if (refused !== null)
    return (
      <p id="needs" data-testid="needs" className="mt-3 text-13 text-ink">
        {refused}
      </p>
    )
  const { needs, fewer, instead } = sheet
  const link = 'link text-left text-13 pointer-coarse:py-2.5'
  return (
    <div className="mt-3 grid gap-2 text-12 text-ink-3">
      <NeedList needs={needs} />
      {instead && (
        <button type="button" className={`${link} text-ink`} onClick={() => onChange({ pay: instead })}>
          {t('studio.payInstead', { points: t(`studio.points.${instead}`) })}
        </button>
      )}
      {fewer > 0 && needs.length === 1 && (
        <button
          type="button"
          className={`${link} text-ink`}
          onClick={() => onMake(choice.views.slice(0, fewer))}
        >
          {t('studio.makeFewer', { count: fewer })}
        </button>
      )}
      {resting && (
        <p className="text-ink-2">
          <b className="font-semibold text-ink">{t('studio.resting')}</b> {t('studio.restingMeans')}
        </p>
      )}
      {needs.length === 0 && (
        <p>
          {seconds !== null &&
            !resting &&
            `${t('studio.takes', { time: t('studio.seconds', { count: seconds }) })} `}
          {t('studio.returned')}
        </p>
      )}
      {needs.some((need) => need.code === 'offline') && <p>{t('studio.keptHere')}</p>}
      <p>{t('studio.aiNotice')}</p>
    </div>
  )
}

/** The bar of a phone: the price, which leads to the sheet, and the button. */
function Bar(props: CallSheetProps) {
  const { sheet, refused } = props
  const t = useT()
  const sayNeed = useNeedWords()
  const { looks, chosen, needs } = sheet
  const [first] = needs
  return (
    <div className="fixed inset-x-0 bottom-(--tabbar) z-20 flex items-center justify-between gap-3 border-t border-ink bg-bg px-4 py-2.5">
      <button
        type="button"
        className="num grid min-h-11 min-w-0 content-center text-left"
        title={t('studio.openCallSheet')}
        onClick={() => {
          const sheet = document.querySelector<HTMLElement>('#call-sheet')
          sheet?.focus({ preventScroll: true })
          sheet?.scrollIntoView({ behavior: 'smooth' })
        }}
      >
        <b className="text-16 font-semibold">
          {chosen.total === null ? '–' : t(`studio.amount.${chosen.pay}`, { count: chosen.total })}
        </b>
        <span className="truncate text-12 text-ink-3">
          {refused ?? (first ? sayNeed(first) : t('studio.looks', { count: looks }))}
        </span>
      </button>
      <MakeButton {...props} className="h-12! shrink-0 px-5! text-15" />
    </div>
  )
}
