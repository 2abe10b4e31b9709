// The direction of a bulk: one for all of its products, and another one for some.
import type { Bulk, BulkRow } from '#sdk/contract/bulk-shapes.ts'
import { SLOTS } from '#sdk/contract/products.ts'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { askStudio } from '#web/queries.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { type Choice, FIRST_CHOICE } from '#web/vto-jobs/direction-choice.ts'
import { DirectionForm } from '#web/vto-jobs/direction-form.tsx'
import { EngineChoice } from '#web/vto-jobs/engine-choice.tsx'
import { chosenEngine } from '#web/vto-jobs/engine-offers.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'

/** Changes that follow each other within so many milliseconds are one. */
const TOGETHER = 250

/** The direction of all; what is changed holds at once. */
export function BulkDirection({ bulk }: { readonly bulk: Bulk }) {
  const t = useT()
  const queries = useQueryClient()
  const [choice, setChoice] = useState<Choice>(() => ({ ...FIRST_CHOICE, ...bulk.direction }))
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const save = async (next: Choice) => {
    if (next.views.length === 0) return
    try {
      await maepsi.bulk.direct({ params: { id: bulk.id }, body: { direction: directionOf(next) } })
    } catch (error) {
      showToast(sayError(error))
    }
    await queries.invalidateQueries({ queryKey: ['bulk'] })
  }
  const change = (part: Partial<Choice>) => {
    const next = { ...choice, ...part }
    setChoice(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void save(next), TOGETHER)
  }
  // A price needs a direction: the usual one holds until another is chosen.
  const begin = useEffectEvent(() => {
    if (bulk.direction === null) void save(choice)
  })
  useEffect(() => begin(), [])
  return (
    <section aria-labelledby="bulk-direction" className="mt-12">
      <h2 id="bulk-direction" className="display text-26">
        {t('bulk.direct.title')}
      </h2>
      <div className="-mx-7 max-md:mx-0">
        <Form choice={choice} onChange={change} />
      </div>
    </section>
  )
}

interface RowDirectionProps {
  readonly bulk: Bulk
  readonly rows: readonly BulkRow[]
  readonly onClose: () => void
}

/** A direction for these products alone. */
export function RowDirection({ bulk, rows, onClose }: RowDirectionProps) {
  const t = useT()
  const queries = useQueryClient()
  const [choice, setChoice] = useState<Choice>(() => ({
    ...FIRST_CHOICE,
    ...bulk.direction,
    ...rows.find(({ direction }) => direction)?.direction,
  }))
  const set = async (direction: ReturnType<typeof directionOf> | null) => {
    try {
      await maepsi.bulk.direct({ params: { id: bulk.id }, body: { direction, rows: rows.map(({ n }) => n) } })
      onClose()
    } catch (error) {
      showToast(sayError(error))
    }
    await queries.invalidateQueries({ queryKey: ['bulk'] })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      wide="page"
      title={t('bulk.direct.rows', { count: rows.length })}
      closeLabel={t('do.close')}
    >
      <div className="-mx-7 max-md:mx-0">
        <Form choice={choice} onChange={(part) => setChoice((old) => ({ ...old, ...part }))} />
      </div>
      <p className="flex flex-wrap gap-2">
        <Button
          look="primary"
          aria-disabled={choice.views.length === 0}
          onClick={() => void set(directionOf(choice))}
        >
          {t('bulk.direct.save')}
        </Button>
        <Button onClick={() => void set(null)}>{t('bulk.direct.reset')}</Button>
      </p>
    </Dialog>
  )
}

function Form({
  choice,
  onChange,
}: {
  readonly choice: Choice
  readonly onChange: (part: Partial<Choice>) => void
}) {
  const { data: studio } = useQuery(askStudio)
  if (!studio) return null
  const engine = chosenEngine(studio, choice, [])
  return (
    <DirectionForm
      engines={
        <EngineChoice
          engines={studio.engines}
          chosen={engine.engine.name}
          prices={studio.prices}
          size={choice.size}
          onChange={onChange}
        />
      }
      choice={choice}
      onChange={onChange}
      offers={engine.offers}
      slots={SLOTS}
      backGuessed={false}
    />
  )
}

/** What a run is asked for; how it is paid is said when it starts. */
function directionOf(choice: Choice) {
  const { pay: _, ...direction } = choice
  return direction
}
