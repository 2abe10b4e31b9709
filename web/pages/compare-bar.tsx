// The bar over compared looks: how they are shown, how close, and what surrounds them.
import { useT } from '#web/i18n.ts'
import { SurroundChoice, type Surround } from '#web/images/picking/surround.tsx'
import { IconButton } from '#web/ui/button.tsx'
import { Blend, Columns2, Grid2x2, Minus, Plus, Square, X } from 'lucide-react'

export type CompareView = 'beside' | 'alone' | 'over'

interface CompareBarProps {
  readonly name: string
  readonly facts: string
  readonly view: CompareView
  readonly size: 2 | 4
  readonly onView: (view: CompareView) => void
  readonly onSize: (size: 2 | 4) => void
  readonly zoom: number
  readonly onZoom: (zoom: number) => void
  readonly surround: Surround
  readonly onSurround: (next: Surround) => void
  readonly onClose: () => void
}

const icon = { size: 17, strokeWidth: 1.5, 'aria-hidden': true } as const

export function CompareBar(props: CompareBarProps) {
  const t = useT()
  const { view, size, zoom, onZoom } = props
  const ways = [
    {
      id: 'alone',
      key: '1',
      on: view === 'alone',
      icon: <Square {...icon} />,
      act: () => props.onView('alone'),
    },
    {
      id: 'two',
      key: '2',
      on: view === 'beside' && size === 2,
      icon: <Columns2 {...icon} />,
      act: () => props.onSize(2),
    },
    {
      id: 'four',
      key: '4',
      on: view === 'beside' && size === 4,
      icon: <Grid2x2 {...icon} />,
      act: () => props.onSize(4),
    },
    { id: 'over', key: 'O', on: view === 'over', icon: <Blend {...icon} />, act: () => props.onView('over') },
  ] as const
  return (
    <header className="flex h-13 shrink-0 items-center gap-3 px-3 max-md:h-12 max-md:gap-1 max-md:px-1">
      <IconButton label={t('compare.close')} aria-keyshortcuts="Escape" onClick={props.onClose}>
        <X size={18} strokeWidth={1.5} aria-hidden />
      </IconButton>
      <h1 className="display min-w-0 truncate text-22 max-md:text-18">{props.name}</h1>
      <p className="num shrink-0 text-13 text-ink-3 max-lg:sr">{props.facts}</p>
      <div
        role="group"
        aria-label={t('compare.ways')}
        className="ml-3 flex shrink-0 rounded-control border border-line-2 max-md:ml-auto"
      >
        {ways.map((way) => (
          <button
            key={way.id}
            type="button"
            aria-pressed={way.on}
            aria-keyshortcuts={way.key}
            aria-label={t(`compare.way.${way.id}`)}
            title={t(`compare.way.${way.id}`)}
            onClick={way.act}
            className={`grid h-8 w-10 place-items-center not-first:border-l not-first:border-line-2 aria-pressed:bg-ink aria-pressed:text-on-ink pointer-coarse:h-11 ${
              way.id === 'four' ? 'max-md:hidden' : ''
            }`}
          >
            {way.icon}
          </button>
        ))}
      </div>
      <span className="grow max-md:hidden" />
      <span className="flex items-center max-lg:hidden">
        <IconButton
          label={t('viewer.zoomOut')}
          aria-keyshortcuts="-"
          onClick={() => onZoom(Math.max(1, zoom / 1.25))}
        >
          <Minus {...icon} />
        </IconButton>
        <button type="button" className="num h-10 min-w-18 text-13" onClick={() => onZoom(1)}>
          {zoom === 1 ? t('compare.fit') : `${Math.round(zoom * 100)}%`}
        </button>
        <IconButton
          label={t('viewer.zoomIn')}
          aria-keyshortcuts="+"
          onClick={() => onZoom(Math.min(4, zoom * 1.25))}
        >
          <Plus {...icon} />
        </IconButton>
      </span>
      <span className="max-md:hidden">
        <SurroundChoice
          label={t('pick.surround')}
          value={props.surround}
          nameOf={(one) => t(`pick.surrounds.${one}`)}
          onChoose={props.onSurround}
        />
      </span>
    </header>
  )
}
