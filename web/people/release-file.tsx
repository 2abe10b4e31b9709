// The release a model signed: downloaded, or put there.
import type { Model } from '#sdk/contract/people.ts'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { showToast } from '#web/ui/toast.tsx'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { RELEASE_FILES } from './people-data.ts'

/** What the model signed: opened where it is there, brought where it is not. */
export function ReleaseFile({ model: { id, release } }: { readonly model: Model }) {
  const t = useT()
  const queries = useQueryClient()
  const put = useMutation({
    mutationFn: async (body: File) =>
      maepsi.people.putRelease({ params: { id }, query: { name: body.name }, body }),
    onSuccess: () => showToast(t('people.signedKept')),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: keys.models })
      await queries.invalidateQueries({ queryKey: ['admin', 'models'] })
    },
  })
  return (
    <div className="mt-1 flex flex-wrap gap-x-3 text-13">
      {release && (
        <a className="link" href={release.url} download={release.name} title={release.name}>
          {t('people.signedGet')}
        </a>
      )}
      <label className="link relative cursor-pointer has-focus-visible:outline-2 has-focus-visible:outline-chalk">
        {t(release ? 'people.signedAgain' : 'people.signedPut')}
        <input
          type="file"
          accept={RELEASE_FILES}
          disabled={put.isPending}
          data-testid="put-release"
          onChange={({ target }) => {
            const [file] = target.files ?? []
            // The same file may be chosen again after a refusal.
            target.value = ''
            if (file) put.mutate(file)
          }}
          className="absolute inset-0 size-full cursor-pointer opacity-0"
        />
      </label>
      {put.isError && (
        <p role="alert" className="w-full text-12 text-err">
          {sayError(put.error)}
        </p>
      )}
    </div>
  )
}
