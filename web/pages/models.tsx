// The people who wear the clothes: one's own with their consent, those of the house, and Drape's mannequins.
import type { Model } from '#sdk/contract/people.ts'
import { BODIES } from '#sdk/contract/vto-jobs.ts'
import { useT } from '#web/i18n.ts'
import { AddPerson } from '#web/people/add-person.tsx'
import { usePeople } from '#web/people/people-data.ts'
import { RemovePerson } from '#web/people/remove-person.tsx'
import { askMe } from '#web/queries.ts'
import { sayError } from '#web/say-error.ts'
import { formatMoment } from '#web/times.ts'
import { Button } from '#web/ui/button.tsx'
import { Picture } from '#web/ui/picture.tsx'
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
      <ul className={grid}>
        {people?.map((model) => (
          <li key={model.id} data-testid="model">
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
            {(!model.house || isAdmin) && (
              <button type="button" className="link mt-1 text-13" onClick={() => setRemoving(model)}>
                {t('people.remove')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <h2 className="display mt-12 text-26">{t('people.mannequins')}</h2>
      <p className="mt-2 text-13 text-ink-2">{t('people.mannequinsHelp')}</p>
      <ul className={grid}>
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

const grid = 'mt-4 grid grid-cols-[repeat(auto-fill,minmax(10rem,1fr))] gap-x-5 gap-y-8 max-md:grid-cols-2'
