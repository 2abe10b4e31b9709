// A collection: its projects, the newest large.
import { CollectionMenu } from '#web/collections/collection-menu.tsx'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { NewProject } from '#web/projects/new-project.tsx'
import { ProjectStrip } from '#web/projects/project-strip.tsx'
import { askCollection } from '#web/queries.ts'
import { PartFailed } from '#web/part-failed.tsx'
import { Banner } from '#web/ui/banner.tsx'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Skeleton, SkeletonFrames } from '#web/ui/skeleton.tsx'
import { useInfiniteQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'

const route = getRouteApi('/signed-in/collections/$id')

export function CollectionPage() {
  const t = useT()
  const { id } = route.useParams()
  const navigate = route.useNavigate()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const { data: collection } = useSuspenseQuery(askCollection(id))
  const projects = useInfiniteQuery({
    queryKey: keys.projects({ collectionId: id }),
    queryFn: async ({ pageParam, signal }) =>
      maepsi.projects.list({
        query: { collectionId: id, limit: 20, ...(pageParam ? { after: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  const all = projects.data?.pages.flatMap(({ items }) => items)
  const [newest, ...rest] = all ?? []
  const restore = async () => {
    queries.setQueryData(keys.collection(id), await maepsi.collections.restore({ params: { id } }))
    await queries.invalidateQueries({ queryKey: ['projects'] })
  }

  return (
    <div className="mx-auto max-w-420 px-(--margin) pt-8 pb-24 max-md:pt-4 max-md:pb-12">
      <title>{`${collection.name} — ${t('app.name')}`}</title>
      <p className="text-13 text-ink-3">
        <Link to="/" className="inline-flex min-h-8 items-center hover:text-ink">
          {t('nav.collections')}
        </Link>
        <span aria-hidden> /</span>
      </p>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <h1 className="display min-w-0 text-56 tracking-[-0.035em] max-md:text-40">{collection.name}</h1>
        <div className="flex items-center gap-1">
          <Button look="primary" onClick={() => setAsking(true)} data-testid="new-project">
            <Plus size={18} strokeWidth={1.5} aria-hidden />
            {t('project.new')}
          </Button>
          <CollectionMenu collection={collection} leave={async () => navigate({ to: '/' })} />
        </div>
      </div>
      {collection.deletedAt && (
        <div className="mt-6">
          <Banner
            kind="warn"
            title={t('collection.inBin')}
            action={
              <Button size="small" onClick={() => void restore()}>
                {t('do.restore')}
              </Button>
            }
          />
        </div>
      )}
      {projects.error && (
        <div className="mt-6">
          <PartFailed of={[projects]} />
        </div>
      )}
      {projects.isPending && (
        <output aria-label={t('app.loading')} className="mt-10 block">
          <span className="grid grid-cols-2 gap-1 md:grid-cols-6">
            <SkeletonFrames count={6} />
          </span>
          <Skeleton className="mt-5 h-12 w-72 max-w-full" />
        </output>
      )}
      {all && !newest && (
        <div className="mt-10 max-w-2xl">
          <EmptyState
            seams
            title={t('collection.empty')}
            actions={
              <Button look="primary" onClick={() => setAsking(true)}>
                {t('project.new')}
              </Button>
            }
          >
            {t('collection.emptyHelp')}
          </EmptyState>
        </div>
      )}
      {newest && (
        <div className="mt-10 max-md:mt-6">
          <ProjectStrip project={newest} large />
        </div>
      )}
      <div className="mt-16 grid gap-x-10 gap-y-14 max-md:mt-10 max-md:gap-y-9 lg:grid-cols-2">
        {rest.map((project) => (
          <ProjectStrip key={project.id} project={project} />
        ))}
      </div>
      {projects.hasNextPage && (
        <p className="mt-14">
          <Button busy={projects.isFetchingNextPage} onClick={() => void projects.fetchNextPage()}>
            {t('do.loadMore')}
          </Button>
        </p>
      )}
      <NewProject open={asking} onClose={() => setAsking(false)} collection={async () => id} />
    </div>
  )
}
