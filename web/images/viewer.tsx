// The viewer: one look on a dark ground, closer or whole, beside its product, with everything that can be done to it.
import type { Image } from '#sdk/contract/images.ts'
import type { Photo } from '#sdk/contract/products.ts'
import { useT } from '#web/i18n.ts'
import { isKeyOf, listenForKeys } from '#web/keys.ts'
import { IconButton } from '#web/ui/button.tsx'
import {
  ChevronLeft,
  ChevronRight,
  Contrast,
  Download,
  Heart,
  Info,
  Minus,
  Plus,
  Rotate3d,
  RotateCcw,
  Trash2,
  X,
} from 'lucide-react'
import { lazy, type ReactNode, Suspense, useEffect, useEffectEvent, useRef, useState } from 'react'
import { DARK_ROOM } from './dark-room.ts'
import { CompareChoice, type CompareMode } from './compare-choice.tsx'
import { ComparePhoto } from './compare-photo.tsx'
import { Layers } from './layers.tsx'
import type { LookActions } from './look-actions.ts'
import { LookFacts, type LookWords } from './look-facts.tsx'
import { pad } from './look-words.ts'
import type { TurnControl } from './turn-stage.tsx'
import { type StageControl, ZoomStage } from './zoom-stage.tsx'

// Three dimensions weigh more than the rest of the viewer: they come when asked for.
const TurnStage = lazy(async () => import('./turn-stage.tsx').then((file) => ({ default: file.TurnStage })))

interface ViewerProps {
  readonly image: Image
  /** Place among the looks of the page, from 1; 0 when it is none of them. */
  readonly at: number
  readonly count: number
  readonly words: LookWords
  readonly productName: string | null
  /** The product is still on its way. */
  readonly productPending: boolean
  /** Photos of the product to compare with, the fitting side first, with their names. */
  readonly photos: readonly { readonly photo: Photo; readonly name: string }[]
  readonly actions: LookActions
  readonly onStep: (by: 1 | -1) => void
  /** Compares it with those after it, so many at a time. */
  readonly onCompare: (size: 2 | 4) => void
  /** To the bin, or out of it. */
  readonly onDiscard: () => void
  readonly onClose: () => void
  /** Degrees the figure is turned in the look. */
  readonly turned: number
  /** Goes to the studio with this look's direction; absent when its run is not known. */
  readonly onMore?: () => void
  /** What else can be done with the look, below its facts. */
  readonly children?: ReactNode
}

const SURROUNDS = ['#1b1b1b', '#7a7a7a', '#ffffff'] as const
const PAN = 80
/** Degrees a press of an arrow key turns. */
const TURN = 15
const NEARER = 1.25
const icon = { size: 18, strokeWidth: 1.5, 'aria-hidden': true } as const
const SURROUND_STORED = 'maepsi.viewer-surround'

/** The viewer of one look. The bars around the stage stay dark whatever the surround. */
export function Viewer(props: ViewerProps) {
  const { image, at, count, words, photos, actions, onStep, onDiscard, onClose } = props
  const t = useT()
  const region = useRef<HTMLDivElement>(null)
  const stage = useRef<StageControl>(null)
  const [scale, setScale] = useState(1)
  const [surround, setSurround] = useState(() => Number(localStorage.getItem(SURROUND_STORED)) || 0)
  const [facts, setFacts] = useState(() => matchMedia('(width >= 61.25rem)').matches)
  const turntable = useRef<TurnControl>(null)
  const [turning, setTurning] = useState(false)
  const [mode, setMode] = useState<CompareMode>('off')
  const [holding, setHolding] = useState(false)
  const [fullFailed, setFullFailed] = useState<(() => void) | null>(null)
  const [photoAt, setPhotoAt] = useState(0)
  const chosen = photos[photoAt] ?? photos[0]
  const number = pad(image.number)
  const binned = image.deletedAt !== null
  const alt = t('viewer.alt', { product: props.productName ?? t('viewer.look', { number }), ...words })

  useEffect(() => region.current?.focus({ preventScroll: true }), [])

  const turnSurround = () => {
    const next = (surround + 1) % SURROUNDS.length
    localStorage.setItem(SURROUND_STORED, String(next))
    setSurround(next)
  }
  const { meshUrl } = image
  const inTurn = turning && meshUrl !== null
  const zoomIn = () => (inTurn ? turntable.current?.zoom(NEARER) : stage.current?.zoomIn())
  const zoomOut = () => (inTurn ? turntable.current?.zoom(1 / NEARER) : stage.current?.zoomOut())
  /** What the keys of the stage do to the turntable; false for every other key. */
  const actOnTurntable = (key: string): boolean => {
    const table = turntable.current
    if (key === 'ArrowLeft') table?.turn(-TURN)
    else if (key === 'ArrowRight') table?.turn(TURN)
    else if (key === 'ArrowUp') table?.raise(TURN / 3)
    else if (key === 'ArrowDown') table?.raise(-TURN / 3)
    else if (key === '0' || key === 'z') table?.reset()
    else if (key === 'Escape') setTurning(false)
    else return false
    return true
  }
  const act = useEffectEvent((key: string) => {
    if (inTurn && actOnTurntable(key)) return
    const far = mode === 'off' && !holding
    // A picture larger than the stage is moved first; one that is all in sight makes way for the next.
    const moved = (by: number) => far && stage.current?.pan(by, 0) === true
    if (key === 'ArrowLeft' && !moved(PAN)) onStep(-1)
    else if (key === 'ArrowRight' && !moved(-PAN)) onStep(1)
    else if (key === 'ArrowUp') stage.current?.pan(0, PAN)
    else if (key === 'ArrowDown') stage.current?.pan(0, -PAN)
    else if (key === 'Escape') onClose()
    else if (key === 'z') stage.current?.toggle()
    else if (key === '0') stage.current?.fit()
    else if (key === '+' || key === '=') zoomIn()
    else if (key === '-') zoomOut()
    else if (key === 'r' && meshUrl !== null) setTurning(!turning)
    else if (key === 'f' && !binned) actions.favourite([image])
    else if (key === 'x' || key === 'Delete') onDiscard()
    else if (key === 'w') turnSurround()
    else if (key === 'i') setFacts(!facts)
    else if (key === 'b' && photos.length > 0) setHolding(true)
    else if (key === 'o' && photos.length > 0) setMode(mode === 'slider' ? 'off' : 'slider')
    else if (key === '1') setMode('off')
    else if (key === '2' || key === 'c') props.onCompare(2)
    else if (key === '4') props.onCompare(4)
  })
  useEffect(() => {
    const keys = [
      'ArrowLeft',
      'ArrowRight',
      'ArrowUp',
      'ArrowDown',
      'Escape',
      'z',
      '0',
      '+',
      '=',
      '-',
      'f',
      'x',
      'Delete',
      'w',
      'i',
      'b',
      'r',
      'o',
      'c',
      '1',
      '2',
      '4',
    ]
    const stop = listenForKeys(document, Object.fromEntries(keys.map((key) => [key, () => act(key)])))
    const release = (event: KeyboardEvent) => isKeyOf(event, 'b') && setHolding(false)
    const blurred = () => setHolding(false)
    document.addEventListener('keyup', release)
    addEventListener('blur', blurred)
    return () => {
      stop()
      document.removeEventListener('keyup', release)
      removeEventListener('blur', blurred)
    }
  }, [])

  return (
    <div
      ref={region}
      role="dialog"
      aria-modal
      aria-label={t('viewer.look', { number })}
      tabIndex={-1}
      data-testid="viewer"
      style={DARK_ROOM}
      className="fixed inset-0 z-40 flex flex-col bg-viewer text-ink outline-none animate-[appear_200ms_var(--ease-sew)]"
    >
      <header className="flex h-14 shrink-0 items-center gap-1 border-b border-line px-4 max-md:px-2">
        <IconButton label={t('viewer.close')} onClick={onClose} className="-ml-2 max-md:ml-0">
          <X {...icon} />
        </IconButton>
        <h2 className="display ml-2 text-22 max-md:text-18">{t('viewer.look', { number })}</h2>
        {image.isMain && <span className="ml-2 text-13 font-semibold">{t('gallery.mainMark')}</span>}
        {at > 0 && (
          <span className="num ml-2 text-13 text-ink-3 max-md:hidden">
            {t('viewer.position', { at, count })}
          </span>
        )}
        <span className="grow" />
        <span className="flex items-center max-md:hidden">
          <IconButton label={t('viewer.zoomOut')} aria-keyshortcuts="-" onClick={zoomOut}>
            <Minus {...icon} />
          </IconButton>
          <button
            type="button"
            className="num h-10 w-15 text-13"
            aria-label={t('viewer.scale', { percent: Math.round(scale * 100) })}
            onClick={() => (inTurn ? turntable.current?.reset() : stage.current?.toggle())}
          >
            {Math.round(scale * 100)}%
          </button>
          <IconButton label={t('viewer.zoomIn')} aria-keyshortcuts="+" onClick={zoomIn}>
            <Plus {...icon} />
          </IconButton>
        </span>
        {meshUrl !== null && (
          <IconButton
            label={t('viewer.turntable')}
            aria-keyshortcuts="R"
            aria-pressed={inTurn}
            onClick={() => setTurning(!turning)}
          >
            <Rotate3d {...icon} />
          </IconButton>
        )}
        <span className="max-md:hidden">
          <IconButton label={t('viewer.surround')} aria-keyshortcuts="W" onClick={turnSurround}>
            <Contrast {...icon} />
          </IconButton>
        </span>
        {!binned && (
          <IconButton
            label={t('viewer.favourite')}
            aria-keyshortcuts="F"
            aria-pressed={image.isSelected}
            onClick={() => actions.favourite([image])}
          >
            <Heart {...icon} fill={image.isSelected ? 'currentColor' : 'none'} />
          </IconButton>
        )}
        <IconButton label={t('viewer.download')} onClick={() => actions.download([image])}>
          <Download {...icon} />
        </IconButton>
        <IconButton
          label={t(binned ? 'viewer.restore' : 'viewer.bin')}
          aria-keyshortcuts="X"
          onClick={onDiscard}
        >
          {binned ? <RotateCcw {...icon} /> : <Trash2 {...icon} />}
        </IconButton>
        <IconButton
          label={t('viewer.facts')}
          aria-keyshortcuts="I"
          aria-pressed={facts}
          onClick={() => setFacts(!facts)}
        >
          <Info {...icon} />
        </IconButton>
      </header>
      <div className="flex min-h-0 grow max-md:flex-col">
        <div className="relative min-h-0 min-w-0 grow" style={{ background: SURROUNDS[surround] }}>
          {inTurn ? (
            <Suspense
              fallback={
                <p
                  role="status"
                  className="absolute inset-x-0 bottom-6 mx-auto w-fit bg-surface px-3 py-1.5 text-13"
                >
                  {t('viewer.turnLoading')}
                </p>
              }
            >
              <TurnStage
                key={image.id}
                url={meshUrl}
                start={props.turned}
                control={turntable}
                onZoom={setScale}
              />
            </Suspense>
          ) : chosen && (mode !== 'off' || holding) ? (
            <ComparePhoto
              key={`${image.id} ${chosen.photo.key}`}
              image={image}
              alt={alt}
              photo={chosen.photo}
              photoName={t('viewer.photo', { place: chosen.name })}
              mode={mode === 'off' ? 'hold' : mode}
            />
          ) : (
            <ZoomStage
              key={image.id}
              picture={{ width: image.width, height: image.height }}
              control={stage}
              onScale={setScale}
            >
              {(pixels) => (
                <Layers
                  image={image}
                  alt={alt}
                  pixels={pixels}
                  onFullFailed={(again) => setFullFailed(() => again)}
                />
              )}
            </ZoomStage>
          )}
          <Step label={t('viewer.previous')} disabled={at <= 1} onClick={() => onStep(-1)} className="left-2">
            <ChevronLeft size={22} strokeWidth={1.5} aria-hidden />
          </Step>
          <Step
            label={t('viewer.next')}
            disabled={at === 0 || at >= count}
            onClick={() => onStep(1)}
            className="right-2"
          >
            <ChevronRight size={22} strokeWidth={1.5} aria-hidden />
          </Step>
          {(fullFailed || binned) && (
            <p
              className="absolute inset-x-0 top-3 mx-auto w-fit bg-surface px-3 py-1.5 text-13"
              role="status"
            >
              {binned ? (
                t('viewer.inBin')
              ) : (
                <>
                  {t('viewer.fullFailed')}{' '}
                  <button type="button" className="link" onClick={() => fullFailed?.()}>
                    {t('do.retry')}
                  </button>
                </>
              )}
            </p>
          )}
        </div>
        {facts && (
          <aside
            aria-label={t('viewer.facts')}
            className="w-76 shrink-0 overflow-y-auto border-l border-line p-5 max-md:max-h-[38dvh] max-md:w-full max-md:border-t max-md:border-l-0 max-md:p-4"
          >
            <LookFacts image={image} productName={props.productName} words={words} />
            {photos.length > 0 && (
              <CompareChoice
                mode={mode}
                onMode={setMode}
                photos={photos}
                chosen={chosen}
                onPhoto={(n) => {
                  setPhotoAt(n)
                  if (mode === 'off') setMode('slider')
                }}
              />
            )}
            {/* Unseen until it is known what stands above. */}
            <div
              className={`mt-5 grid justify-items-start gap-2 text-13 ${props.productPending ? 'invisible' : ''}`}
            >
              {props.onMore && (
                <button type="button" className="link" onClick={props.onMore}>
                  {t('viewer.more')}
                </button>
              )}
              {props.children}
              {meshUrl !== null && (
                <a href={meshUrl} download={`${number}.glb`} className="link">
                  {t('viewer.downloadMesh')}
                </a>
              )}
            </div>
          </aside>
        )}
      </div>
    </div>
  )
}

interface StepProps {
  readonly label: string
  readonly disabled: boolean
  readonly onClick: () => void
  readonly className: string
  readonly children: ReactNode
}

function Step({ label, disabled, onClick, className, children }: StepProps) {
  if (disabled) return null
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={onClick}
      className={`absolute top-1/2 grid size-11 -translate-y-1/2 place-items-center rounded-round bg-viewer/70 text-white hover:bg-viewer ${className}`}
    >
      {children}
    </button>
  )
}
