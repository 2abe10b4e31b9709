// A look brought to life: by which engine, how it moves and for how long, and what that costs.
import { MOTIONS, type Motion } from '#sdk/contract/film.ts'
import type { Image } from '#sdk/contract/images.ts'
import { priceOfMotion } from '#sdk/contract/price.ts'
import { engineName } from '#web/engine-words.ts'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { askStudio } from '#web/queries.ts'
import { Button } from '#web/ui/button.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { PayChoice, usePay } from './pay-choice.tsx'
import { useSubmitFilm } from './submit-film.ts'

interface MotionFormProps {
  readonly image: Image
  readonly onStarted: () => void
}

export function MotionForm({ image, onStarted }: MotionFormProps) {
  const t = useT()
  const engines = (useQuery(askStudio).data?.engines ?? []).filter(({ films }) => films.includes('motion'))
  const [name, setName] = useState<string | null>(null)
  const [motion, setMotion] = useState<Motion>('walk')
  const [length, setLength] = useState<number | null>(null)
  const engine = engines.find((one) => one.name === name) ?? engines[0]
  const durations = engine?.can.durations ?? []
  const seconds = durations.find((one) => one === length) ?? durations[0] ?? 0
  const credit = engine ? priceOfMotion({ seconds }, engine.prices) : null
  const prices = credit === null ? {} : { credit }
  const paying = usePay(prices)
  const { price } = paying
  const submit = useSubmitFilm(
    image.projectId,
    async ({ id, price }) =>
      maepsi.vtoJobs.submitMotion({
        body: { id, imageId: image.id, engine: engine?.name ?? '', motion, seconds, pay: 'credit', price },
      }),
    onStarted,
  )
  if (!engine) return <p className="text-13 text-ink-2">{t('films.noEngine')}</p>
  const ready = price !== null && !paying.short
  return (
    <div className="grid gap-4">
      <p className="text-13 text-ink-2">{t('films.help.motion')}</p>
      {engines.length > 1 && (
        <Segmented
          label={t('films.engine')}
          value={engine.name}
          options={engines.map((one) => ({ value: one.name, label: engineName(one.name) }))}
          onChange={setName}
        />
      )}
      <Segmented
        label={t('films.motion')}
        value={motion}
        options={MOTIONS.map((value) => ({ value, label: t(`films.motions.${value}`) }))}
        onChange={setMotion}
      />
      <Segmented
        className="num justify-self-start"
        label={t('films.seconds')}
        value={String(seconds)}
        options={durations.map((value) => ({
          value: String(value),
          label: t('films.secondsOf', { seconds: value }),
        }))}
        onChange={(value) => setLength(Number(value))}
      />
      <p className="text-12 text-warn">{t('films.abroad', { engine: engineName(engine.name) })}</p>
      <div className="-mt-4">
        <PayChoice {...paying} prices={prices} />
      </div>
      <Button
        look="primary"
        size="large"
        className="w-full"
        data-testid="submit-motion"
        busy={submit.isPending}
        aria-disabled={!ready || undefined}
        onClick={() => ready && submit.mutate(price)}
      >
        {t('videos.submit', { amount: t(`videos.amount.${paying.pay}`, { count: price ?? 0 }) })}
      </Button>
      <p className="text-12 text-ink-3">
        {t('films.time', { time: t('films.minutes', { count: 3 }) })} · {t('studio.returned')}
      </p>
    </div>
  )
}
