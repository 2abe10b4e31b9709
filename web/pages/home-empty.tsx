// The home page of a studio with nothing in it yet: one sentence, and two ways to begin.
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
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
    await navigate({ to: '/projects/$id/looks', params: { id: project.id }, search: { sample: true } })
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
    <section data-testid="home-empty" className="mt-10 max-md:mt-6">
      <div aria-hidden className="grid grid-cols-6 gap-1 max-md:grid-cols-3">
        {Array.from({ length: 6 }, (_, n) => (
          <span key={n} className="seam aspect-3/4 max-md:nth-[n+4]:hidden" />
        ))}
      </div>
      <div className="mt-6 flex flex-wrap items-start justify-between gap-x-10 gap-y-6">
        <div className="max-w-2xl">
          <h2 className="display text-40 max-md:text-30">{t('home.emptyTitle')}</h2>
          <p className="mt-2 text-ink-2">{t('home.emptyHelp')}</p>
        </div>
        <div>
          <div className="flex flex-wrap gap-2">
            <Button
              look="primary"
              size="large"
              busy={busy === 'own'}
              disabled={busy === 'sample'}
              onClick={() => void begin('own')}
            >
              {t('home.upload')}
            </Button>
            <Button
              size="large"
              busy={busy === 'sample'}
              disabled={busy === 'own'}
              onClick={() => void begin('sample')}
            >
              {t('home.sample')}
            </Button>
          </div>
          <p className="mt-2.5 text-13 text-ink-3">{t('home.sampleNote')}</p>
        </div>
      </div>
    </section>
  )
}
