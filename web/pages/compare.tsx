// Comparing: two or four looks side by side, the loupe beside them; one is picked and the next pair comes.
import type { Image } from '#sdk/contract/images.ts'
import { useT } from '#web/i18n.ts'
import { DarkPage } from '#web/images/picking/dark-page.tsx'
import { maepsi } from '#web/maepsi.ts'
import { askProject } from '#web/queries.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useCanGoBack, useRouter } from '@tanstack/react-router'
import { CompareRoom } from './compare-room.tsx'

const route = getRouteApi('/signed-in/projects/$id/compare')

const PAGE = 100
/** Looks of a project that are compared at most: those made last. */
const MOST = 500

async function filmOf(projectId: string, signal: AbortSignal): Promise<Image[]> {
  const images: Image[] = []
  let after: string | undefined
  do {
    const page = await maepsi.images.list({ query: { projectId, limit: PAGE, after }, signal })
    images.push(...page.items)
    after = page.next ?? undefined
  } while (after !== undefined && images.length < MOST)
  return images.toSorted((a, b) => a.number - b.number)
}

export function ComparePage() {
  const t = useT()
  const { id } = route.useParams()
  const { ids = '' } = route.useSearch()
  const router = useRouter()
  const canGoBack = useCanGoBack()
  const navigate = route.useNavigate()
  const { data: project } = useQuery(askProject(id))
  const film = useQuery({
    queryKey: ['compare', id],
    queryFn: async ({ signal }) => filmOf(id, signal),
    staleTime: Infinity,
    gcTime: 0,
  })
  const close = () => {
    if (canGoBack) router.history.back()
    else void navigate({ to: '/projects/$id/looks', params: { id } })
  }
  return (
    <DarkPage label={t('compare.title')} testId="compare">
      <title>{`${t('compare.title')} — ${project?.name ?? t('app.name')}`}</title>
      {film.data && project ? (
        <CompareRoom
          project={project}
          film={film.data}
          ids={ids.split(',').filter(Boolean)}
          onClose={close}
        />
      ) : (
        <div className="grid grow place-content-center justify-items-center gap-4">
          <p role="status">{film.isError ? sayError(film.error) : t('app.loading')}</p>
          {film.isError && <Button onClick={() => void film.refetch()}>{t('do.retry')}</Button>}
          <Button look="ghost" onClick={close}>
            {t('compare.close')}
          </Button>
        </div>
      )}
    </DarkPage>
  )
}
