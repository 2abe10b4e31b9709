// One look of a link, large, with what visitors said about it.
import type { SharedLook } from '#sdk/contract/shared.ts'
import { useT } from '#web/i18n.ts'
import { listenForKeys } from '#web/keys.ts'
import { maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { formatMoment } from '#web/times.ts'
import { Button, buttonClass, IconButton } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field, readFields } from '#web/ui/field.tsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight, Download } from 'lucide-react'
import { type FormEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { OpenLink } from './shared-password.tsx'
import { HeartButton, pad } from './shared-tile.tsx'

interface SharedViewerProps {
  readonly token: string
  readonly look: SharedLook
  readonly link: OpenLink
  readonly onHeart: () => void
  /** Does something once the visitor has a name. */
  readonly withName: (act: () => void) => void
  /** Something was said. */
  readonly onSaid: () => void
  readonly onClose: () => void
  readonly onStep: (by: 1 | -1) => void
}

export function SharedViewer(props: SharedViewerProps) {
  const { look, link, onHeart, onClose, onStep } = props
  const t = useT()
  const number = pad(look.number)
  const step = useEffectEvent(onStep)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const dialog = place.current?.closest('dialog')
    return dialog
      ? listenForKeys(dialog, { ArrowLeft: () => step(-1), ArrowRight: () => step(1) })
      : undefined
  }, [])
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('sharing.page.look', { number })}
      closeLabel={t('sharing.page.close')}
      wide="page"
      testId="shared-viewer"
    >
      <div ref={place} className="grid grid-cols-[minmax(0,1fr)_20rem] gap-6 max-md:grid-cols-1">
        <img
          src={look.urls.large}
          alt={t('sharing.page.look', { number })}
          width={look.width}
          height={look.height}
          className="picture h-auto max-h-[78dvh] w-full object-contain"
        />
        <div>
          <div className="flex items-center gap-1">
            <IconButton label={t('sharing.page.prev')} onClick={() => onStep(-1)}>
              <ChevronLeft size={20} strokeWidth={1.5} aria-hidden />
            </IconButton>
            <IconButton label={t('sharing.page.next')} onClick={() => onStep(1)}>
              <ChevronRight size={20} strokeWidth={1.5} aria-hidden />
            </IconButton>
            <span className="grow" />
            {link.mayHeart && <HeartButton look={look} onPress={onHeart} />}
          </div>
          {look.downloadUrl !== null && (
            <a href={look.downloadUrl} className={buttonClass('outline', 'medium', 'mt-3 w-full')}>
              <Download size={18} strokeWidth={1.5} aria-hidden />
              {t('sharing.page.download')}
            </a>
          )}
          {link.mayComment && <Remarks {...props} />}
        </div>
      </div>
    </Dialog>
  )
}

function Remarks({ token, look, withName, onSaid }: SharedViewerProps) {
  const t = useT()
  const queries = useQueryClient()
  const [wrong, setWrong] = useState<string | null>(null)
  const form = useRef<HTMLFormElement>(null)
  const key = ['shared', token, 'comments', look.id]
  const { data } = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => maepsi.shared.comments({ params: { token, imageId: look.id }, signal }),
  })
  const send = async (body: string) => {
    try {
      await maepsi.shared.comment({ params: { token, imageId: look.id }, body: { body } })
      form.current?.reset()
      setWrong(null)
      await queries.invalidateQueries({ queryKey: key })
      onSaid()
    } catch (error) {
      setWrong(sayError(error))
    }
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const body = readFields(event.currentTarget, 'body').body.trim()
    if (body) withName(() => void send(body))
  }
  return (
    <section aria-label={t('sharing.comments.title')} className="mt-5 border-t border-line pt-4">
      <h3 className="text-13 font-semibold">{t('sharing.comments.title')}</h3>
      {data?.items.length === 0 && <p className="mt-1.5 text-13 text-ink-3">{t('sharing.comments.none')}</p>}
      <ul>
        {data?.items.map((one) => (
          <li key={one.id} className="border-b border-line py-2 text-13">
            <p className="text-ink-3">
              <b className="font-semibold text-ink">{one.author}</b> · {formatMoment(one.createdAt)}
            </p>
            <p className="break-words whitespace-pre-wrap">{one.body}</p>
          </li>
        ))}
      </ul>
      <form ref={form} onSubmit={submit} className="mt-3 flex items-start gap-2">
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
        <Button type="submit" className="h-11!">
          {t('sharing.comments.send')}
        </Button>
      </form>
    </section>
  )
}
