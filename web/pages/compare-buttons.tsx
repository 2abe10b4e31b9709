// The buttons that pick: each look, all of them, or none. The keys are printed on them.
import { useT } from '#web/i18n.ts'

interface PickButtonsProps {
  readonly marks: readonly string[]
  /** Gets the places of the looks that are picked. */
  readonly onPick: (places: readonly number[]) => void
}

const kbd =
  'rounded-[3px] border border-current px-1.5 text-11 font-medium opacity-75 max-md:hidden pointer-coarse:hidden'

export function PickButtons({ marks, onPick }: PickButtonsProps) {
  const t = useT()
  const two = marks.length <= 2
  return (
    <div className="mt-auto grid gap-2">
      <div className="grid grid-cols-2 gap-2">
        {marks.map((mark, n) => (
          <button
            key={mark}
            type="button"
            aria-keyshortcuts={two ? (n === 0 ? 'ArrowLeft' : 'ArrowRight') : mark}
            onClick={() => onPick([n])}
            className="flex h-12 items-center justify-center gap-2.5 rounded-control border border-line-2 bg-surface text-15 font-semibold hover:bg-well"
          >
            {t('compare.pick', { mark })}
            <kbd aria-hidden className={kbd}>
              {two ? (n === 0 ? '←' : '→') : mark}
            </kbd>
          </button>
        ))}
      </div>
      <div className="grid grid-cols-2 gap-2 text-13 font-semibold">
        <button
          type="button"
          aria-keyshortcuts="ArrowUp"
          onClick={() => onPick(marks.map((_, n) => n))}
          className="flex h-9 items-center justify-center gap-2.5 hover:bg-well pointer-coarse:h-11"
        >
          {t(two ? 'compare.both' : 'compare.all')}
          <kbd aria-hidden className={kbd}>
            ↑
          </kbd>
        </button>
        <button
          type="button"
          aria-keyshortcuts="ArrowDown"
          onClick={() => onPick([])}
          className="flex h-9 items-center justify-center gap-2.5 hover:bg-well pointer-coarse:h-11"
        >
          {t('compare.neither')}
          <kbd aria-hidden className={kbd}>
            ↓
          </kbd>
        </button>
      </div>
      <p className="text-12 text-ink-3 max-md:hidden">{t('compare.pickHelp')}</p>
    </div>
  )
}
