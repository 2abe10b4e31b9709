// The mannequin beyond its kind: its size, its pose and what it is painted with.
import { BODY_SIZES, FINISHES, POSES } from '#sdk/contract/vto-jobs.ts'
import type { Finish } from '#sdk/contract/vto-jobs.ts'
import { useT } from '#web/i18n.ts'
import { Segmented } from '#web/ui/segmented.tsx'
import type { ReactNode } from 'react'
import type { Choice } from './direction-choice.ts'

/** What the engine can do; everything while that is not known yet. */
export interface EngineOffers {
  /** Its looks may stand before a picture of one's own. */
  readonly ownBackdrop?: boolean
  readonly bodies: readonly string[]
  readonly bodySizes: readonly string[]
  readonly finishes: readonly string[]
  readonly poses: readonly string[]
  readonly views: readonly string[]
  readonly ghost: boolean
  /** It dresses photos of people, and of which it has some: bodies with their views. */
  readonly people?: readonly { readonly body: string; readonly views: readonly string[] }[]
  /** The backdrop of those photos stays as it is. */
  readonly keepsBackdrop?: boolean
  readonly ratios?: readonly string[]
  readonly sizes?: readonly string[]
}

interface FigureChoiceProps {
  readonly choice: Choice
  readonly onChange: (part: Partial<Choice>) => void
  readonly offers: EngineOffers
}

/** As the mannequin comes out under the studio's light. */
const SWATCHES: Readonly<Record<Finish, string>> = {
  white: '#e6e3de',
  grey: '#9b9a98',
  black: '#2b2a2a',
  sand: '#cdb59a',
}

export function FigureChoice({ choice, onChange, offers }: FigureChoiceProps) {
  const t = useT()
  const sizes = BODY_SIZES.filter((size) => offers.bodySizes.includes(size))
  const poses = POSES.filter((pose) => offers.poses.includes(pose))
  const finishes = FINISHES.filter((finish) => offers.finishes.includes(finish))
  return (
    <div className="mt-4 flex flex-wrap gap-x-10 gap-y-4">
      {sizes.length > 1 && (
        <Row title={t('studio.bodySize')}>
          <Segmented
            className="num"
            label={t('studio.bodySize')}
            value={choice.bodySize}
            options={sizes.map((size) => ({ value: size, label: size }))}
            onChange={(bodySize) => onChange({ bodySize })}
          />
        </Row>
      )}
      {poses.length > 1 && (
        <Row title={t('studio.pose')}>
          <Segmented
            label={t('studio.pose')}
            value={choice.pose}
            options={poses.map((pose) => ({ value: pose, label: t(`studio.poses.${pose}`) }))}
            onChange={(pose) => onChange({ pose })}
          />
        </Row>
      )}
      {finishes.length > 1 && (
        <Row title={t('studio.finish')}>
          <Segmented
            label={t('studio.finish')}
            value={choice.finish}
            options={finishes.map((finish) => ({
              value: finish,
              label: (
                <>
                  <span
                    aria-hidden
                    className="size-3.5 rounded-round outline-1 outline-line-2"
                    style={{ background: SWATCHES[finish] }}
                  />
                  {t(`studio.finishes.${finish}`)}
                </>
              ),
            }))}
            onChange={(finish) => onChange({ finish })}
          />
        </Row>
      )}
    </div>
  )
}

function Row({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="grid gap-1.5">
      <p aria-hidden className="text-13 text-ink-2">
        {title}
      </p>
      {children}
    </div>
  )
}
