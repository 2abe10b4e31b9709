// What the chosen engine makes of a choice: what it offers, which views of it hold, what it costs and what it still needs.
import { callsOfLook, slotsWithoutBack } from '#sdk/contract/plan.ts'
import type { LookPrices } from '#sdk/contract/price.ts'
import type { Photo } from '#sdk/contract/products.ts'
import { isOwnBackdrop } from '#sdk/contract/vto-jobs.ts'
import type { StudioInfo } from '#sdk/contract/studio.ts'
import type { EngineWants } from './call-sheet-state.ts'
import type { Choice } from './direction-choice.ts'
import type { EngineOffers } from './figure-choice.tsx'

type Engine = StudioInfo['engines'][number]

export interface ChosenEngine {
  readonly engine: Engine
  readonly offers: EngineOffers
  /** The choice as this engine takes it; what it cannot do is left out, and comes back with an engine that can. */
  readonly choice: Choice
  readonly prices: LookPrices
  readonly wants: EngineWants
}

/** The engine of a choice, or the built-in one where it is gone. */
export function chosenEngine(
  studio: StudioInfo,
  choice: Choice,
  photos: readonly Pick<Photo, 'slot' | 'side'>[],
): ChosenEngine {
  const engine =
    studio.engines.find((one) => one.name === choice.engine && one.views.length > 0) ?? studio.engines[0]
  const { can } = engine
  const offers: EngineOffers = {
    ...engine,
    ...(can.person && { people: studio.people, keepsBackdrop: !can.backdrop }),
    ownBackdrop: can.ownBackdrop === true,
    ratios: can.ratios,
    sizes: can.sizes,
  }
  const taken: Choice = {
    ...choice,
    engine: engine.name,
    views: choice.views.filter((view) => engine.views.includes(view)),
    ghost: choice.ghost && engine.ghost,
    personId: can.person ? choice.personId : undefined,
    backdrop: isOwnBackdrop(choice.backdrop) && !can.ownBackdrop ? 'paper' : choice.backdrop,
  }
  const needs: EngineWants['needs'][number][] = []
  if (can.person && taken.personId === undefined && !hasPerson(studio.people, taken))
    needs.push('person_missing')
  if (can.person && taken.views.includes('back') && slotsWithoutBack(photos).length > 0)
    needs.push('back_missing')
  if (!can.ratios.includes(taken.ratio) || !can.sizes.includes(taken.size)) needs.push('ratio')
  return {
    engine,
    offers,
    choice: taken,
    prices: engine.prices ?? studio.prices,
    wants: { calls: callsOfLook(can, photos), needs },
  }
}

/** Whether every view that is chosen has a model photo of this body. */
export function hasPerson(people: EngineOffers['people'], { body, views }: Choice): boolean {
  const known = people?.find((one) => one.body === body)?.views ?? []
  return views.every((view) => known.includes(view === 'back' ? 'back' : 'front'))
}
