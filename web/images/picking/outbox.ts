// Sends what was judged: at once on the screen, one after another for each look, so that fast keys and undo never overtake each other.
import { insist } from '#sdk/client-insist.ts'
import { t } from '#web/i18n.ts'
import { sayError } from '#web/say-error.ts'
import { showToast } from '#web/ui/toast.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'

export interface Outbox {
  /** `act` may be made again where the line was lost for a moment. `undo` puts the screen right again when the studio refuses. */
  readonly send: (imageId: string, act: () => Promise<unknown>, undo: () => void) => void
  /** Once the studio knows all that was sent so far. */
  readonly settled: () => Promise<unknown>
}

/** An outbox for as long as the page stands; what others show of looks is asked for again when it closes. */
export function useOutbox(): Outbox {
  const queries = useQueryClient()
  const outbox = useMemo(() => {
    const last = new Map<string, Promise<unknown>>()
    const send: Outbox['send'] = (imageId, act, undo) => {
      const sent = (last.get(imageId) ?? Promise.resolve())
        .then(async () => insist(act))
        .catch((error: unknown) => {
          undo()
          showToast(t('pick.notSaved', { why: sayError(error) }), { kind: 'error' })
        })
      last.set(imageId, sent)
    }
    return { send, settled: async () => Promise.all(last.values()) }
  }, [])
  useEffect(
    () => () => {
      void outbox.settled().then(async () => {
        await queries.invalidateQueries({ queryKey: ['images'] })
        await queries.invalidateQueries({ queryKey: ['projects'] })
      })
    },
    [outbox, queries],
  )
  return outbox
}
