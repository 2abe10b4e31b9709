// The columns of the desk: a run being made, looks to pick, photos to change.
import type { Product } from '#sdk/contract/products.ts'
import type { Project } from '#sdk/contract/projects.ts'
import type { VtoJob } from '#sdk/contract/vto-jobs.ts'
import { useT } from '#web/i18n.ts'
import { pageOfJob } from '#web/page-of-job.ts'
import { useLiveState } from '#web/live.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { formatNumber } from '#web/times.ts'
import { Picture } from '#web/ui/picture.tsx'
import { Stitch } from '#web/ui/stitch.tsx'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** The classes of a column. */
export const column =
  'flex min-w-0 flex-col border-line py-4.5 lg:px-8 lg:not-first:border-l lg:first:pl-0 lg:last:pr-0 ' +
  'max-lg:not-first:border-t hover:[&_.link]:decoration-2'

const thumb = 'h-16 w-12 shrink-0'

interface TaskProps {
  readonly kind: string
  readonly say: string
  readonly peek?: ReactNode
  readonly foot: ReactNode
}

/** One column of the desk; the whole of it is the link it stands in. */
export function Task({ kind, say, peek, foot }: TaskProps) {
  return (
    <>
      <h2 className="text-13 font-semibold text-ink-2">{kind}</h2>
      <p className="display mt-0.5 mb-4 text-26 max-md:mb-2.5 max-md:text-22">{say}</p>
      {peek && <div className="flex h-16 items-center gap-1 overflow-hidden">{peek}</div>}
      <div className="mt-auto pt-3 text-13 text-ink-2">{foot}</div>
    </>
  )
}

/** The run being made now, with its finished looks and the seams of the rest. */
export function Making({
  jobs,
  projects,
}: {
  readonly jobs: readonly VtoJob[]
  readonly projects: readonly Project[]
}) {
  const t = useT()
  const stale = useLiveState() !== 'live'
  const job = jobs.find(({ status }) => status === 'RUNNING') ?? jobs[0]
  const words = { look: null, video: 'home.makingVideo', letter: 'home.makingLetter' } as const
  const other = words[job.kind]
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
      to={pageOfJob(job.kind)}
      params={{ id: job.projectId }}
      className={column}
      data-testid="desk-making"
    >
      <Task
        kind={t('home.making')}
        say={
          other
            ? t(other, { name })
            : job.status === 'PENDING'
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

/** Looks nobody has seen yet. */
export function Picking({ projects }: { readonly projects: readonly Project[] }) {
  const t = useT()
  const count = projects.reduce((sum, { unseenImageNumber }) => sum + unseenImageNumber, 0)
  const images = useQueries({
    queries: projects.slice(0, 3).map(({ id }) => ({
      queryKey: [...keys.images({ projectId: id, filter: 'unseen' }), 'peek'],
      queryFn: async ({ signal }: { signal: AbortSignal }) =>
        maepsi.images.list({ query: { projectId: id, filter: 'unseen', limit: 6 }, signal }),
    })),
  })
  const loading = images.some(({ isPending }) => isPending)
  const shown = loading ? [] : images.flatMap(({ data }) => data?.items ?? []).slice(0, 6)
  return (
    <Link to="/pick" className={column} data-testid="desk-pick">
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

/** The photos of a product that want a look. */
export const hasTrouble = (product: Product) =>
  product.photos.filter(({ verdict }) => verdict?.level === 'stop' || verdict?.level === 'wrong_slot')

/** Photos that stop a run, or stand in the wrong slot. */
export function Trouble({ products }: { readonly products: readonly Product[] }) {
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
