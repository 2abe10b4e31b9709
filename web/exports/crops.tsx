// Where the looks are cut, one ratio at a time.
import type { ExportPlan, Preset } from '#sdk/contract/exports.ts'
import type { Image } from '#sdk/contract/images.ts'
import { useT } from '#web/i18n.ts'
import { Button } from '#web/ui/button.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { useState } from 'react'
import { type Centre, CropFrame } from './crop-frame.tsx'

interface CropsProps {
  /** Those chosen that cut looks. */
  readonly presets: readonly Preset[]
  readonly looks: readonly Image[]
  readonly plan: ExportPlan | undefined
  /** By look and ratio. */
  readonly centres: ReadonlyMap<string, Centre>
  readonly onMove: (imageId: string, ratio: string, centre: Centre | null) => void
}

/** Frames shown at first, and with every press for more. */
const SHOWN = 40

/** Names a centre among the others. */
export function centreKey(imageId: string, ratio: string): string {
  return `${imageId} ${ratio}`
}

/** Frames on the real looks. */
export function Crops({ presets, looks, plan, centres, onMove }: CropsProps) {
  const t = useT()
  const ratios = [...new Set(presets.map(({ ratio }) => ratio))]
  const [wanted, setWanted] = useState('')
  const [shown, setShown] = useState(SHOWN)
  const ratio = ratios.includes(wanted) ? wanted : ratios[0]
  if (ratio === undefined) return <p className="text-ink-3">{t('export.noFrames')}</p>
  const moved = looks.filter((look) => centres.has(centreKey(look.id, ratio)))
  return (
    <>
      <p className="mb-3 max-w-prose text-13 text-ink-3">{t('export.cropsHelp')}</p>
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <Segmented
          label={t('export.ratio')}
          value={ratio}
          options={ratios.map((value) => ({ value, label: <span className="num">{value}</span> }))}
          onChange={setWanted}
        />
        {moved.length > 0 && (
          <Button
            size="small"
            look="ghost"
            onClick={() => moved.forEach((look) => onMove(look.id, ratio, null))}
          >
            {t('export.reset')}
          </Button>
        )}
      </div>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] items-start gap-3">
        {looks.slice(0, shown).map((look) => {
          const known = plan?.looks.find(({ imageId }) => imageId === look.id)
          const name = t('export.lookNumber', { number: String(look.number).padStart(2, '0') })
          return (
            <li key={look.id} data-testid="crop" data-look={look.id}>
              {known ? (
                <CropFrame
                  look={{
                    width: known.width,
                    height: known.height,
                    focus: known.focus,
                    url: look.urls.medium,
                    name,
                  }}
                  ratio={ratio}
                  centre={centres.get(centreKey(look.id, ratio)) ?? null}
                  onMove={(centre) => onMove(look.id, ratio, centre)}
                />
              ) : (
                <span className="block aspect-3/4 bg-well" />
              )}
              <span aria-hidden className="num block pt-1 text-12 text-ink-3">
                {name}
              </span>
            </li>
          )
        })}
      </ul>
      {looks.length > shown && (
        <p className="mt-4">
          <Button size="small" onClick={() => setShown(shown + SHOWN)}>
            {t('do.loadMore')}
          </Button>
        </p>
      )}
    </>
  )
}
