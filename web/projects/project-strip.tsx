// A project as a strip: its covers, its name, what it holds.
import type { Project } from '#sdk/contract/projects.ts'
import { useT } from '#web/i18n.ts'
import { formatDay } from '#web/times.ts'
import { LineUp } from '#web/ui/line-up.tsx'
import { ProjectMenu } from './project-menu.tsx'

interface ProjectStripProps {
  readonly project: Project
  readonly large?: boolean
}

/** A project among others; one without looks leads to its studio, the rest to their looks. */
export function ProjectStrip({ project, large }: ProjectStripProps) {
  const t = useT()
  const { id, name, totalImageNumber: looks, selectedImageNumber: favourites } = project
  const to = looks > 0 ? '/projects/$id/looks' : '/projects/$id/studio'
  const summary = [
    t('collection.looks', { count: looks }),
    favourites > 0 ? t('collection.favourites', { count: favourites }) : null,
    project.unseenImageNumber > 0 ? t('project.unseen', { count: project.unseenImageNumber }) : null,
  ]
  return (
    <LineUp
      testId="project"
      name={name}
      large={large}
      frames={project.covers.map(({ url, kind }) => ({ url, whole: kind === 'photo' }))}
      blank={
        looks === 0 && (
          <>
            <span>{t('collection.noLooks')}</span>
            <span className="link text-ink">{t('collection.firstLook')}</span>
          </>
        )
      }
      link={{ to, params: { id } }}
      facts={[
        { name: t('collection.looksWord'), value: looks },
        { name: t('collection.favouritesWord'), value: favourites },
      ]}
      summary={summary.filter(Boolean).join(' · ')}
      aside={
        project.role === 'owner'
          ? formatDay(project.updatedAt)
          : t('sharing.by', { owner: project.ownerName ?? t('sharing.someone') })
      }
      actions={project.role === 'owner' && <ProjectMenu project={project} />}
    />
  )
}
