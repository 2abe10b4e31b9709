// Backdrops of one's own, beside those there always are: chosen, brought and deleted.
import type { OwnBackdrop } from '#sdk/contract/backdrops.ts'
import { isOwnBackdrop } from '#sdk/contract/vto-jobs.ts'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { offerUndo } from '#web/undo.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ImagePlus, X } from 'lucide-react'
import { useEffect, useEffectEvent } from 'react'
import { PictureChoice } from './picture-choice.tsx'

interface OwnBackdropsProps {
  readonly group: string
  readonly chosen: string
  readonly onChange: (backdrop: string) => void
}

/** Signed addresses end after 10 minutes at the soonest, in ms. */
const FRESH = 8 * 60_000

/** The backdrops somebody brought, one of which may be chosen; more are added here. */
export function OwnBackdrops({ group, chosen, onChange }: OwnBackdropsProps) {
  const t = useT()
  const queries = useQueryClient()
  const { data } = useQuery({
    queryKey: keys.backdrops,
    queryFn: async ({ signal }) => maepsi.backdrops.list({ signal }),
    refetchInterval: FRESH,
  })
  const again = async () => queries.invalidateQueries({ queryKey: keys.backdrops })
  const add = useMutation({
    mutationFn: async (body: File) => maepsi.backdrops.add({ body }),
    onSuccess: async ({ backdrop }) => {
      await again()
      onChange(backdrop)
    },
  })
  const remove = useMutation({
    mutationFn: async ({ id, url }: OwnBackdrop) => {
      const picture = await fetch(url).then(async (answer) => (answer.ok ? answer.blob() : null))
      await maepsi.backdrops.remove({ params: { id } })
      return picture
    },
    onSuccess: async (picture, { backdrop }) => {
      const was = backdrop === chosen
      if (was) onChange('paper')
      await again()
      // Without its picture there is no way back.
      if (!picture) return
      // It is gone for good: what comes back is another one with the same picture.
      offerUndo(t('studio.backdropRemoved'), async () => {
        const back = await maepsi.backdrops.add({ body: picture })
        await again()
        if (was) onChange(back.backdrop)
      })
    },
  })
  // One that was deleted elsewhere, or is another person's, is nothing to lay a look on.
  const isGone = data && isOwnBackdrop(chosen) && data.items.every(({ backdrop }) => backdrop !== chosen)
  const forget = useEffectEvent(() => onChange('paper'))
  useEffect(() => {
    if (isGone) forget()
  }, [isGone])
  const failed = add.error ?? remove.error
  return (
    <>
      {data?.items.map((own, n) => (
        <div key={own.id} className="relative" data-testid="own-backdrop">
          <PictureChoice
            type="radio"
            group={group}
            checked={own.backdrop === chosen}
            onChange={() => onChange(own.backdrop)}
            label={t('studio.ownBackdrop', { number: data.items.length - n })}
          >
            <img src={own.thumbnailUrl} alt="" className="size-full object-cover" />
          </PictureChoice>
          <button
            type="button"
            aria-label={t('studio.removeBackdrop', { number: data.items.length - n })}
            disabled={remove.isPending}
            onClick={() => remove.mutate(own)}
            className="absolute top-1 right-1 z-20 grid size-7 place-items-center bg-surface text-ink outline-1 outline-line pointer-coarse:size-11"
          >
            <X size={14} strokeWidth={1.5} aria-hidden />
          </button>
        </div>
      ))}
      <label className="relative grid aspect-3/4 cursor-pointer place-content-center justify-items-center gap-1.5 self-start border border-dashed border-line-2 px-1 text-center text-12 text-ink-2 has-focus-visible:outline-2 has-focus-visible:outline-chalk">
        <ImagePlus size={18} strokeWidth={1.5} aria-hidden />
        {t('studio.addBackdrop')}
        <input
          type="file"
          accept="image/*"
          data-testid="add-backdrop"
          disabled={add.isPending}
          onChange={({ target }) => {
            const [file] = target.files ?? []
            target.value = ''
            if (file) add.mutate(file)
          }}
          className="absolute inset-0 size-full cursor-pointer opacity-0"
        />
      </label>
      {failed && (
        <p role="alert" className="col-span-full text-12 text-err">
          {sayError(failed)}
        </p>
      )}
    </>
  )
}
