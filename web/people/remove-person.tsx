// Deletes a person: says what goes with them before it goes.
import type { Model } from '#sdk/contract/people.ts'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

export function RemovePerson({ model, onClose }: { readonly model: Model; readonly onClose: () => void }) {
  const t = useT()
  const queries = useQueryClient()
  const params = { id: model.id }
  const shown = useQuery({
    queryKey: [...keys.models, 'shown', model.id],
    queryFn: async ({ signal }) => maepsi.people.shown({ params, signal }),
  })
  const remove = useMutation({
    mutationFn: async () => maepsi.people.remove({ params }),
    onSuccess: () => {
      for (const word of ['people', 'images', 'videos', 'projects', 'vto-jobs', 'points', 'admin'])
        void queries.invalidateQueries({ queryKey: [word] })
      showToast(t('people.removed'))
      onClose()
    },
  })
  const failed = shown.error ?? remove.error
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('people.removeTitle', { name: model.name })}
      closeLabel={t('do.close')}
      testId="remove-person"
    >
      <p>
        {shown.data
          ? t('people.goes', {
              looks: shown.data.looks,
              videos: shown.data.videos,
              running: shown.data.running,
            })
          : t('app.loading')}
      </p>
      {failed && (
        <p role="alert" className="mt-3 text-13 text-err">
          {sayError(failed)}
        </p>
      )}
      <div className="mt-6 flex justify-end gap-2.5">
        <Button data-autofocus onClick={onClose}>
          {t('people.keep')}
        </Button>
        <Button
          look="danger"
          busy={remove.isPending}
          aria-disabled={!shown.data || undefined}
          data-testid="confirm-remove"
          onClick={() => shown.data && remove.mutate()}
        >
          {t('people.remove')}
        </Button>
      </div>
    </Dialog>
  )
}
