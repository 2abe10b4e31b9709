// The desk on the home page: what is being made, what to pick, what needs attention; a column with nothing is not there.
import type { Product } from '#sdk/contract/products.ts'
import type { Project } from '#sdk/contract/projects.ts'
import type { VtoJob } from '#sdk/contract/vto-jobs.ts'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { askBalance, askRunningJobs, askStudio } from '#web/queries.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { column, hasTrouble, Making, Picking, Task, Trouble } from './home-tasks.tsx'

/** What the desk is made of; `ready` once all of it has answered, so that nothing moves when it appears. */
export interface Desk {
  readonly ready: boolean
  readonly jobs: readonly VtoJob[]
  readonly unseen: readonly Project[]
  readonly troubled: readonly Product[]
  /** Something waits, and no worker is alive. */
  readonly resting: boolean
  /** The credits left, where they would not pay four looks and there are no tickets. */
  readonly low: number | null
}

/** Looks at jobs, products, balance and workers for the desk. A part that fails is as if it had nothing to say. */
export function useDesk(projects: readonly Project[]): Desk {
  const jobs = useQuery(askRunningJobs)
  const studio = useQuery(askStudio)
  const balance = useQuery(askBalance)
  const products = useQuery({
    queryKey: [...keys.products({}), 'desk'],
    queryFn: async ({ signal }) => maepsi.products.list({ query: { limit: 50 }, signal }),
  })
  const running = jobs.data?.items ?? []
  const left = balance.data
  const isLow =
    studio.data &&
    left &&
    left.lookBookTicket + left.includedLook === 0 &&
    left.credit < studio.data.prices.look * 4
  return {
    ready: ![jobs, studio, balance, products].some(({ isPending }) => isPending),
    jobs: running,
    unseen: projects.filter(({ unseenImageNumber }) => unseenImageNumber > 0),
    troubled: products.data?.items.filter((product) => hasTrouble(product).length > 0) ?? [],
    resting: running.length > 0 && studio.data?.workers === 0,
    low: isLow ? left.credit : null,
  }
}

/** The desk: at most three columns, or nothing at all. */
export function HomeDesk({ desk, projects }: { readonly desk: Desk; readonly projects: readonly Project[] }) {
  const t = useT()
  const { jobs, unseen, troubled, resting, low } = desk
  const attention = resting ? (
    <div className={column} data-testid="desk-attention">
      <Task kind={t('home.attention')} say={t('home.workerSay')} foot={t('home.workerHelp')} />
    </div>
  ) : troubled.length > 0 ? (
    <Trouble products={troubled} />
  ) : low === null ? null : (
    <Link to="/account/points" className={column} data-testid="desk-attention">
      <Task
        kind={t('home.attention')}
        say={t('home.lowSay', { count: low })}
        foot={<span className="link text-ink">{t('home.lowFix')}</span>}
      />
    </Link>
  )
  if (jobs.length === 0 && unseen.length === 0 && !attention) return null
  return (
    <section
      aria-label={t('home.desk')}
      className="mt-8 mb-14 grid grid-cols-1 border-y border-t-ink border-b-line max-md:mt-4 max-md:mb-8 lg:grid-cols-3"
    >
      {jobs.length > 0 && <Making jobs={jobs} projects={projects} />}
      {unseen.length > 0 && <Picking projects={unseen} />}
      {attention}
    </section>
  )
}
