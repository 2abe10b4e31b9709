// The desk on the home page: what is being made, what to pick, what needs attention; a column with nothing is not there.
import type { Product } from '#sdk/contract/products.ts'
import type { Project } from '#sdk/contract/projects.ts'
import type { VtoJob } from '#sdk/contract/vto-jobs.ts'
import { useT } from '#web/i18n.ts'
import { useLiveState } from '#web/live.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { askBalance, askRunningJobs, askStudio } from '#web/queries.ts'
import { formatNumber } from '#web/times.ts'
import { Picture } from '#web/ui/picture.tsx'
import { Stitch } from '#web/ui/stitch.tsx'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

const thumb = 'h-16 w-12 shrink-0'

interface TaskProps {
  readonly kind: string
  readonly say: string
  readonly peek?: ReactNode
  readonly foot: ReactNode
}

/** One column of the desk; the whole of it is the link it stands in. */
function Task({ kind, say, peek, foot }: TaskProps) {
  return (
    <>
      <h2 className="text-13 font-semibold text-ink-2">{kind}</h2>
      <p className="display mt-0.5 mb-4 text-26 max-md:mb-2.5 max-md:text-22">{say}</p>
      {peek && <div className="flex h-16 items-center gap-1 overflow-hidden">{peek}</div>}
      <div className="mt-auto pt-3 text-13 text-ink-2">{foot}</div>
    </>
  )
}

function Making({
  jobs,
  projects,
}: {
  readonly jobs: readonly VtoJob[]
  readonly projects: readonly Project[]
}) {
  const t = useT()
  const stale = useLiveState() !== 'live'
  const job = jobs.find(({ status }) => status === 'RUNNING') ?? jobs[0]
  const made = job.looks.filter(({ status }) => status === 'made').length
  const { data: images } = useQuery({
    queryKey: [...keys.images({ projectId: job.projectId, jobId: job.id }), 'peek'],
    queryFn: async ({ signal }) =>
      maepsi.images.list({ query: { projectId: job.projectId, jobId: job.id, limit: 8 }, signal }),
  })
  const name = job.productName ?? projects.find(({ id }) => id === job.projectId)?.name ?? t('home.making')
  const shown = images?.items.slice(0, 8) ?? []
  const waiting = Math.max(0, Math.min(job.looks.length, 8) - shown.length)
  const foot = [
    job.ahead
      ? t('home.ahead', { count: job.ahead })
      : t('home.percent', { percent: Math.round(job.progress) }),
    jobs.length > 1 ? t('home.more', { count: jobs.length - 1 }) : null,
  ]
  return (
    <Link
      to="/projects/$id/looks"
      params={{ id: job.projectId }}
      className={column}
      data-testid="desk-making"
    >
      <Task
        kind={t('home.making')}
        say={
          job.status === 'PENDING'
            ? t('home.waitingSay', { name })
            : t('home.makingSay', { name, made, total: job.looks.length })
        }
        peek={
          <>
            {shown.map(({ id, urls }) => (
              <Picture key={id} src={urls.small} alt="" width={48} height={64} className={thumb} />
            ))}
            {Array.from({ length: waiting }, (_, n) => (
              <span key={n} aria-hidden className={`seam ${thumb}`} />
            ))}
          </>
        }
        foot={
          <>
            <Stitch value={job.progress} label={name} stale={stale} className="mb-3" />
            <span className="num">{foot.filter(Boolean).join(' · ')}</span>
          </>
        }
      />
    </Link>
  )
}

function Picking({ projects }: { readonly projects: readonly Project[] }) {
  const t = useT()
  const first = projects[0]
  const count = projects.reduce((sum, { unseenImageNumber }) => sum + unseenImageNumber, 0)
  const images = useQueries({
    queries: projects.slice(0, 3).map(({ id }) => ({
      queryKey: [...keys.images({ projectId: id, filter: 'unseen' }), 'peek'],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        maepsi.images.list({ query: { projectId: id, filter: 'unseen', limit: 6 }, signal }),
    })),
  })
  const shown = images.flatMap(({ data }) => data?.items ?? []).slice(0, 6)
  return (
    <Link
      to="/projects/$id/looks"
      params={{ id: first.id }}
      search={{ filter: 'unseen' }}
      className={column}
      data-testid="desk-pick"
    >
      <Task
        kind={t('home.pick')}
        say={t('home.pickSay', { count })}
        peek={
          <>
            {shown.map(({ id, urls }) => (
              <Picture key={id} src={urls.small} alt="" width={48} height={64} className={thumb} />
            ))}
            {count > shown.length && shown.length > 0 && (
              <span
                className={`num grid place-items-center bg-well text-13 font-semibold text-ink-2 ${thumb}`}
              >
                +{formatNumber(count - shown.length)}
              </span>
            )}
          </>
        }
        foot={
          <>
            {t('home.pickFrom', { count: projects.length })} ·{' '}
            <span className="link text-ink">{t('home.pickStart')}</span>
          </>
        }
      />
    </Link>
  )
}

const hasTrouble = (product: Product) =>
  product.photos.filter(({ verdict }) => verdict?.level === 'stop' || verdict?.level === 'wrong_slot')

function Trouble({ products }: { readonly products: readonly Product[] }) {
  const t = useT()
  const photos = products.flatMap(hasTrouble)
  const first = products[0]
  return (
    <Link
      to="/projects/$id/studio"
      params={{ id: first.projectId }}
      className={column}
      data-testid="desk-attention"
    >
      <Task
        kind={t('home.attention')}
        say={t('home.photosSay', { count: photos.length })}
        peek={photos.slice(0, 6).map(({ key, thumbnailUrl }) => (
          <Picture
            key={key}
            src={thumbnailUrl}
            alt=""
            whole
            width={48}
            height={64}
            className={`outline-2! -outline-offset-2! outline-err! ${thumb}`}
          />
        ))}
        foot={
          <>
            {first.name && `${first.name} · `}
            <span className="link text-ink">{t('home.photosFix')}</span>
          </>
        }
      />
    </Link>
  )
}

const column =
  'flex min-w-0 flex-col border-line py-4.5 md:px-8 md:not-first:border-l md:first:pl-0 md:last:pr-0 ' +
  'max-md:not-first:border-t hover:[&_.link]:decoration-2'

/** The desk: at most three columns, or nothing at all. */
export function HomeDesk({ projects }: { readonly projects: readonly Project[] }) {
  const t = useT()
  const jobs = useQuery(askRunningJobs).data?.items ?? []
  const studio = useQuery(askStudio).data
  const balance = useQuery(askBalance).data
  const products = useQuery({
    queryKey: keys.products({}),
    queryFn: async ({ signal }) => maepsi.products.list({ query: { limit: 50 }, signal }),
  }).data?.items
  const unseen = projects.filter(({ unseenImageNumber }) => unseenImageNumber > 0)
  const troubled = products?.filter((product) => hasTrouble(product).length > 0) ?? []
  const resting = jobs.length > 0 && studio?.workers === 0
  const low =
    studio &&
    balance &&
    balance.lookBookTicket + balance.includedLook === 0 &&
    balance.credit < studio.prices.look * 4
  const attention = resting ? (
    <div className={column} data-testid="desk-attention">
      <Task kind={t('home.attention')} say={t('home.workerSay')} foot={t('home.workerHelp')} />
    </div>
  ) : troubled.length > 0 ? (
    <Trouble products={troubled} />
  ) : low ? (
    <Link to="/account/points" className={column} data-testid="desk-attention">
      <Task
        kind={t('home.attention')}
        say={t('home.lowSay', { count: balance.credit })}
        foot={<span className="link text-ink">{t('home.lowFix')}</span>}
      />
    </Link>
  ) : null
  if (jobs.length === 0 && unseen.length === 0 && !attention) return null
  return (
    <section
      aria-label={t('home.desk')}
      className="mt-8 mb-14 grid grid-cols-1 border-y border-t-ink border-b-line max-md:mt-4 max-md:mb-8 md:grid-cols-3"
    >
      {jobs.length > 0 && <Making jobs={jobs} projects={projects} />}
      {unseen.length > 0 && <Picking projects={unseen} />}
      {attention}
    </section>
  )
}
