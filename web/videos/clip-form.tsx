// A clip: its shape, length, title and music, and what it costs.
import { CLIP_FORMATS, CLIP_SECONDS, type ClipFormat } from '#sdk/contract/film.ts'
import type { Image } from '#sdk/contract/images.ts'
import { priceOfVideo } from '#sdk/contract/price.ts'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { askStudio } from '#web/queries.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Music, X } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { PayChoice, usePay } from './pay-choice.tsx'
import { useSubmitFilm } from './submit-film.ts'

interface ClipFormProps {
  readonly projectId: string
  readonly images: readonly Image[]
  readonly onStarted: () => void
}

const TITLE = 60

export function ClipForm({ projectId, images, onStarted }: ClipFormProps) {
  const t = useT()
  const field = useId()
  const file = useRef<HTMLInputElement>(null)
  const [format, setFormat] = useState<ClipFormat>('9:16')
  const [seconds, setSeconds] = useState<(typeof CLIP_SECONDS)[number]>(
    CLIP_SECONDS.find((one) => one >= images.length && one >= 6) ?? 8,
  )
  const [title, setTitle] = useState('')
  const list = useQuery(askStudio).data?.prices
  const prices = list
    ? {
        video_ticket: priceOfVideo({ pay: 'video_ticket' }, list),
        credit: priceOfVideo({ pay: 'credit' }, list),
      }
    : {}
  const paying = usePay(prices)
  const music = useMutation({
    mutationFn: async (sound: File) => ({
      ...(await maepsi.videos.putMusic({ body: sound })),
      name: sound.name,
    }),
  })
  const submit = useSubmitFilm(
    projectId,
    async ({ id, price }) =>
      maepsi.vtoJobs.submitClip({
        body: {
          id,
          imageIds: images.map((image) => image.id),
          format,
          seconds,
          title,
          ...(music.data && { music: music.data.key }),
          pay: paying.pay,
          price,
        },
      }),
    onStarted,
  )
  const tooMany = images.length > seconds
  const { price } = paying
  const ready = price !== null && !paying.short && !tooMany && images.length > 0 && !music.isPending

  return (
    <div className="grid gap-4">
      <p className="text-13 text-ink-2">{t('films.help.clip', { count: images.length })}</p>
      <ul className="flex gap-1.5 overflow-x-auto" aria-label={t('films.order')}>
        {images.map((image) => (
          <li key={image.id} className="shrink-0">
            <img
              src={image.urls.small}
              alt={`#${image.number}`}
              width={54}
              height={72}
              className="picture h-18 w-13.5 object-cover"
            />
          </li>
        ))}
      </ul>
      <p className="-mt-2 text-12 text-ink-3">{t('films.order')}</p>
      <div className="flex flex-wrap gap-x-8 gap-y-4">
        <div className="grid gap-1.5">
          <p aria-hidden className="text-13 text-ink-2">
            {t('films.format')}
          </p>
          <Segmented
            className="num"
            label={t('films.format')}
            value={format}
            options={CLIP_FORMATS.map((value) => ({ value, label: value }))}
            onChange={setFormat}
          />
        </div>
        <div className="grid gap-1.5">
          <p aria-hidden className="text-13 text-ink-2">
            {t('films.seconds')}
          </p>
          <Segmented
            className="num"
            label={t('films.seconds')}
            value={String(seconds)}
            options={CLIP_SECONDS.map((value) => ({
              value: String(value),
              label: t('films.secondsOf', { seconds: value }),
            }))}
            onChange={(value) => setSeconds(CLIP_SECONDS.find((one) => String(one) === value) ?? 6)}
          />
        </div>
      </div>
      {tooMany && (
        <p role="status" className="text-13 text-err">
          {t('films.tooMany', { seconds })}
        </p>
      )}
      <div className="grid gap-1.5">
        <label htmlFor={field} className="text-13 text-ink-2">
          {t('films.title')}
        </label>
        <input
          id={field}
          value={title}
          maxLength={TITLE}
          data-testid="clip-title"
          onChange={(event) => setTitle(event.target.value)}
          className="h-10 rounded-control border border-line-2 bg-surface px-3"
        />
        <p className="text-12 text-ink-3">{t('films.titleHint')}</p>
      </div>
      <div className="grid justify-items-start gap-1.5">
        <input
          ref={file}
          type="file"
          accept="audio/*,.mp3,.m4a,.wav,.flac"
          hidden
          data-testid="clip-music"
          onChange={({ target }) => {
            const [sound] = target.files ?? []
            if (sound) music.mutate(sound)
            target.value = ''
          }}
        />
        {music.data ? (
          <p className="flex items-center gap-2 text-13">
            {t('films.musicReady', {
              name: music.data.name,
              seconds: Math.min(seconds, Math.round(music.data.seconds)),
            })}
            <Button size="small" look="ghost" aria-label={t('films.noMusic')} onClick={() => music.reset()}>
              <X size={15} strokeWidth={1.5} aria-hidden />
            </Button>
          </p>
        ) : (
          <Button size="small" busy={music.isPending} onClick={() => file.current?.click()}>
            <Music size={15} strokeWidth={1.5} aria-hidden />
            {t(music.isPending ? 'films.musicComing' : 'films.addMusic')}
          </Button>
        )}
        {music.isError && (
          <p role="alert" className="text-13 text-err">
            {sayError(music.error)}
          </p>
        )}
        <p className="text-12 text-ink-3">{t('films.musicHint')}</p>
      </div>
      <div className="-mt-4">
        <PayChoice {...paying} prices={prices} />
      </div>
      <Button
        look="primary"
        size="large"
        className="w-full"
        data-testid="submit-clip"
        busy={submit.isPending}
        aria-disabled={!ready || undefined}
        onClick={() => ready && submit.mutate(price)}
      >
        {t('videos.submit', { amount: t(`videos.amount.${paying.pay}`, { count: price ?? 0 }) })}
      </Button>
      <p className="text-12 text-ink-3">
        {t('films.time', { time: t('films.minutes', { count: 1 }) })} · {t('studio.returned')}
      </p>
    </div>
  )
}
