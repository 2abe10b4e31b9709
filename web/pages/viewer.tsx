// The viewer page: one look, large, over the gallery it was opened from, which stays as it is below.
import { TURNS } from '#drape/raster/camera.ts'
import type { Photo, Product } from '#sdk/contract/products.ts'
import { VIEWS } from '#sdk/contract/vto-jobs.ts'
import { useT } from '#web/i18n.ts'
import { DARK_ROOM } from '#web/images/dark-room.ts'
import { useGallery } from '#web/images/gallery-context.ts'
import { useLookActions } from '#web/images/look-actions.ts'
import { Viewer } from '#web/images/viewer.tsx'
import { CommentList } from '#web/comments/comment-list.tsx'
import { keys, maepsi } from '#web/maepsi.ts'
import { placeName } from '#web/products/place-name.ts'
import { askProject } from '#web/queries.ts'
import { ReportLink } from '#web/reports/report-lazily.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { backdropName } from '#web/vto-jobs/backdrops.ts'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { Suspense, useEffect, useEffectEvent, useRef } from 'react'
import { createPortal } from 'react-dom'
import { LookTasks } from './look-tasks.tsx'
import { bodyName, finishName, wearName } from './body-name.ts'
import { viewName } from './view-name.ts'

const route = getRouteApi('/signed-in/projects/$id/looks/$lookId')

/** Signed addresses of pictures end after 10 minutes at the soonest. */
const FRESH = 8 * 60_000

export function ViewerPage() {
  const t = useT()
  const { lookId } = route.useParams()
  const navigate = route.useNavigate()
  const { history } = useRouter()
  const gallery = useGallery()
  const { projectId, order } = gallery
  const actions = useLookActions(projectId)
  const role = useQuery(askProject(projectId)).data?.role ?? 'viewer'
  const mayEdit = role === 'owner' || role === 'editor'
  const query = useQuery({
    queryKey: keys.image(lookId),
    queryFn: async ({ signal }) => maepsi.images.get({ params: { id: lookId }, signal }),
    initialData: () => gallery.imageOf(lookId),
    staleTime: FRESH,
    refetchInterval: FRESH,
  })
  // While the next look is on its way its tile's picture is better than nothing.
  const image = query.data ?? gallery.imageOf(lookId)
  const { data: product, isLoading: productPending } = useQuery({
    queryKey: keys.product(image?.productId ?? ''),
    queryFn: async ({ signal }) => maepsi.products.get({ params: { id: image!.productId! }, signal }),
    enabled: typeof image?.productId === 'string',
    retry: false,
    staleTime: FRESH,
  })

  // A look that leaves a filter while it is looked at keeps its place, so that the next one is known.
  const place = useRef(0)
  const found = order.indexOf(lookId)
  useEffect(() => {
    if (found >= 0) place.current = found
  }, [found])

  // Keys may come faster than the page is drawn: steps are counted from where the last one leads.
  const heading = () => history.location.pathname.split('/').at(-1) ?? lookId
  const show = (id: string) =>
    void navigate({
      to: '/projects/$id/looks/$lookId',
      params: { id: projectId, lookId: id },
      search: true,
      replace: true,
      resetScroll: false,
    })
  const { close } = gallery
  const step = (by: 1 | -1) => {
    const at = order.indexOf(heading())
    const next = at >= 0 ? order[at + by] : order[Math.min(place.current, order.length - 1)]
    if (next) show(next)
  }
  // On to the one that takes its place; where there is none, back to the page.
  const discard = () => {
    // What is not shown yet is not judged.
    if (!image || heading() !== lookId) return
    const next = order[found + 1] ?? order[found - 1]
    if (image.deletedAt === null) actions.bin([image])
    else actions.restore([image])
    if (next === undefined) close()
    else show(next)
  }

  const see = useEffectEvent((id: string) => {
    if (image?.id === id) actions.see(image)
  })
  const imageId = image?.id
  useEffect(() => {
    if (imageId !== undefined) see(imageId)
  }, [imageId])

  useEffect(() => {
    const page = document.querySelector<HTMLElement>('#main')?.parentElement
    const { overflow } = document.documentElement.style
    page?.setAttribute('inert', '')
    document.documentElement.style.overflow = 'hidden'
    return () => {
      page?.removeAttribute('inert')
      document.documentElement.style.overflow = overflow
    }
  }, [])

  if (!image)
    return createPortal(
      <div
        style={DARK_ROOM}
        className="fixed inset-0 z-40 grid place-content-center justify-items-center gap-4 bg-viewer text-ink"
      >
        <p role="status">{query.isError ? sayError(query.error) : t('app.loading')}</p>
        <Button onClick={close}>{t('viewer.close')}</Button>
      </div>,
      document.body,
    )
  const { details } = image
  return createPortal(
    <Viewer
      image={image}
      at={found + 1}
      count={order.length}
      words={{
        view: viewName(details.view, t),
        body: bodyName(details, t),
        finish: finishName(details.finish, t),
        wear: wearName(details, t),
        backdrop: backdropName(details.backdrop, t),
      }}
      productName={product?.name ?? null}
      productPending={productPending}
      photos={
        product
          ? photosFor(product, details.view).map((photo) => ({
              photo,
              name: placeName(photo, t),
            }))
          : []
      }
      actions={actions}
      onStep={step}
      onCompare={(size) =>
        void navigate({
          to: '/projects/$id/compare',
          params: { id: projectId },
          search: { ids: order.slice(Math.max(0, found), Math.max(0, found) + size).join(',') },
        })
      }
      onDiscard={discard}
      onClose={close}
      turned={turnOf(details.view)}
      onMore={image.jobId === null ? undefined : () => gallery.more(image)}
    >
      {product && mayEdit && image.deletedAt === null && (
        <button
          type="button"
          className="link"
          aria-pressed={image.isMain}
          data-testid="choose-main"
          onClick={() => actions.main(image)}
        >
          {t(image.isMain ? 'gallery.mainGiveUp' : 'gallery.mainChoose')}
        </button>
      )}
      {product && mayEdit && <LookTasks image={image} product={product} onLeave={close} />}
      {mayEdit && image.jobId !== null && image.deletedAt === null && (
        <Suspense>
          <ReportLink key={image.id} subject={{ imageId: image.id }} />
        </Suspense>
      )}
      {image.deletedAt === null && <CommentList key={`said ${image.id}`} imageId={image.id} role={role} />}
    </Viewer>,
    document.body,
  )
}

/** The photos of a product, those of the side the look shows first. */
function photosFor(product: Product, view: string): Photo[] {
  const side = view === 'back' ? 'back' : 'front'
  return product.photos.toSorted((a, b) => Number(b.side === side) - Number(a.side === side))
}

/** Degrees the mannequin is turned in a view. */
function turnOf(view: string): number {
  const known = VIEWS.find((one) => one === view)
  return known ? TURNS[known] : 0
}
