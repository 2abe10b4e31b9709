// Home: what to do now, then the collections, newest first.
import { NewCollection } from '#web/collections/new-collection.tsx'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { NewProject } from '#web/projects/new-project.tsx'
import { PartFailed } from '#web/part-failed.tsx'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { Skeleton, SkeletonFrames } from '#web/ui/skeleton.tsx'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { HomeCollection } from './home-collection.tsx'
import { HomeDesk, useDesk } from './home-desk.tsx'
import { HomeEmpty } from './home-empty.tsx'
import { HomeShared } from './home-shared.tsx'

const route = getRouteApi('/signed-in/')

function HomeLoading() {
  const t = useT()
  return (
    <output aria-label={t('app.loading')} className="mt-10 block">
      <span className="grid grid-cols-2 gap-1 md:grid-cols-6">
        <SkeletonFrames count={6} />
      </span>
      <Skeleton className="mt-5 h-12 w-72 max-w-full" />
      <span className="mt-16 grid gap-x-10 gap-y-14 lg:grid-cols-2">
        {[0, 1].map((n) => (
          <span key={n} className="grid grid-cols-5 gap-1">
            <SkeletonFrames count={5} />
          </span>
        ))}
      </span>
    </output>
  )
}

export function HomePage() {
  const t = useT()
  const { make } = route.useSearch()
  const navigate = route.useNavigate()
  const collections = useInfiniteQuery({
    queryKey: keys.collections(),
    queryFn: async ({ pageParam, signal }) =>
      maepsi.collections.list({ query: { limit: 20, ...(pageParam ? { after: pageParam } : {}) }, signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  const projects = useQuery({
    queryKey: keys.projects(),
    queryFn: async ({ signal }) => maepsi.projects.list({ query: { limit: 100 }, signal }),
  })
  const all = collections.data?.pages.flatMap(({ items }) => items)
  const own = projects.data?.items ?? []
  const newest = all?.[0]
  const of = (id: string) => projects.data?.items.filter(({ collectionId }) => collectionId === id) ?? null
  // The newest that has something to show stands large; an empty one would be a grey wall.
  const large = all?.find(({ id }) => of(id)?.some(({ covers }) => covers.length > 0)) ?? newest
  const rest = all?.filter((collection) => collection !== large) ?? []
  const failed = collections.error ?? projects.error
  const desk = useDesk(own)
  const ready = desk.ready && !collections.isPending && !projects.isPending

  return (
    <div className="mx-auto max-w-420 px-(--margin) pt-10 pb-24 max-md:pt-6 max-md:pb-12">
      <title>{`${t('home.title')} — ${t('app.name')}`}</title>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <h1 className="display text-56 tracking-[-0.035em] max-md:text-40">{t('home.title')}</h1>
        <span className="flex flex-wrap gap-2">
          <Link to="/bulk" className={buttonClass('ghost')}>
            {t('nav.bulk')}
          </Link>
          {/* Its place is kept: where it wraps, all below would move when it comes. */}
          <span className={newest ? 'contents' : 'invisible'}>
            <NewCollection />
          </span>
        </span>
      </div>
      {failed && (
        <div className="mt-6">
          <PartFailed of={[collections, projects]} />
        </div>
      )}
      {!ready && <HomeLoading />}
      {ready && <HomeDesk desk={desk} projects={own} />}
      {ready && all && !newest && <HomeEmpty />}
      {ready && large && (
        <>
          <div className="mt-8">
            <HomeCollection collection={large} projects={of(large.id)} large />
          </div>
          <div className="mt-16 grid gap-x-10 gap-y-14 max-md:mt-10 max-md:gap-y-9 lg:grid-cols-2">
            {rest.map((collection) => (
              <HomeCollection key={collection.id} collection={collection} projects={of(collection.id)} />
            ))}
          </div>
        </>
      )}
      {collections.hasNextPage && (
        <p className="mt-14">
          <Button busy={collections.isFetchingNextPage} onClick={() => void collections.fetchNextPage()}>
            {t('do.loadMore')}
          </Button>
        </p>
      )}
      {ready && <HomeShared />}
      <NewProject
        open={make === true && all !== undefined}
        onClose={() => void navigate({ search: {}, replace: true })}
        collection={async () =>
          newest?.id ?? (await maepsi.collections.create({ body: { name: t('home.firstCollection') } })).id
        }
      />
    </div>
  )
}
