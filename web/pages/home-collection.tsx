// A collection on the home page: a line-up made from its projects.
import type { Collection } from '#sdk/contract/collections.ts'
import type { Project } from '#sdk/contract/projects.ts'
import { CollectionMenu } from '#web/collections/collection-menu.tsx'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { formatDay } from '#web/times.ts'
import { LineUp } from '#web/ui/line-up.tsx'
import { useQuery } from '@tanstack/react-query'

interface HomeCollectionProps {
  readonly collection: Collection
  /** Those of its projects that came with the newest of all; null when they could not be had. */
  readonly projects: readonly Project[] | null
  readonly large?: boolean
}

/** One cover of each project in turn, so that no project fills the row alone. */
function coversOf(projects: readonly Project[], places: number): { url: string; whole: boolean }[] {
  const covers: { url: string; whole: boolean }[] = []
  for (let round = 0; round < places && covers.length < places; round++)
    for (const { covers: own } of projects) {
      const cover = own[round]
      if (cover && covers.length < places) covers.push({ url: cover.url, whole: cover.kind === 'photo' })
    }
  return covers
}

/** A collection of long ago has projects the newest hundred of the studio do not hold: those it asks for itself. */
export function HomeCollection({ collection, projects: near, large }: HomeCollectionProps) {
  const t = useT()
  const { id, name, projectCount } = collection
  const own = useQuery({
    queryKey: [...keys.projects({ collectionId: id }), 'home'],
    queryFn: async ({ signal }) => maepsi.projects.list({ query: { collectionId: id, limit: 100 }, signal }),
    enabled: near !== null && near.length < projectCount,
  })
  const projects = own.data?.items ?? near ?? []
  const known = projects.length >= Math.min(projectCount, 100)
  const sum = (of: (project: Project) => number) =>
    projects.reduce((total, project) => total + of(project), 0)
  const looks = sum((project) => project.totalImageNumber)
  const favourites = sum((project) => project.selectedImageNumber)
  const videos = sum((project) => project.totalVideoNumber)
  const latest =
    projects
      .map((project) => project.updatedAt)
      .sort()
      .at(-1) ?? collection.updatedAt
  const summary = [
    t('collection.projects', { count: projectCount }),
    known ? t('collection.looks', { count: looks }) : null,
    favourites > 0 ? t('collection.favourites', { count: favourites }) : null,
  ]
  return (
    <LineUp
      testId="collection"
      name={name}
      large={large}
      frames={coversOf(projects, large ? 6 : 5)}
      blank={known && looks === 0 && t('collection.noLooks')}
      link={{ to: '/collections/$id', params: { id } }}
      facts={[
        { name: t('collection.projectsWord'), value: projectCount },
        ...(known
          ? [
              { name: t('collection.looksWord'), value: looks },
              { name: t('collection.favouritesWord'), value: favourites },
            ]
          : []),
        ...(videos > 0 ? [{ name: t('collection.videosWord'), value: videos }] : []),
      ]}
      summary={summary.filter(Boolean).join(' · ')}
      aside={formatDay(latest)}
      actions={<CollectionMenu collection={collection} />}
    />
  )
}
