// A project: its bar with the way back to the collection, its name and its tabs; studio and gallery stand below.
import { useT } from '#web/i18n.ts'
import { ProjectMenu } from '#web/projects/project-menu.tsx'
import { askCollection, askProject } from '#web/queries.ts'
import { LeaveButton, ShareButton } from '#web/sharing/share-button.tsx'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link, Outlet } from '@tanstack/react-router'
import { useStillShared } from './project-access.ts'

const route = getRouteApi('/signed-in/projects/$id')
const tab =
  'flex items-center gap-1.5 border-b-2 border-transparent pt-0.5 font-medium whitespace-nowrap text-ink-3 hover:text-ink ' +
  'aria-[current=page]:border-ink aria-[current=page]:font-semibold aria-[current=page]:text-ink'

export function ProjectPage() {
  const t = useT()
  const { id } = route.useParams()
  const { data: project } = useSuspenseQuery(askProject(id))
  const owns = project.role === 'owner'
  const { data: collection } = useQuery({ ...askCollection(project.collectionId), enabled: owns })
  useStillShared(project)
  return (
    <>
      <title>{`${project.name} — ${t('app.name')}`}</title>
      <div className="flex h-16 items-stretch gap-4 border-b border-line bg-bg px-(--margin) max-md:h-auto max-md:flex-wrap max-md:gap-x-2 max-md:gap-y-0 max-md:pt-2">
        <p className="flex items-center gap-2 text-13 text-ink-3 max-md:w-full max-md:text-12">
          {owns ? (
            <Link
              to="/collections/$id"
              params={{ id: project.collectionId }}
              className="flex min-h-8 min-w-6 items-center hover:text-ink"
            >
              {collection?.name ?? '…'}
            </Link>
          ) : (
            t('sharing.by', { owner: project.ownerName ?? t('sharing.someone') })
          )}
          <span aria-hidden>/</span>
        </p>
        <h1 className="display -ml-1.5 flex min-w-0 items-center text-26 max-md:ml-0 max-md:text-22">
          <span className="truncate">{project.name}</span>
        </h1>
        <nav
          aria-label={t('project.tabs')}
          className="ml-6 flex gap-6 max-[23rem]:gap-4 max-md:order-3 max-md:-mx-(--margin) max-md:mt-1 max-md:no-scrollbar max-md:h-11 max-md:w-[calc(100%+2*var(--margin))] max-md:overflow-x-auto max-md:px-(--margin) max-md:[&>a]:shrink-0 max-md:[&>a]:focus-visible:-outline-offset-2"
        >
          <Link to="/projects/$id/studio" params={{ id }} className={tab}>
            {t('project.studio')}
          </Link>
          <Link to="/projects/$id/looks" params={{ id }} className={tab}>
            {t('project.looks')}
            <sup className="num text-11 font-medium text-ink-3">{project.totalImageNumber}</sup>
          </Link>
          <Link to="/projects/$id/videos" params={{ id }} className={tab}>
            {t('project.videos')}
            <sup className="num text-11 font-medium text-ink-3">{project.totalVideoNumber}</sup>
          </Link>
          <Link to="/projects/$id/letter" params={{ id }} className={tab}>
            {t('project.letter')}
          </Link>
          <Link to="/projects/$id/export" params={{ id }} className={tab}>
            {t('gallery.export')}
          </Link>
        </nav>
        <span className="grow" />
        <span className="flex items-center gap-1">
          {owns ? (
            <>
              <ShareButton project={project} />
              <ProjectMenu project={project} afterBin="collection" />
            </>
          ) : (
            <LeaveButton project={project} />
          )}
        </span>
      </div>
      <Outlet />
    </>
  )
}
