// The models of the studio for its administrator: those every seller can choose, and the consents of everybody whose photos are here.
import type { AdminModel } from '#sdk/contract/admin-shapes.ts'
import type { Model } from '#sdk/contract/people.ts'
import { AdminList } from '#web/admin/admin-list.tsx'
import { AdminPart, AdminTitle } from '#web/admin/admin-part.tsx'
import { sayPerson } from '#web/admin/admin-words.ts'
import { Choice } from '#web/admin/choice.tsx'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { AddPerson } from '#web/people/add-person.tsx'
import { MODEL_GRID, ModelCard } from '#web/people/model-card.tsx'
import { usePeople } from '#web/people/people-data.ts'
import { RemovePerson } from '#web/people/remove-person.tsx'
import { formatMoment } from '#web/times.ts'
import { Button } from '#web/ui/button.tsx'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'

export function AdminModelsPage() {
  const t = useT()
  const { people, ...query } = usePeople()
  const house = people?.filter((one) => one.house) ?? []
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<Model | null>(null)
  const [missing, setMissing] = useState(false)
  return (
    <>
      <AdminTitle title={t('admin.models')} help={t('admin.modelsHelp')}>
        <Button look="primary" data-testid="add-house-model" onClick={() => setAdding(true)}>
          {t('people.add')}
        </Button>
      </AdminTitle>
      <h2 className="display text-26">{t('admin.modelsHouse')}</h2>
      <AdminPart query={query}>
        {house.length === 0 ? (
          <p className="mt-3 text-ink-2">{t('admin.modelsHouseNone')}</p>
        ) : (
          <ul className={MODEL_GRID}>
            {house.map((model) => (
              <ModelCard key={model.id} model={model} mine onRemove={setRemoving} />
            ))}
          </ul>
        )}
      </AdminPart>
      <div className="mt-12 mb-4 flex flex-wrap items-end justify-between gap-4">
        <div>
          <h2 className="display text-26">{t('admin.modelsAll')}</h2>
          <p className="mt-1 text-13 text-ink-2">{t('admin.modelsAllHelp')}</p>
        </div>
        <div className="w-44">
          <Choice
            label={t('admin.release')}
            value={missing ? 'missing' : 'all'}
            options={(['all', 'missing'] as const).map((value) => ({
              value,
              label: t(`admin.releaseOnly.${value}`),
            }))}
            onChange={(value) => setMissing(value === 'missing')}
          />
        </div>
      </div>
      <AdminList<AdminModel>
        label={t('admin.modelsAll')}
        queryKey={['models', missing]}
        load={async (page, signal) =>
          maepsi.admin.listModels({ query: { ...page, ...(missing && { release: 'missing' }) }, signal })
        }
        keyOf={({ id }) => id}
        empty={t('admin.modelsNone')}
        testId="admin-model"
        columns={[
          {
            head: t('admin.model'),
            render: ({ name, house: shared }) => (
              <>
                {name}
                {shared && <span className="block text-12 text-ink-3">{t('people.houseMark')}</span>}
              </>
            ),
          },
          {
            head: t('admin.broughtBy'),
            render: ({ user }) => (
              <Link to="/admin/users/$id" params={{ id: user.id }} className="link">
                {sayPerson(user)}
              </Link>
            ),
          },
          {
            head: t('admin.consent'),
            render: ({ consent }) => (
              <>
                {consent.purpose}
                <span className="block text-12 text-ink-3">{formatMoment(consent.at)}</span>
              </>
            ),
          },
          {
            head: t('admin.release'),
            render: ({ release }) =>
              release ? (
                <a className="link" href={release.url} download={release.name}>
                  {release.name}
                </a>
              ) : (
                <span className="text-ink-3">{t('people.signedNone')}</span>
              ),
          },
        ]}
      />
      {adding && <AddPerson house onClose={() => setAdding(false)} />}
      {removing && <RemovePerson model={removing} onClose={() => setRemoving(null)} />}
    </>
  )
}
