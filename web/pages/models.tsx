// The people who wear the clothes: one's own with their consent, those of the house, and Drape's mannequins.
import type { Model } from '#sdk/contract/people.ts'
import { BODIES } from '#sdk/contract/vto-jobs.ts'
import { useT } from '#web/i18n.ts'
import { AddPerson } from '#web/people/add-person.tsx'
import { MODEL_GRID, ModelCard } from '#web/people/model-card.tsx'
import { usePeople } from '#web/people/people-data.ts'
import { RemovePerson } from '#web/people/remove-person.tsx'
import { askMe } from '#web/queries.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { FIGURES } from '#web/vto-jobs/figures.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

export function ModelsPage() {
  const t = useT()
  const { people, error, refetch } = usePeople()
  const isAdmin = useQuery(askMe).data?.isAdmin === true
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<Model | null>(null)
  return (
    <div className="mx-auto max-w-240 px-(--margin) pt-10 pb-24 max-md:pt-6 max-md:pb-12">
      <title>{`${t('people.title')} — ${t('app.name')}`}</title>
      <div className="flex flex-wrap items-end justify-between gap-4">
        <h1 className="display text-56 tracking-[-0.035em] max-md:text-40">{t('people.title')}</h1>
        <Button look="primary" data-testid="add-model" onClick={() => setAdding(true)}>
          {t('people.add')}
        </Button>
      </div>
      <p className="mt-2 max-w-160 text-ink-2">{t('people.help')}</p>
      {error && (
        <p role="alert" className="mt-6 flex items-center gap-3 text-err">
          {sayError(error)}
          <Button size="small" onClick={() => void refetch()}>
            {t('do.retry')}
          </Button>
        </p>
      )}
      <h2 className="display mt-10 text-26">{t('people.mine')}</h2>
      {people?.length === 0 && <p className="mt-3 text-ink-2">{t('people.empty')}</p>}
      <ul className={MODEL_GRID}>
        {people?.map((model) => (
          <ModelCard key={model.id} model={model} mine={!model.house || isAdmin} onRemove={setRemoving} />
        ))}
      </ul>
      <h2 className="display mt-12 text-26">{t('people.mannequins')}</h2>
      <p className="mt-2 text-13 text-ink-2">{t('people.mannequinsHelp')}</p>
      <ul className={MODEL_GRID}>
        {BODIES.map((body) => (
          <li key={body}>
            <img
              src={FIGURES[body].front}
              alt=""
              width={264}
              height={352}
              className="aspect-3/4 w-full bg-well-2 object-cover"
            />
            <h3 className="mt-2 font-semibold">{t(`people.body.${body}`)}</h3>
          </li>
        ))}
      </ul>
      {adding && <AddPerson onClose={() => setAdding(false)} />}
      {removing && <RemovePerson model={removing} onClose={() => setRemoving(null)} />}
    </div>
  )
}
