// The calls a run will take of an engine that dresses garment by garment, and what they cost, before anything is paid.
import { planOf } from '#sdk/contract/plan.ts'
import type { Photo } from '#sdk/contract/products.ts'
import type { View } from '#sdk/contract/vto-jobs.ts'
import { useT } from '#web/i18n.ts'
import type { OfferedEngine } from './engine-choice.tsx'

interface CallPlanProps {
  readonly engine: OfferedEngine
  readonly photos: readonly Pick<Photo, 'slot' | 'side'>[]
  readonly views: readonly View[]
  /** Credits a call. */
  readonly each: number
}

export function CallPlan({ engine, photos, views, each }: CallPlanProps) {
  const t = useT()
  const calls = planOf(engine.can, photos, views)
  if (calls.length === 0) return null
  const looks = views.map((view, n) => ({ view, calls: calls.filter((call) => call.n === n) }))
  return (
    <details data-testid="call-plan" className="border-b border-line py-2 text-13">
      <summary className="num flex cursor-pointer flex-wrap justify-between gap-x-3 pointer-coarse:py-2">
        <span className="text-ink-3">{t('engines.plan')}</span>
        <span>{t('engines.planSum', { calls: calls.length, each })}</span>
      </summary>
      <ol className="mt-2 grid gap-1">
        {looks.map(({ view, calls: steps }) => (
          <li key={view}>
            <span className="text-ink-3">{t(`studio.view.${view}`)}</span>{' '}
            {steps.map(({ slots }) => slots.map((slot) => t(`studio.slot.${slot}`)).join(' + ')).join(' → ')}
          </li>
        ))}
      </ol>
      <p className="mt-2 text-12 text-ink-3">{t('engines.planMeans')}</p>
    </details>
  )
}
