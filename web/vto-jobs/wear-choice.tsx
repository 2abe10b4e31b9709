// How the clothes are worn: tucked in, left open, or without the mannequin.
import type { Slot } from '#sdk/contract/products.ts'
import { useT } from '#web/i18n.ts'
import type { Choice } from './direction-choice.ts'
import type { EngineOffers } from './figure-choice.tsx'
import { Part } from './part.tsx'

interface WearChoiceProps {
  readonly choice: Choice
  readonly onChange: (part: Partial<Choice>) => void
  readonly offers: EngineOffers
  /** The slots of the outfit that hold a front photo. */
  readonly slots: readonly Slot[]
}

/** Only what this outfit can do is offered; a choice made before for another outfit stays and does nothing here. */
export function WearChoice({ choice, onChange, offers, slots }: WearChoiceProps) {
  const t = useT()
  const tuckable = slots.includes('upper') && slots.includes('bottom')
  const openable = slots.includes('outer')
  if (!tuckable && !openable && !offers.ghost) return null
  return (
    <Part id="wear" title={t('studio.wear')}>
      <div className="mt-2 grid justify-items-start gap-1">
        {tuckable && (
          <Switch
            label={t('studio.tucked')}
            checked={choice.tucked}
            onChange={(tucked) => onChange({ tucked })}
          />
        )}
        {openable && (
          <Switch label={t('studio.open')} checked={choice.open} onChange={(open) => onChange({ open })} />
        )}
        {offers.ghost && (
          <Switch
            label={t('studio.ghost')}
            help={t('studio.ghostHelp')}
            checked={choice.ghost}
            onChange={(ghost) => onChange({ ghost })}
          />
        )}
      </div>
    </Part>
  )
}

interface SwitchProps {
  readonly label: string
  readonly help?: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}

function Switch({ label, help, checked, onChange }: SwitchProps) {
  return (
    <label className="flex min-h-8 items-center gap-2.5 text-13 pointer-coarse:min-h-11">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4.5 accent-ink"
      />
      <span>
        {label}
        {help && <span className="ml-2 text-12 text-ink-3">{help}</span>}
      </span>
    </label>
  )
}
