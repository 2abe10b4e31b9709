// Says when a run has ended, to someone who is looking at something else: in the app, or by the browser where they wished it.
import { t } from '#web/i18n.ts'
import { hearLive } from '#web/live.ts'
import { maepsi } from '#web/maepsi.ts'
import { pageOfJob } from '#web/page-of-job.ts'
import { askNotifications } from '#web/queries.ts'
import { announce } from '#web/ui/announce.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { countUnseen, showUnseen } from './unseen-news.ts'

/** Listens for runs that end. The gallery of a run tells its own. */
export function useJobNews(): void {
  const router = useRouter()
  const queries = useQueryClient()
  useEffect(showUnseen, [])
  useEffect(() => {
    const told = new Set<string>()
    const tell = async (jobId: string) => {
      const { productName, projectId, looks, kind } = await maepsi.vtoJobs.get({ params: { id: jobId } })
      const made = looks.filter(({ status }) => status === 'made').length
      const name = productName ?? (await maepsi.projects.get({ params: { id: projectId } })).name
      const news =
        kind === 'video'
          ? t(made === 0 ? 'news.videoFailed' : 'news.video', { name })
          : kind === 'letter'
            ? t(made === 0 ? 'news.letterFailed' : 'news.letter', { name })
            : made === 0
              ? t('news.failed', { name })
              : made < looks.length
                ? t('news.partly', { name, made, total: looks.length })
                : t('news.done', { name, count: made })
      const { items } = await queries.fetchQuery({ ...askNotifications, staleTime: 60_000 })
      const choice = items.find(({ event }) => event === (made === 0 ? 'run_failed' : 'run_finished'))
      if (document.visibilityState !== 'visible') {
        if (choice?.inApp) countUnseen(jobId)
        if (choice?.browser && 'Notification' in window && Notification.permission === 'granted')
          // The same tag in every tab: the browser shows it once.
          new Notification(news, { tag: jobId }).addEventListener('click', () => window.focus())
        return
      }
      if (!choice?.inApp) return
      announce(news)
      showToast(news, {
        action: {
          label: t('news.view'),
          run: () =>
            void router.navigate({
              to: pageOfJob(kind),
              params: { id: projectId },
            }),
        },
      })
    }
    return hearLive((event) => {
      if (
        event.type !== 'job' ||
        (event.status !== 'DONE' && event.status !== 'FAILED') ||
        told.has(event.jobId)
      )
        return
      told.add(event.jobId)
      const here = ['looks', 'videos', 'letter'].some((page) =>
        router.state.location.pathname.startsWith(`/projects/${event.projectId}/${page}`),
      )
      // The news is a courtesy: the looks are there whether it can be put into words or not.
      if (!here || document.visibilityState !== 'visible') tell(event.jobId).catch(() => {})
    })
  }, [router, queries])
}
