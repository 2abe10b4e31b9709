// What can be done with the selected looks: a bar that floats at the foot of the page while there are any.
import { useT } from '#web/i18n.ts'
import { capOf } from '#web/key-caps.ts'
import {
  Bookmark,
  Columns2,
  Download,
  Film,
  Flag,
  FolderOutput,
  Heart,
  RotateCcw,
  Trash2,
  X,
} from 'lucide-react'
import type { ReactNode } from 'react'

interface SelectionBarProps {
  readonly count: number
  /** All of them are favourites already. */
  readonly allFavourites: boolean
  /** In the bin looks can only be taken out. */
  readonly inBin: boolean
  readonly onFavourite: () => void
  /** The one look that is selected stands for its product, or no longer; absent where that cannot be. */
  readonly onMain: (() => void) | undefined
  /** It does so now. */
  readonly isMain: boolean
  readonly onVideo: () => void
  readonly onCompare: () => void
  readonly onDownload: () => void
  /** To the page that makes files for markets of them. */
  readonly onExport: () => void
  readonly onBin: () => void
  /** They came out wrong. */
  readonly onReport: () => void
  readonly onRestore: () => void
  readonly onClear: () => void
}

const icon = { size: 18, strokeWidth: 1.5, 'aria-hidden': true } as const

/** The bar; nothing while nothing is selected. */
export function SelectionBar(props: SelectionBarProps) {
  const t = useT()
  if (props.count === 0) return null
  return (
    <div
      role="toolbar"
      aria-label={t('gallery.selectionBar')}
      data-testid="selection-bar"
      className="fixed bottom-6 left-1/2 z-30 flex h-14 -translate-x-1/2 items-center gap-5 rounded-control bg-ink pr-2 pl-5 whitespace-nowrap text-on-ink shadow-float max-md:inset-x-0 max-md:bottom-(--tabbar) max-md:h-auto max-md:translate-x-0 max-md:flex-wrap max-md:justify-between max-md:gap-0 max-md:rounded-none max-md:py-2 max-md:pr-2 max-md:pl-4 forced-colors:border [&_button]:focus-visible:-outline-offset-4 [&_button]:focus-visible:outline-on-ink"
    >
      <b className="num font-semibold">{t('gallery.selectedCount', { count: props.count })}</b>
      <div className="flex max-md:order-3 max-md:-ml-2 max-md:w-full max-md:flex-wrap max-md:justify-around max-md:gap-x-2">
        {props.inBin ? (
          <Action icon={<RotateCcw {...icon} />} label={t('gallery.restore')} onClick={props.onRestore} />
        ) : (
          <>
            <Action
              icon={<Heart {...icon} fill={props.allFavourites ? 'currentColor' : 'none'} />}
              label={t(props.allFavourites ? 'gallery.unfavourite' : 'gallery.favourite')}
              hint={capOf('f')}
              onClick={props.onFavourite}
            />
            {props.onMain && (
              <Action
                icon={<Bookmark {...icon} fill={props.isMain ? 'currentColor' : 'none'} />}
                label={t(props.isMain ? 'gallery.mainGiveUp' : 'gallery.mainChoose')}
                onClick={props.onMain}
              />
            )}
            <Action
              icon={<Columns2 {...icon} />}
              label={t('gallery.compare')}
              hint={capOf('c')}
              onClick={props.onCompare}
            />
            <Action
              icon={<Film {...icon} />}
              label={t('films.make')}
              hint={capOf('v')}
              onClick={props.onVideo}
            />
            <Action icon={<Download {...icon} />} label={t('gallery.download')} onClick={props.onDownload} />
            <Action
              icon={<FolderOutput {...icon} />}
              label={t('gallery.export')}
              hint={capOf('e')}
              onClick={props.onExport}
            />
            <Action icon={<Flag {...icon} />} label={t('gallery.report')} onClick={props.onReport} />
            <Action
              icon={<Trash2 {...icon} />}
              label={t('gallery.bin')}
              hint={capOf('x')}
              onClick={props.onBin}
            />
          </>
        )}
      </div>
      <button
        type="button"
        aria-label={t('gallery.clear')}
        title={t('gallery.clear')}
        onClick={props.onClear}
        className="grid size-10 place-items-center pointer-coarse:size-11"
      >
        <X {...icon} />
      </button>
    </div>
  )
}

interface ActionProps {
  readonly icon: ReactNode
  readonly label: string
  readonly hint?: string
  readonly onClick: () => void
}

function Action({ icon, label, hint, onClick }: ActionProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      aria-keyshortcuts={hint || undefined}
      className="flex h-14 items-center gap-2 px-3 font-medium max-md:h-13 max-md:min-w-12 max-md:flex-col max-md:justify-center max-md:gap-1 max-md:px-1 max-md:text-11"
    >
      {icon}
      {label}
      {hint && (
        <kbd
          aria-hidden
          className="rounded-[3px] border border-current px-1 text-11 font-medium opacity-75 max-md:hidden"
        >
          {hint}
        </kbd>
      )}
    </button>
  )
}
