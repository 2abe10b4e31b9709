// Why the button does not work yet: each reason in words, leading to the control that mends it.
import { useT } from '#web/i18n.ts'
import { Circle, CircleX } from 'lucide-react'
import type { Need } from './call-sheet-state.ts'

const TARGETS: Readonly<Record<Need['code'], string>> = {
  photo_missing: 'upper-front',
  front_missing: '',
  uploading: '',
  upload_failed: '',
  photo_checking: '',
  photo_stopped: '',
  views: 'views',
  too_many_looks: 'views',
  pay_not_possible: 'size',
  points_short: 'pay',
  credit_only: 'pay',
  person_missing: 'engine',
  back_missing: 'outfit',
  ratio: 'ratio',
  offline: 'call-sheet',
  loading: 'call-sheet',
}

/** Reasons that pass by themselves. */
const PASSING: ReadonlySet<Need['code']> = new Set(['uploading', 'photo_checking', 'offline', 'loading'])

const OF_ENGINE = ['credit_only', 'person_missing', 'back_missing', 'ratio'] as const

function isOfEngine(need: Need): need is Need & { readonly code: (typeof OF_ENGINE)[number] } {
  return OF_ENGINE.some((code) => code === need.code)
}

/** Puts a reason into a sentence. */
export function useNeedWords(): (need: Need) => string {
  const t = useT()
  return (need) => {
    if (need.code === 'points_short') return t(`studio.short.${need.pay}`, { count: need.short })
    if (isOfEngine(need)) return t(`engines.need.${need.code}`)
    if (!('place' in need)) return t(`studio.need.${need.code}`)
    const [slot, side] = need.place.split('-') as [
      'upper' | 'bottom' | 'onepiece' | 'outer',
      'front' | 'back',
    ]
    const place = t('studio.place', { slot: t(`studio.slot.${slot}`), side: t(`studio.sideOf.${side}`) })
    return t(`studio.need.${need.code}`, { place })
  }
}

/** The reasons; nothing when there are none. */
export function NeedList({ needs }: { readonly needs: readonly Need[] }) {
  const say = useNeedWords()
  if (needs.length === 0) return null
  return (
    <ul id="needs" data-testid="needs" className="grid gap-1 text-13 text-ink">
      {needs.map((need) => {
        const Sign = PASSING.has(need.code) ? Circle : CircleX
        const target = 'place' in need ? need.place : TARGETS[need.code]
        return (
          <li key={`${need.code}-${target}`} className="flex items-start gap-1.5">
            <Sign
              size={15}
              strokeWidth={1.5}
              aria-hidden
              className={`mt-1.5 shrink-0 ${Sign === Circle ? 'text-ink-3' : 'text-err'}`}
            />
            <a
              href={`#${target}`}
              className="link pointer-coarse:py-2"
              onClick={(event) => {
                event.preventDefault()
                const control = document.querySelector<HTMLElement>(`#${target}`)
                control?.focus({ preventScroll: true })
                control?.scrollIntoView({ block: 'center', behavior: 'smooth' })
              }}
            >
              {say(need)}
            </a>
          </li>
        )
      })}
    </ul>
  )
}
