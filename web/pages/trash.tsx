// The trash: collections and projects that were binned, for thirty days.
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { PartFailed } from '#web/part-failed.tsx'
import { BinList } from '#web/ui/bin-list.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'

/** Days until what was binned is deleted for good. */
const STAYS_DAYS = 30

function daysLeft(deletedAt: string | null): number {
  const gone = deletedAt ? (Date.now() - Date.parse(deletedAt)) / 86_400_000 : 0
  return Math.max(0, Math.ceil(STAYS_DAYS - gone))
}

function nameOf(list: readonly { readonly id: string; readonly name: string }[], id: string): string {
  return list.find((item) => item.id === id)?.name ?? ''
}

export function TrashPage() {
  const t = useT()
  const queries = useQueryClient()
  const collections = useQuery({
    queryKey: keys.collections(true),
    queryFn: async ({ signal }) => maepsi.collections.list({ query: { bin: 'true', limit: 100 }, signal }),
  })
  const projects = useQuery({
    queryKey: keys.projects({ bin: true }),
    queryFn: async ({ signal }) => maepsi.projects.list({ query: { bin: 'true', limit: 100 }, signal }),
  })
  const binned = collections.data?.items ?? []
  // What went with its collection comes back with it.
  const alone =
    projects.data?.items.filter((project) => !binned.some(({ id }) => id === project.collectionId)) ?? []
  const failed = collections.error ?? projects.error
  const loading = collections.isPending || projects.isPending

  const restore = async (back: () => Promise<unknown>, said: string) => {
    try {
      await back()
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['collections'] }),
        queries.invalidateQueries({ queryKey: ['projects'] }),
      ])
      showToast(said)
    } catch (error) {
      showToast(sayError(error), { kind: 'error' })
    }
  }

  return (
    <div className="mx-auto max-w-240 px-(--margin) pt-10 pb-24 max-md:pt-6 max-md:pb-12">
      <title>{`${t('trash.title')} — ${t('app.name')}`}</title>
      <h1 className="display text-56 tracking-[-0.035em] max-md:text-40">{t('trash.title')}</h1>
      <p className="mt-2 text-ink-2">{t('trash.help')}</p>
      {failed && (
        <div className="mt-6">
          <PartFailed of={[collections, projects]} />
        </div>
      )}
      {loading && !failed && (
        <output aria-label={t('app.loading')} className="mt-10 grid gap-3">
          {[0, 1, 2].map((n) => (
            <Skeleton key={n} className="h-20" />
          ))}
        </output>
      )}
      {!loading && !failed && binned.length + alone.length === 0 && (
        <div className="mt-10">
          <EmptyState title={t('trash.empty')} seams>
            {t('trash.emptyHelp')}
          </EmptyState>
        </div>
      )}
      <BinList
        title={t('trash.collections')}
        restoreLabel={t('do.restore')}
        items={binned.map(({ id, name, projectCount, deletedAt }) => ({
          id,
          name,
          facts: `${t('collection.projects', { count: projectCount })} · ${t('trash.daysLeft', { count: daysLeft(deletedAt) })}`,
        }))}
        onRestore={(id) =>
          void restore(
            async () => maepsi.collections.restore({ params: { id } }),
            t('collection.restored', { name: nameOf(binned, id) }),
          )
        }
      />
      <BinList
        title={t('trash.projects')}
        restoreLabel={t('do.restore')}
        items={alone.map(({ id, name, totalImageNumber, deletedAt, covers }) => ({
          id,
          name,
          facts: `${t('collection.looks', { count: totalImageNumber })} · ${t('trash.daysLeft', { count: daysLeft(deletedAt) })}`,
          cover: covers[0] && { url: covers[0].url, whole: covers[0].kind === 'photo' },
        }))}
        onRestore={(id) =>
          void restore(
            async () => maepsi.projects.restore({ params: { id } }),
            t('project.restored', { name: nameOf(alone, id) }),
          )
        }
      />
    </div>
  )
}
