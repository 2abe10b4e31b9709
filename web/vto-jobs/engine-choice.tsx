// Which engine makes the looks: what each can do, and what it costs. Where there is only one, there is nothing to choose.
import type { StudioInfo } from '#sdk/contract/studio.ts'
import { engineName } from '#web/engine-words.ts'
import { useT } from '#web/i18n.ts'
import { useId } from 'react'
import type { Choice } from './direction-choice.ts'
import { Part } from './part.tsx'

export type OfferedEngine = StudioInfo['engines'][number]

interface EngineChoiceProps {
  readonly engines: readonly OfferedEngine[]
  readonly chosen: string
  readonly prices: StudioInfo['prices']
  readonly size: Choice['size']
  readonly onChange: (part: Partial<Choice>) => void
}

/** The engines as radio buttons, Drape first. */
export function EngineChoice({ engines, chosen, prices, size, onChange }: EngineChoiceProps) {
  const t = useT()
  const group = useId()
  const looking = engines.filter(({ views }) => views.length > 0)
  if (looking.length < 2) return null
  return (
    <Part id="engine" title={t('engines.title')}>
      <div
        data-testid="engines"
        className="mt-3 grid grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] gap-2.5"
      >
        {looking.map(({ name, can, prices: own }) => {
          const price = (own ?? prices)[size === 'large' ? 'lookLarge' : 'look']
          const abilities = can.person
            ? [
                t('engines.needsPerson'),
                t('engines.atOnce', { count: can.garments }),
                ...(can.sizes.includes('large') ? [t('engines.largeToo')] : []),
                ...(can.backdrop ? [t('engines.paintsBackdrop')] : []),
              ]
            : name === 'drape'
              ? [t('engines.built')]
              : [t('engines.atOnce', { count: can.garments })]
          return (
            <label
              key={name}
              className="relative grid content-start gap-0.5 rounded-control border border-line-2 bg-surface px-3 pt-2.5 pb-3 has-checked:inset-ring-[1.5px] has-checked:inset-ring-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-chalk"
            >
              <input
                type="radio"
                name={group}
                value={name}
                checked={name === chosen}
                // Tickets do not pay every engine.
                onChange={() =>
                  onChange(own?.creditOnly ? { engine: name, pay: 'credit' } : { engine: name })
                }
                className="absolute top-3 right-2.5 size-4 accent-ink outline-none"
              />
              <span className="pr-6 font-semibold">{engineName(name)}</span>
              <span className="text-12 text-ink-3">{abilities.join(' · ')}</span>
              <span className="num text-13">
                {t(can.person ? 'engines.perCall' : 'engines.perLook', { count: price })}
                {own?.creditOnly && (
                  <span className="text-12 text-ink-3">{` · ${t('engines.creditOnly')}`}</span>
                )}
              </span>
            </label>
          )
        })}
      </div>
    </Part>
  )
}
