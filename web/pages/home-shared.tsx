// On the home page: the projects that others share with this person.
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { ProjectStrip } from '#web/projects/project-strip.tsx'
import { useQuery } from '@tanstack/react-query'

/** Shared projects as strips; nothing while there are none. */
export function HomeShared() {
  const t = useT()
  const { data } = useQuery({
    queryKey: keys.projects({ whose: 'shared' }),
    queryFn: async ({ signal }) => maepsi.projects.list({ query: { whose: 'shared', limit: 100 }, signal }),
  })
  if (!data || data.items.length === 0) return null
  return (
    <section aria-labelledby="shared-with-me" className="mt-16 max-md:mt-10" data-testid="shared-with-me">
      <h2 id="shared-with-me" className="display mb-6 text-30 max-md:text-26">
        {t('sharing.home')}
      </h2>
      <div className="grid gap-x-10 gap-y-14 max-md:gap-y-9 lg:grid-cols-2">
        {data.items.map((project) => (
          <ProjectStrip key={project.id} project={project} />
        ))}
      </div>
    </section>
  )
}
