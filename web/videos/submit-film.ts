// Sends the wish for a video; a second try after a lost answer is the same job.
import { useT } from '#web/i18n.ts'
import { keys } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { showToast } from '#web/ui/toast.tsx'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'

/** `send` gets the id that names the job however often it is pressed, and the price that was shown. */
export function useSubmitFilm(
  projectId: string,
  send: (wish: { readonly id: string; readonly price: number }) => Promise<unknown>,
  onStarted: () => void,
) {
  const t = useT()
  const queries = useQueryClient()
  const [id] = useState(() => uuidv7())
  return useMutation({
    mutationFn: async (price: number) => send({ id, price }),
    onSuccess: () => {
      for (const queryKey of [keys.jobs({ projectId }), keys.jobs({ active: true }), keys.balance])
        void queries.invalidateQueries({ queryKey })
      showToast(t('videos.started'))
      onStarted()
    },
    onError: (error) => {
      void queries.invalidateQueries({ queryKey: keys.studio })
      void queries.invalidateQueries({ queryKey: keys.balance })
      showToast(sayError(error), { kind: 'error' })
    },
  })
}
