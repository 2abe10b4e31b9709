// What the person may do in the project on screen, and what happens when that changes while they look.
import type { Project } from '#sdk/contract/projects.ts'
import { useT } from '#web/i18n.ts'
import { hearLive } from '#web/live.ts'
import { keys, maepsi, MaepsiError } from '#web/maepsi.ts'
import { showToast } from '#web/ui/toast.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useEffectEvent } from 'react'

/**
 * Leads out of a project that is no longer shared: what is on screen must not outlive the right to see it. Its owner, who hears of
 * a project in the bin as well, is led by whatever they pressed.
 */
export function useStillShared({ id, role }: Project): void {
  const t = useT()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const leave = useEffectEvent(async () => {
    try {
      queries.setQueryData(keys.project(id), await maepsi.projects.get({ params: { id } }))
    } catch (error) {
      if (!(error instanceof MaepsiError && error.code === 'not_found')) return
      await navigate({ to: '/', replace: true })
      queries.removeQueries({ queryKey: keys.project(id) })
      for (const word of ['images', 'videos', 'products', 'vto-jobs'])
        queries.removeQueries({ queryKey: [word], type: 'inactive' })
      showToast(t('sharing.lost'))
    }
  })
  useEffect(
    () =>
      hearLive((event) => {
        if (event.type === 'access' && event.projectId === id && role !== 'owner') void leave()
      }),
    [id, role],
  )
}
