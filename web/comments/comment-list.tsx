// What was said about a look, by people of the project and visitors of its links; and who of those likes it.
import type { Role } from '#sdk/contract/projects.ts'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { formatMoment } from '#web/times.ts'
import { Button, IconButton } from '#web/ui/button.tsx'
import { Field, readFields } from '#web/ui/field.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'

interface CommentListProps {
  readonly imageId: string
  readonly role: Role
}

export function CommentList({ imageId, role }: CommentListProps) {
  const t = useT()
  const title = useId()
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string | null>(null)
  const { data, error } = useQuery({
    queryKey: keys.comments(imageId),
    queryFn: async ({ signal }) => maepsi.comments.list({ params: { id: imageId }, signal }),
  })
  const lookAgain = async () => queries.invalidateQueries({ queryKey: keys.comments(imageId) })
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const body = readFields(form, 'body').body.trim()
    if (!body) return
    setBusy(true)
    try {
      await maepsi.comments.create({ params: { id: imageId }, body: { body } })
      setWrong(null)
      form.reset()
      await lookAgain()
    } catch (failed) {
      setWrong(sayError(failed))
    }
    setBusy(false)
  }
  const remove = async (id: string) => {
    try {
      await maepsi.comments.remove({ params: { id } })
    } catch (failed) {
      showToast(sayError(failed), { kind: 'error' })
    }
    await lookAgain()
  }
  return (
    <section aria-labelledby={title} className="mt-6 w-full border-t border-line pt-4" data-testid="comments">
      <h3 id={title} className="text-13 font-semibold">
        {t('sharing.comments.title')}
      </h3>
      {data && data.hearts.length > 0 && (
        <p className="mt-1.5 text-13 text-ink-2" data-testid="visitor-hearts">
          <span aria-hidden>♥ </span>
          {t('sharing.comments.hearts')}: {data.hearts.map(({ name }) => name).join(', ')}
        </p>
      )}
      {error && <p className="mt-1.5 text-13 text-err">{sayError(error)}</p>}
      {data?.items.length === 0 && <p className="mt-1.5 text-13 text-ink-3">{t('sharing.comments.none')}</p>}
      <ul className="mt-1">
        {data?.items.map((comment) => (
          <li key={comment.id} className="flex items-start gap-2 border-b border-line py-2 text-13">
            <div className="min-w-0 grow">
              <p className="text-ink-3">
                <b className="font-semibold text-ink">{comment.author}</b>{' '}
                {comment.by === 'visitor' && `· ${t('sharing.comments.visitor')} `}·{' '}
                {formatMoment(comment.createdAt)}
              </p>
              <p className="break-words whitespace-pre-wrap">{comment.body}</p>
            </div>
            {comment.removable && (
              <IconButton small label={t('sharing.comments.remove')} onClick={() => void remove(comment.id)}>
                <X size={15} strokeWidth={1.5} aria-hidden />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {role !== 'viewer' && (
        <form className="mt-3 flex items-start gap-2" onSubmit={(event) => void send(event)}>
          <Field
            label={t('sharing.comments.write')}
            placeholder={t('sharing.comments.write')}
            quietLabel
            name="body"
            autoComplete="off"
            maxLength={2000}
            error={wrong}
            className="min-w-0 grow"
          />
          <Button type="submit" busy={busy} className="h-11!">
            {t('sharing.comments.send')}
          </Button>
        </form>
      )}
    </section>
  )
}
