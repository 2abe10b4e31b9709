// One place of an outfit: empty, being dropped on, on its way, looked at, or with a verdict.
import type { Photo } from '#sdk/contract/products.ts'
import { ArrowLeftRight, Check, CircleX, Ellipsis, Plus, TriangleAlert } from 'lucide-react'
import { type DragEvent, useRef, useState } from 'react'
import { useT } from '#web/i18n.ts'
import { Menu, type MenuItem } from '#web/ui/menu.tsx'
import { Stitch } from '#web/ui/stitch.tsx'
import { placeName } from './place-name.ts'
import { type Picker, PickPhoto } from './pick-photo.tsx'
import { type Place, placeKey } from './slots.ts'
import { previewOf, type Upload } from './uploads.ts'
import { type Finding, findingsOf } from './verdict-words.ts'

interface PhotoSlotProps {
  readonly place: Place
  readonly photo: Photo | undefined
  readonly upload: Upload | undefined
  /** One line high, as the rarer slots begin. */
  readonly thin: boolean
  readonly onFiles: (files: readonly File[]) => void
  readonly onRemove: () => void
  /** Opens its handles; absent while there are none. */
  readonly onHandles: (() => void) | undefined
  /** Where its photo may be moved to, with the name of each place. */
  readonly moves: readonly { readonly label: string; readonly go: () => void }[]
}

const MB = 1024 * 1024
const icon = { size: 15, strokeWidth: 1.5, 'aria-hidden': true, className: 'mt-0.5 shrink-0' } as const

/** One of the eight places. */
export function PhotoSlot(props: PhotoSlotProps) {
  const { place, photo, upload, thin, onFiles } = props
  const t = useT()
  const [over, setOver] = useState(false)
  const name = placeName(place, t)
  const drop = {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      event.stopPropagation()
      setOver(false)
      onFiles([...event.dataTransfer.files])
    },
  }
  const shape = thin
    ? 'h-12 flex items-center justify-center gap-2'
    : 'aspect-3/4 grid place-content-center gap-1'
  return (
    <figure
      id={placeKey(place)}
      data-testid={`slot-${placeKey(place)}`}
      tabIndex={-1}
      className="relative min-w-0 scroll-mt-32"
      {...drop}
    >
      {over ? (
        <div
          className={`${shape} bg-wash text-center text-13 font-semibold text-chalk inset-ring-2 inset-ring-chalk`}
        >
          {t('studio.dropHere')}
          {!thin && <small className="text-12 font-normal">{name}</small>}
        </div>
      ) : photo || upload ? (
        <Filled {...props} name={name} />
      ) : (
        <PickPhoto
          title={t('studio.addPhoto', { place: name })}
          onFiles={onFiles}
          className={`seam ${shape} w-full justify-items-center px-2 text-center hover:bg-wash`}
        >
          <Plus size={thin ? 15 : 18} strokeWidth={1.5} aria-hidden className="text-ink-2" />
          <b className="text-13 font-semibold">
            {thin ? (
              name
            ) : (
              <>
                <span className="sr">{t(`studio.slot.${place.slot}`)} </span>
                {t(`studio.side.${place.side}`)}
              </>
            )}
          </b>
          {!thin && (
            <small className="text-12 text-ink-3 text-balance">
              {place.side === 'back' ? t('studio.backHint') : t('studio.formats')}
            </small>
          )}
        </PickPhoto>
      )}
    </figure>
  )
}

function Filled(props: PhotoSlotProps & { readonly name: string }) {
  const { place, photo, upload, name, onFiles, onRemove, onHandles, moves } = props
  const t = useT()
  const picker = useRef<Picker>(null)
  const findings = upload || !photo ? [] : findingsOf(photo, t)
  const level = findings[0]?.level
  const frame =
    upload?.state === 'failed' || level === 'stop'
      ? 'outline-2 -outline-offset-2 outline-err'
      : level === 'warning'
        ? 'outline-2 -outline-offset-2 outline-warn'
        : ''
  const own = upload?.preview ?? previewOf(photo!.key)
  const sources = [...(own ? [own] : []), ...(photo && !upload ? [photo.thumbnailUrl] : [])]
  const items: MenuItem[] = [
    { id: 'replace', label: t('studio.replace'), onSelect: () => picker.current?.open() },
    ...(onHandles && !upload ? [{ id: 'handles', label: t('studio.fixHandles'), onSelect: onHandles }] : []),
    ...(upload ? [] : moves).map(({ label, go }) => ({
      id: label,
      label: t('studio.moveTo', { place: label }),
      onSelect: go,
    })),
    { id: 'remove', label: t('studio.remove'), onSelect: onRemove, danger: true, divide: true },
  ]
  return (
    <>
      <Picture
        key={sources[0]}
        sources={sources}
        fileName={upload?.file.name ?? photo?.fileName ?? null}
        alt={name}
      >
        {`${frame} ${upload ? 'opacity-45' : ''}`}
      </Picture>
      <figcaption className="mt-1.5 flex min-h-6 items-start gap-1.5 text-12">
        <b className="shrink-0 font-semibold">{t(`studio.side.${place.side}`)}</b>
        <Caption photo={photo} upload={upload} findings={findings} />
        <Menu
          label={t('studio.photoMenu', { place: name })}
          items={items}
          className="-my-1 -mr-1 ml-auto grid size-7 shrink-0 place-items-center rounded-control text-ink-2 hover:bg-well pointer-coarse:size-11 pointer-coarse:-my-3"
        >
          <Ellipsis size={15} strokeWidth={1.5} aria-hidden />
        </Menu>
      </figcaption>
      {upload && upload.state !== 'failed' && (
        <Stitch
          value={upload.sent}
          max={upload.file.size}
          stale={upload.state === 'offline'}
          className="mt-1.5"
        />
      )}
      <PickPhoto bare picker={picker} title="" className="" onFiles={onFiles}>
        {null}
      </PickPhoto>
    </>
  )
}

// Not every browser can show a HEIC file: then the studio's own picture stands in, or, until it is there, the file's name.
function Picture({
  sources,
  fileName,
  alt,
  children,
}: {
  readonly sources: readonly string[]
  readonly fileName: string | null
  readonly alt: string
  readonly children: string
}) {
  const [broken, setBroken] = useState<readonly string[]>([])
  const source = sources.find((one) => !broken.includes(one))
  if (source === undefined)
    return (
      <div
        className={`grid aspect-3/4 place-content-center bg-well p-2 text-center text-12 break-all text-ink-3 ${children}`}
      >
        {fileName}
      </div>
    )
  return (
    <img
      src={source}
      alt={alt}
      width={300}
      height={400}
      decoding="async"
      onError={() => setBroken([...broken, source])}
      className={`picture aspect-3/4 h-auto bg-well object-contain ${children}`}
    />
  )
}

function Caption({
  photo,
  upload,
  findings,
}: {
  readonly photo: Photo | undefined
  readonly upload: Upload | undefined
  readonly findings: readonly Finding[]
}) {
  const t = useT()
  const line = 'inline-flex min-w-0 gap-1 num'
  if (upload?.state === 'failed')
    return (
      <span className={`${line} text-err`}>
        <CircleX {...icon} />
        <span>{t('studio.notSent')}</span>
      </span>
    )
  if (upload?.state === 'offline')
    return <span className={`${line} text-ink-2`}>{t('studio.sentLater')}</span>
  if (upload)
    return (
      <span className={line}>
        {t('studio.sending', {
          sent: (upload.sent / MB).toFixed(1),
          size: (upload.file.size / MB).toFixed(1),
        })}
      </span>
    )
  if (!photo?.verdict) return <span className={`${line} text-ink-3`}>{t('studio.checking')}</span>
  const [worst] = findings
  if (!worst)
    return (
      <span className={`${line} whitespace-nowrap text-ok`}>
        <Check {...icon} />
        {`${photo.width} × ${photo.height}`}
      </span>
    )
  const look = { stop: 'text-err', warning: 'text-warn', wrong_slot: 'text-warn' }[worst.level]
  const Sign = { stop: CircleX, warning: TriangleAlert, wrong_slot: ArrowLeftRight }[worst.level]
  return (
    <span className={`${line} ${look}`}>
      <Sign {...icon} />
      <span>{worst.short}</span>
    </span>
  )
}
