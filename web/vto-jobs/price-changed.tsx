// The price rose or fell while the call sheet was open: says both, and asks once more.
import { useT } from '#web/i18n.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import type { PriceChange } from './submit-run.ts'

interface PriceChangedProps {
  readonly change: PriceChange | null
  readonly onClose: () => void
  readonly onAccept: (change: PriceChange) => void
}

/** The dialog; closed while nothing has changed. */
export function PriceChanged({ change, onClose, onAccept }: PriceChangedProps) {
  const t = useT()
  if (!change) return null
  const unit = t(`studio.points.${change.quote.choice.pay}`)
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('studio.priceChanged')}
      closeLabel={t('do.close')}
      testId="price-changed"
    >
      <p className="num">{t('studio.priceWasIs', { points: unit, was: change.was, is: change.is })}</p>
      <div className="mt-6 flex justify-end gap-2">
        <Button look="ghost" onClick={onClose}>
          {t('do.cancel')}
        </Button>
        <Button look="primary" data-autofocus onClick={() => onAccept(change)}>
          {t('studio.makeAt', { price: change.is })}
        </Button>
      </div>
    </Dialog>
  )
}
