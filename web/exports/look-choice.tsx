// Which looks are exported: pictures with a tick each.
import type { Image } from '#sdk/contract/images.ts'
import { useT } from '#web/i18n.ts'
import { Button } from '#web/ui/button.tsx'
import { Picture } from '#web/ui/picture.tsx'
import { useState } from 'react'

interface LookChoiceProps {
  readonly looks: readonly Image[]
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (ids: readonly string[]) => void
}

/** Looks shown at first, and with every press for more. */
const SHOWN = 100

/** The looks of the project; those chosen have a frame and a tick. */
export function LookChoice({ looks, chosen, onChoose }: LookChoiceProps) {
  const t = useT()
  const [shown, setShown] = useState(SHOWN)
  const favourites = looks.filter((look) => look.isSelected)
  const toggle = (id: string) =>
    onChoose(chosen.has(id) ? [...chosen].filter((one) => one !== id) : [...chosen, id])
  return (
    <fieldset>
      <legend className="sr">{t('export.chooseLooks')}</legend>
      <p className="mb-3 flex flex-wrap items-center gap-2">
        {favourites.length > 0 && (
          <Button size="small" onClick={() => onChoose(favourites.map(({ id }) => id))}>
            {t('export.favouritesOnly')}
          </Button>
        )}
        <Button size="small" onClick={() => onChoose(looks.map(({ id }) => id))}>
          {t('export.all')}
        </Button>
        <span className="num ml-1 text-13 text-ink-3" data-testid="chosen-looks">
          {t('export.chosen', { count: chosen.size })}
        </span>
      </p>
      <div className="grid max-h-96 grid-cols-[repeat(auto-fill,minmax(5.5rem,1fr))] gap-2 overflow-y-auto p-1">
        {looks.slice(0, shown).map((look) => {
          const name = t('export.lookNumber', { number: String(look.number).padStart(2, '0') })
          return (
            <label
              key={look.id}
              className="group relative block has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-chalk"
            >
              <Picture
                src={look.urls.small}
                alt=""
                width={240}
                height={320}
                loading="lazy"
                className="aspect-3/4 h-auto group-has-checked:outline-4! group-has-checked:-outline-offset-4! group-has-checked:outline-frame! forced-colors:group-has-checked:outline-[Highlight]!"
              />
              <input
                type="checkbox"
                checked={chosen.has(look.id)}
                onChange={() => toggle(look.id)}
                aria-label={name}
                className="absolute top-1.5 right-1.5 size-6 accent-frame"
              />
              <span aria-hidden className="num block pt-1 text-12 text-ink-3">
                {name}
              </span>
            </label>
          )
        })}
        {looks.length > shown && (
          <Button size="small" className="self-center" onClick={() => setShown(shown + SHOWN)}>
            {t('do.loadMore')}
          </Button>
        )}
      </div>
    </fieldset>
  )
}
