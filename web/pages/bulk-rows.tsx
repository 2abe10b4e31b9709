// The products of a bulk: filtered, moved about, taken out, directed by themselves.
import type { Bulk, BulkRow, Level, RowState } from '#sdk/contract/bulk-shapes.ts'
import { LEVELS, ROW_STATES } from '#sdk/contract/bulk-shapes.ts'
import { SLOTS } from '#sdk/contract/products.ts'
import { askRows, ROWS_OF_PAGE, type RowFilter } from '#web/bulk/questions.ts'
import { type CellPlace, RowTable } from '#web/bulk/row-table.tsx'
import { useT } from '#web/i18n.ts'
import { maepsi, MaepsiError } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { PartFailed } from '#web/part-failed.tsx'
import { Button } from '#web/ui/button.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { NameDialog } from '#web/ui/name-dialog.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQueries, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { RowDirection } from './bulk-direction.tsx'

/** The table with its filter and its tools. */
export function BulkRows({ bulk }: { readonly bulk: Bulk }) {
  const t = useT()
  const queries = useQueryClient()
  const draft = bulk.state === 'draft'
  const [chosen, setChosen] = useState<Level | RowState | 'all'>('all')
  const [selected, setSelected] = useState<ReadonlyMap<number, BulkRow>>(new Map())
  // Pages of the rows that are on screen; a text, so that the same ones change nothing.
  const [sight, setSight] = useState('0')
  const [moving, setMoving] = useState<CellPlace | null>(null)
  const [directing, setDirecting] = useState(false)
  const kinds = (draft ? LEVELS : ROW_STATES).filter((one) => countOf(bulk, one) > 0)
  const filter = chosen === 'all' || !kinds.some((one) => one === chosen) ? {} : filterOf(chosen)
  const busy = bulk.levels.checking > 0 || bulk.states.making > 0 || bulk.state === 'running'
  const count = 'level' in filter || 'state' in filter ? countOf(bulk, chosen as Level) : bulk.rows
  const pages = sight.split(' ').map(Number)
  const asked = useQueries({ queries: pages.map((page) => askRows(bulk.id, filter, page, busy)) })
  const rowAt = (index: number) => asked[pages.indexOf(pageOf(index))]?.data?.items[index % ROWS_OF_PAGE]
  // Rows may be newer than the bulk, and hold a photo that has just moved.
  const photos = asked.flatMap(({ data }) => data?.items ?? []).flatMap((row) => row.photos)
  const slots = SLOTS.filter(
    (slot) => bulk.slots.includes(slot) || photos.some((photo) => photo.slot === slot),
  )
  const params = { id: bulk.id }

  const act = async (work: () => Promise<unknown>) => {
    try {
      await work()
    } catch (error) {
      showToast(sayError(error))
    }
    await queries.invalidateQueries({ queryKey: ['bulk'] })
  }
  const move = (from: CellPlace, { n, slot, side }: CellPlace) =>
    void act(async () =>
      maepsi.bulk.moveFile({
        params: { id: bulk.id, n: String(from.n), slot: from.slot, side: from.side },
        body: { n, slot, side },
      }),
    )
  const removePhoto = ({ productId }: BulkRow, { slot, side }: CellPlace) =>
    void act(async () => maepsi.products.removePhoto({ params: { id: productId, slot, side } }))

  return (
    <section aria-labelledby="bulk-products" className="mt-10">
      <div className="mb-3 flex flex-wrap items-center gap-3">
        <h2 id="bulk-products" className="display mr-auto text-26">
          {t('bulk.match.title')}
        </h2>
        {draft && bulk.misplaced > 0 && (
          <Button
            size="small"
            onClick={() =>
              void act(async () => {
                const { moved } = await maepsi.bulk.mend({ params })
                showToast(t('bulk.match.mended', { count: moved }))
              })
            }
          >
            {t('bulk.match.mend')}
          </Button>
        )}
        {draft && selected.size > 0 && (
          <Button size="small" onClick={() => setDirecting(true)} data-testid="direct-rows">
            {t('bulk.direct.rows', { count: selected.size })}
          </Button>
        )}
        <Segmented
          label={t('bulk.match.problem')}
          value={chosen}
          options={[
            { value: 'all' as const, label: t('bulk.match.all', { count: bulk.rows }) },
            ...kinds.map((value) => ({
              value,
              label: <span className="num">{`${nameOf(value, t)} ${countOf(bulk, value)}`}</span>,
            })),
          ]}
          onChange={setChosen}
        />
      </div>
      <PartFailed of={asked} />
      {count === 0 && <p className="py-6 text-14 text-ink-3">{t('bulk.match.none')}</p>}
      {count > 0 && (
        <RowTable
          count={count}
          rowAt={rowAt}
          slots={slots.length > 0 ? slots : ['upper']}
          onSight={(places) => setSight([...new Set(places.map(pageOf))].join(' '))}
          draft={draft}
          selected={selected}
          onSelect={(row, on) =>
            setSelected((old) => {
              const next = new Map(old)
              if (on) next.set(row.n, row)
              else next.delete(row.n)
              return next
            })
          }
          onMove={move}
          onMoveToRow={setMoving}
          onRemovePhoto={removePhoto}
          onRemoveRow={({ n }) =>
            void act(async () => maepsi.bulk.removeRow({ params: { id: bulk.id, n: String(n) } }))
          }
        />
      )}
      <NameDialog
        open={moving !== null}
        onClose={() => setMoving(null)}
        title={t('bulk.match.moveRow')}
        label={t('bulk.match.target')}
        placeholder={rowAt(0)?.sku ?? ''}
        say={(error) => (error instanceof MaepsiError ? sayError(error) : t('bulk.match.noTarget'))}
        words={{
          submit: t('bulk.match.move'),
          cancel: t('do.cancel'),
          close: t('do.close'),
          required: t('bulk.match.noTarget'),
        }}
        onName={async (sku) => {
          const [to] = (await maepsi.bulk.rows({ params, query: { sku: sku.trim() } })).items
          if (!moving || !to) throw new Error(sku)
          move(moving, { ...moving, n: to.n })
          setMoving(null)
        }}
      />
      {directing && (
        <RowDirection
          bulk={bulk}
          rows={[...selected.values()]}
          onClose={() => {
            setDirecting(false)
            setSelected(new Map())
          }}
        />
      )}
    </section>
  )
}

const pageOf = (place: number): number => Math.floor(place / ROWS_OF_PAGE)

const isLevel = (one: string): one is Level => LEVELS.some((level) => level === one)

const filterOf = (one: Level | RowState): RowFilter => (isLevel(one) ? { level: one } : { state: one })

const countOf = (bulk: Bulk, one: Level | RowState): number =>
  isLevel(one) ? bulk.levels[one] : bulk.states[one]

const nameOf = (one: Level | RowState, t: ReturnType<typeof useT>): string =>
  isLevel(one) ? t(`bulk.level.${one}`) : t(`bulk.row.${one}`)
