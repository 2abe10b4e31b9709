// The videos of a link, played by the browser's own controls: whoever comes by a link knows those.
import type { SharedVideo } from '#sdk/contract/shared.ts'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { PartFailed } from '#web/part-failed.tsx'
import { Button } from '#web/ui/button.tsx'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'

/** The videos of a link; nothing where it has none. */
export function SharedFilms({ token }: { readonly token: string }) {
  const t = useT()
  const pages = useInfiniteQuery({
    queryKey: ['shared', token, 'videos'],
    queryFn: async ({ pageParam, signal }) =>
      maepsi.shared.videos({
        params: { token },
        query: { limit: 24, ...(pageParam ? { after: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    // Another address would start a film anew while it is watched: a new one is asked for when the old one has ended.
    staleTime: Infinity,
    refetchOnReconnect: false,
  })
  const films = pages.data?.pages.flatMap(({ items }) => items) ?? []
  if (films.length === 0)
    return pages.isError ? (
      <div className="mt-12">
        <PartFailed of={[pages]} />
      </div>
    ) : null
  return (
    <section aria-labelledby="shared-films" className="mt-14">
      <h2 id="shared-films" className="display text-24">
        {t('sharing.page.films')}
      </h2>
      <ul
        className="mt-5 grid grid-cols-[repeat(auto-fill,minmax(18rem,1fr))] items-start gap-x-3 gap-y-6 max-md:grid-cols-1"
        data-testid="shared-films"
      >
        {films.map((film) => (
          <Film key={film.id} film={film} onLost={() => void pages.refetch()} />
        ))}
      </ul>
      <PartFailed of={[pages]} />
      {pages.hasNextPage && (
        <p className="mt-8">
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('sharing.page.moreFilms')}
          </Button>
        </p>
      )}
    </section>
  )
}

interface FilmProps {
  readonly film: SharedVideo
  /** It could not be loaded: its address may have ended. */
  readonly onLost: () => void
}

function Film({ film, onLost }: FilmProps) {
  const t = useT()
  const name = film.productName ?? t('sharing.page.filmUnnamed')
  const marks = [
    t(`sharing.page.filmKind.${film.kind}`),
    t('sharing.page.filmSeconds', { seconds: Math.round(film.seconds) }),
    film.isMain ? t('sharing.page.main') : film.isFavourite && t('sharing.page.favourite'),
  ]
  return (
    <li className="min-w-0">
      {/* Nobody speaks in it, so there is nothing to caption; what it shows is said in its label. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      <video
        src={film.url}
        poster={film.posterUrl}
        width={film.width}
        height={film.height}
        controls
        controlsList={film.downloadUrl === null ? 'nodownload' : undefined}
        preload="none"
        playsInline
        loop={film.kind === 'turntable'}
        aria-label={t('sharing.page.filmOf', { name, kind: t(`sharing.page.filmKind.${film.kind}`) })}
        onError={onLost}
        style={{ aspectRatio: `${film.width} / ${film.height}` }}
        className="picture block h-auto max-h-[80dvh] w-full object-contain"
      />
      <div className="flex min-h-9 items-center justify-between gap-2 text-13">
        <span className="min-w-0 truncate">
          <b className="font-medium">{name}</b>
          <span className="ml-2 text-ink-3">{marks.filter(Boolean).join(' · ')}</span>
        </span>
        {film.downloadUrl !== null && (
          <a
            href={film.downloadUrl}
            aria-label={t('sharing.page.filmDownload', { name })}
            className="grid size-9 shrink-0 place-items-center rounded-control hover:bg-well pointer-coarse:size-11"
          >
            <Download size={18} strokeWidth={1.5} aria-hidden />
          </a>
        )}
      </div>
    </li>
  )
}
