// A gallery, or a filter of it, with nothing in it.
import { useT } from '#web/i18n.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { getRouteApi, Link } from '@tanstack/react-router'

const route = getRouteApi('/signed-in/projects/$id/looks')

/** Says what would be here, and where to go. */
export function EmptyGallery({
  projectId,
  filter,
}: {
  readonly projectId: string
  readonly filter: 'selected' | 'unseen' | 'bin' | undefined
}) {
  const t = useT()
  // Set where a sample was asked for, whose garments the studio draws first.
  const { sample } = route.useSearch()
  const name = filter ?? (sample ? 'sample' : 'all')
  return (
    <div className="max-w-xl pt-2">
      <EmptyState
        title={t(`gallery.empty.${name}`)}
        seams={!filter}
        actions={
          filter ? (
            <Link to="/projects/$id/looks" params={{ id: projectId }} className={buttonClass()}>
              {t('gallery.empty.showAll')}
            </Link>
          ) : (
            <Link to="/projects/$id/studio" params={{ id: projectId }} className={buttonClass('primary')}>
              {t('gallery.empty.toStudio')}
            </Link>
          )
        }
      >
        {t(`gallery.empty.${name}Help`)}
      </EmptyState>
    </div>
  )
}
