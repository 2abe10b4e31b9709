// Presses the button: one job however often it is pressed, and the gallery at once, with its places kept.
import type { PayWith } from '#sdk/contract/price.ts'
import type { View, VtoJob } from '#sdk/contract/vto-jobs.ts'
import { t } from '#web/i18n.ts'
import { keys, maepsi, MaepsiError } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { showToast } from '#web/ui/toast.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import type { Choice } from './direction-choice.ts'
import { dropJob, putJob } from './project-jobs.ts'
import { sayStarted } from './say-progress.ts'

/** What is to be made, as it was shown. */
export interface Quote {
  readonly projectId: string
  readonly productId: string
  readonly productName: string | null
  readonly choice: Choice
  readonly price: number
}

/** The price went from one to another while the call sheet was open; nothing has been paid. */
export interface PriceChange {
  readonly quote: Quote
  readonly was: number
  readonly is: number
}

/** An answer that takes longer than this, in ms, is waited for in the gallery. */
const PATIENCE = 250

interface SubmitRun {
  readonly busy: boolean
  readonly priceChange: PriceChange | null
  readonly submit: (quote: Quote) => void
  readonly forgetPriceChange: () => void
}

/** Submits runs. `toGallery` and `toStudio` go there. */
export function useSubmitRun(toGallery: () => void, toStudio: (projectId: string) => void): SubmitRun {
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [priceChange, setPriceChange] = useState<PriceChange | null>(null)
  const sending = useRef(false)
  // The same quote keeps its key until it is accepted, so that a second try after a lost answer is the same job.
  const ticket = useRef({ quote: '', id: '' })

  const submit = async (quote: Quote): Promise<void> => {
    if (sending.current) return
    sending.current = true
    setBusy(true)
    setPriceChange(null)
    const { pay, ...direction } = quote.choice
    const words = JSON.stringify([quote.productId, quote.choice, quote.price])
    if (ticket.current.quote !== words) ticket.current = { quote: words, id: uuidv7() }
    const { id } = ticket.current
    let left = false
    const settled = maepsi.vtoJobs
      .submit({ body: { id, productId: quote.productId, direction, pay, price: quote.price } })
      .then(
        (job) => {
          ticket.current = { quote: '', id: '' }
          putJob(queries, job)
          void queries.invalidateQueries({ queryKey: keys.balance })
          void queries.invalidateQueries({ queryKey: keys.jobs({ active: true }) })
          sayStarted(job)
        },
        (error: unknown) => {
          if (left) dropJob(queries, quote.projectId, id)
          refused(error, quote, left)
          throw error
        },
      )
    const first = await Promise.race([
      settled.then(
        () => 'accepted' as const,
        () => 'refused' as const,
      ),
      new Promise<'slow'>((done) => setTimeout(done, PATIENCE, 'slow')),
    ])
    if (first !== 'refused') {
      left = true
      if (first === 'slow') putJob(queries, expected(id, quote))
      toGallery()
    }
    await settled.catch(() => null)
    sending.current = false
    setBusy(false)
  }

  const refused = (error: unknown, quote: Quote, left: boolean): void => {
    const known = error instanceof MaepsiError ? error : null
    if (known?.code === 'price_changed') void queries.invalidateQueries({ queryKey: keys.studio })
    if (known?.code === 'points_short') void queries.invalidateQueries({ queryKey: keys.balance })
    if (known?.code === 'price_changed' && !left && typeof known.details.price === 'number') {
      setPriceChange({ quote, was: quote.price, is: known.details.price })
      return
    }
    showToast(sayError(error), {
      kind: 'error',
      action: left ? { label: t('studio.toStudio'), run: () => toStudio(quote.projectId) } : undefined,
    })
  }

  return {
    busy,
    priceChange,
    submit: (quote) => void submit(quote),
    forgetPriceChange: () => setPriceChange(null),
  }
}

/** The job as it will be, shown until the studio has answered. */
function expected(id: string, { choice, ...quote }: Quote): VtoJob {
  const { pay, ...direction } = choice
  const looks = choice.views.map((view: View, n) => ({
    n,
    view,
    status: 'waiting' as const,
    imageId: null,
    videoId: null,
    letterId: null,
    failCode: null,
  }))
  return {
    id,
    projectId: quote.projectId,
    productId: quote.productId,
    productName: quote.productName,
    kind: 'look',
    status: 'PENDING',
    direction,
    looks,
    usedPointType: pay satisfies PayWith,
    usedAmount: quote.price,
    returnedAmount: 0,
    attempt: 0,
    progress: 0,
    stage: null,
    ahead: null,
    cancelRequested: false,
    failReason: null,
    queuedAt: new Date().toISOString(),
    startedAt: null,
    finishedAt: null,
  }
}
