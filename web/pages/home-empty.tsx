// The home page of a studio with nothing in it yet: one sentence, and two ways to begin.
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'

export function HomeEmpty() {
  const t = useT()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [busy, setBusy] = useState<'own' | 'sample' | null>(null)

  /** A collection, a project and an outfit of one's own, ready for photos. */
  const ownStudio = async () => {
    const collection = await maepsi.collections.create({ body: { name: t('home.firstCollection') } })
    const project = await maepsi.projects.create({
      body: { collectionId: collection.id, name: t('home.firstProject') },
    })
    await maepsi.products.create({ body: { projectId: project.id } })
    await navigate({ to: '/projects/$id/studio', params: { id: project.id } })
  }
  const sampleGallery = async () => {
    const project = await maepsi.projects.createSample()
    await navigate({ to: '/projects/$id/looks', params: { id: project.id } })
  }
  const begin = async (way: 'own' | 'sample') => {
    setBusy(way)
    try {
      await (way === 'own' ? ownStudio() : sampleGallery())
      void queries.invalidateQueries()
    } catch (error) {
      setBusy(null)
      showToast(sayError(error), { kind: 'error' })
    }
  }
  return (
    <div className="mt-8 grid gap-1 md:grid-cols-[1fr_minmax(22rem,1.6fr)]">
      <div aria-hidden className="grid grid-cols-2 gap-1 max-md:hidden">
        <span className="seam aspect-3/4" />
        <span className="seam aspect-3/4" />
      </div>
      <EmptyState
        testId="home-empty"
        title={t('home.emptyTitle')}
        actions={
          <>
            <Button
              look="primary"
              busy={busy === 'own'}
              disabled={busy === 'sample'}
              onClick={() => void begin('own')}
            >
              {t('home.upload')}
            </Button>
            <Button
              look="ghost"
              busy={busy === 'sample'}
              disabled={busy === 'own'}
              onClick={() => void begin('sample')}
            >
              {t('home.sample')}
            </Button>
          </>
        }
      >
        <p>{t('home.emptyHelp')}</p>
        <p className="text-13 text-ink-3">{t('home.sampleNote')}</p>
      </EmptyState>
    </div>
  )
}
