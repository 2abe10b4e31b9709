// The page of a link: a lookbook for whoever holds it, without an account; light, and with nothing of the studio around it.
import { LABEL_SENTENCES } from '#sdk/contract/letter-text.ts'
import type { SharedLook } from '#sdk/contract/shared.ts'
import { getLanguage, useT } from '#web/i18n.ts'
import { maepsi, MaepsiError } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { AskName } from '#web/shared/ask-name.tsx'
import { type OpenLink, SharedPassword } from '#web/shared/shared-password.tsx'
import { SharedViewer } from '#web/shared/shared-viewer.tsx'
import { SharedFilms } from '#web/shared/shared-films.tsx'
import { HeartButton, SharedTile } from '#web/shared/shared-tile.tsx'
import { LanguageChoice } from '#web/shell/language-choice.tsx'
import { formatDate } from '#web/times.ts'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'

const route = getRouteApi('/s/$token')
/** Addresses of pictures are good for ten minutes at least. */
const FRESH = 8 * 60_000
/** Frames that stand for the looks until they are there: more than a screen holds. */
const AT_FIRST = 12

export function SharedPage() {
  const t = useT()
  const { token } = route.useParams()
  const queries = useQueryClient()
  const open = useQuery({
    queryKey: ['shared', token, 'open'],
    queryFn: async ({ signal }) => maepsi.shared.open({ params: { token }, signal }),
  })
  if (open.isPending)
    return (
      <Frame title={t('app.name')}>
        <p role="status">{t('app.loading')}</p>
      </Frame>
    )
  if (open.isError) {
    const gone = open.error instanceof MaepsiError && open.error.code === 'link_gone'
    return (
      <Frame title={gone ? t('sharing.page.gone') : t('state.failed')}>
        <EmptyState title={gone ? t('sharing.page.gone') : t('state.failed')} page testId="gone">
          {gone ? t('sharing.page.goneHelp') : sayError(open.error)}
        </EmptyState>
      </Frame>
    )
  }
  const keep = (shared: typeof open.data) => queries.setQueryData(['shared', token, 'open'], shared)
  if (open.data.locked)
    return (
      <Frame title={t('sharing.page.lockedTitle')}>
        <SharedPassword token={token} onOpen={keep} />
      </Frame>
    )
  return <Lookbook token={token} link={open.data} onNamed={keep} />
}

interface LookbookProps {
  readonly token: string
  readonly link: OpenLink
  readonly onNamed: (link: OpenLink) => void
}

function Lookbook({ token, link, onNamed }: LookbookProps) {
  const t = useT()
  const queries = useQueryClient()
  const [viewed, setViewed] = useState<string | null>(null)
  /** What is to happen once there is a name. */
  const [afterName, setAfterName] = useState<(() => void) | null>(null)
  const pages = useInfiniteQuery({
    queryKey: ['shared', token, 'looks'],
    queryFn: async ({ pageParam, signal }) =>
      maepsi.shared.looks({
        params: { token },
        query: { limit: 50, ...(pageParam ? { after: pageParam } : {}) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    staleTime: FRESH,
    refetchInterval: FRESH,
  })
  const looks = pages.data?.pages.flatMap(({ items }) => items) ?? []
  const lookAgain = async () => queries.invalidateQueries({ queryKey: ['shared', token] })
  const withName = (act: () => void) => {
    if (link.visitorName === null) setAfterName(() => act)
    else act()
  }
  const heart = (look: SharedLook) =>
    withName(() => {
      const params = { token, imageId: look.id }
      const change = look.hearted ? maepsi.shared.unheart({ params }) : maepsi.shared.heart({ params })
      change
        .catch((error: unknown) => showToast(sayError(error), { kind: 'error' }))
        .finally(() => void lookAgain())
    })
  const at = looks.findIndex(({ id }) => id === viewed)
  const look = looks[at]
  return (
    <Frame title={link.projectName}>
      <h1 className="display text-40 max-md:text-30">{link.projectName}</h1>
      <p className="num mt-1 text-ink-2">
        {t('sharing.page.by', { owner: link.ownerName ?? t('sharing.someone') })} ·{' '}
        {t('sharing.page.looks', { count: link.lookCount })}
        {link.videoCount > 0 && ` · ${t('sharing.page.filmCount', { count: link.videoCount })}`}
      </p>
      {pages.isError && <p className="mt-6 text-err">{sayError(pages.error)}</p>}
      {pages.isSuccess && looks.length === 0 && link.videoCount === 0 && (
        <div className="mt-8">
          <EmptyState title={t('sharing.page.empty')} seams />
        </div>
      )}
      <ul
        className="mt-8 grid grid-cols-[repeat(auto-fill,minmax(15rem,1fr))] gap-3 max-md:mt-5 max-md:grid-cols-2 max-md:gap-1.5 print:grid-cols-4"
        data-testid="shared-looks"
      >
        {pages.isPending &&
          Array.from({ length: Math.min(link.lookCount, AT_FIRST) }, (_, n) => (
            <li key={n}>
              <Skeleton className="aspect-3/4" />
            </li>
          ))}
        {looks.map((one, n) => (
          <SharedTile key={one.id} look={one} first={n < 4} onOpen={() => setViewed(one.id)}>
            {link.mayHeart && <HeartButton look={one} onPress={() => heart(one)} />}
          </SharedTile>
        ))}
      </ul>
      {pages.hasNextPage && (
        <p className="mt-8">
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('sharing.page.more')}
          </Button>
        </p>
      )}
      {link.videoCount > 0 && <SharedFilms token={token} />}
      {look && (
        <SharedViewer
          key={look.id}
          token={token}
          look={look}
          link={link}
          onHeart={() => heart(look)}
          withName={withName}
          onSaid={() => void lookAgain()}
          onClose={() => setViewed(null)}
          onStep={(by) => setViewed(looks[at + by]?.id ?? look.id)}
        />
      )}
      {afterName && (
        <AskName
          token={token}
          onClose={() => setAfterName(null)}
          onNamed={(named) => {
            onNamed(named)
            setAfterName(null)
            afterName()
          }}
        />
      )}
      <p className="mt-12 text-13 text-ink-3">
        {link.lookCount > 0 && `${LABEL_SENTENCES[link.pictures][getLanguage()]} · `}
        {t('sharing.page.until', { day: formatDate(link.expiresAt) })}
        {link.visitorName !== null && ` · ${t('sharing.page.as', { name: link.visitorName })}`}
      </p>
    </Frame>
  )
}

function Frame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const t = useT()
  return (
    <>
      <title>{title}</title>
      <header className="flex h-14 items-center justify-between border-b border-line px-(--margin)">
        <span className="display text-18">{t('app.name')}</span>
        <LanguageChoice />
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto max-w-420 px-(--margin) pt-8 pb-20 outline-none max-md:pt-5"
      >
        {children}
      </main>
    </>
  )
}
