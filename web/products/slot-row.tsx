// A slot of the outfit: front and back beside each other, and below them what is to be said about their photos.
import type { Photo, Product, Side, Slot } from '#sdk/contract/products.ts'
import { useState } from 'react'
import { useT } from '#web/i18n.ts'
import { MaepsiError } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import type { PhotoActions } from './photo-actions.ts'
import { placeName } from './place-name.ts'
import { PhotoSlot } from './photo-slot.tsx'
import { closedBy, photoAt, placeKey, PLACES } from './slots.ts'
import type { Place } from './slots.ts'
import type { Upload } from './uploads.ts'
import { findingsOf } from './verdict-words.ts'

interface SlotRowProps {
  readonly slot: Slot
  /** Opens the handles of a photo. */
  readonly onHandles: (photo: Photo) => void
  /** The photos and uploads of this slot. */
  readonly photos: Product['photos']
  readonly uploads: readonly Upload[]
  /** All places of the product that hold a photo, or are about to. */
  readonly filled: readonly Place[]
  readonly actions: PhotoActions
}

const SIDES: readonly Side[] = ['front', 'back']
/** Slots that take no room while they are empty. */
const RARE: readonly Slot[] = ['outer', 'onepiece']

/** One slot with its two places. */
export function SlotRow({ slot, photos, uploads, filled, actions, onHandles }: SlotRowProps) {
  const t = useT()
  const has = (place: Place) => filled.some((one) => placeKey(one) === placeKey(place))
  const used = SIDES.some((side) => has({ slot, side }))
  const rivals = closedBy(filled, slot)
  const title = <h3 className="pt-0.5 text-13 font-semibold max-xl:col-span-2">{t(`studio.slot.${slot}`)}</h3>
  const row = 'grid grid-cols-[3.5rem_1fr_1fr] gap-3 border-b border-line max-xl:grid-cols-2'
  if (!used && rivals.length > 0)
    return (
      <div className={`${row} items-center py-3 text-ink-3`}>
        {title}
        <p className="col-span-2 text-13 max-xl:-mt-2">
          {t(slot === 'onepiece' ? 'studio.onepieceClosed' : 'studio.partsClosed')}
        </p>
      </div>
    )
  const thin = !used && RARE.includes(slot)
  // Where a photo may go: places its own leaving keeps or makes open. Slots that exclude each other are changed with both sides.
  const opens = (from: Place): Place[] =>
    PLACES.filter((to) => {
      const together = to.side === from.side && closedBy([from], to.slot).length > 0
      const rest = filled.filter((one) =>
        together ? one.slot !== from.slot : placeKey(one) !== placeKey(from),
      )
      return placeKey(to) !== placeKey(from) && closedBy(rest, to.slot).length === 0
    })
  return (
    <div className={`${row} ${thin ? 'items-center py-3' : 'py-4'}`}>
      {title}
      {SIDES.map((side) => {
        const place = { slot, side }
        const at = placeKey(place)
        const photo = photoAt(photos, place)
        return (
          <PhotoSlot
            key={side}
            place={place}
            photo={photo}
            upload={uploads.find((upload) => placeKey(upload.place) === at)}
            thin={thin}
            onFiles={(files) => actions.put(place, files)}
            onRemove={() => actions.remove(place)}
            onHandles={photo?.landmarks ? () => onHandles(photo) : undefined}
            moves={opens(place).map((to) => ({
              label: placeName(to, t),
              go: () => actions.move(place, to),
            }))}
          />
        )
      })}
      {SIDES.map((side) => {
        const photo = photoAt(photos, { slot, side })
        const upload = uploads.find((one) => one.place.side === side)
        if (upload?.state === 'failed') return <NotSent key={side} upload={upload} actions={actions} />
        return (
          photo && !upload && <Note key={photo.key} photo={photo} actions={actions} onHandles={onHandles} />
        )
      })}
    </div>
  )
}

const band = 'col-span-2 col-start-2 grid gap-3 p-3.5 text-13 max-xl:col-start-1'
const buttons = 'flex flex-wrap items-center gap-x-3 gap-y-2'

/** Why a photo did not get to the studio, and the presses that mend it. */
function NotSent({ upload, actions }: { readonly upload: Upload; readonly actions: PhotoActions }) {
  const t = useT()
  const why = new MaepsiError(upload.code ?? 'internal', 0, '', upload.details, upload.requestId)
  return (
    <div className={`${band} bg-err-wash`} role="alert">
      <p>
        <b className="font-semibold">{t(`studio.side.${upload.place.side}`)}</b> {sayError(why)}
      </p>
      <div className={buttons}>
        <Button size="small" onClick={() => actions.choose(upload.place)}>
          {t('studio.replace')}
        </Button>
        <button
          type="button"
          className="link text-13 pointer-coarse:py-2.5"
          onClick={() => actions.retry(upload.place)}
        >
          {t('studio.again')}
        </button>
      </div>
    </div>
  )
}

/** What the findings of one photo mean for its looks, and the presses that mend it. */
function Note({
  photo,
  actions,
  onHandles,
}: {
  readonly photo: Photo
  readonly actions: PhotoActions
  readonly onHandles: (photo: Photo) => void
}) {
  const t = useT()
  const [accepted, setAccepted] = useState(() => isAccepted(photo.key))
  const findings = findingsOf(photo, t)
  const level = findings[0]?.level
  if (!level || (accepted && level !== 'stop')) return null
  const { betterSlot } = photo.verdict!
  const wash = level === 'stop' ? 'bg-err-wash' : 'bg-warn-wash'
  return (
    <div className={`${band} ${wash}`} role="status">
      {findings.map((finding) => (
        <p key={finding.code}>
          <b className="font-semibold">{t(`studio.side.${photo.side}`)}</b> {finding.long}
        </p>
      ))}
      <div className={buttons}>
        {betterSlot && betterSlot !== photo.slot ? (
          <Button size="small" onClick={() => actions.move(photo, { slot: betterSlot, side: photo.side })}>
            {t('studio.moveTo', { place: t(`studio.slot.${betterSlot}`) })}
          </Button>
        ) : (
          <Button size="small" onClick={() => actions.choose(photo)}>
            {t('studio.replace')}
          </Button>
        )}
        {level !== 'stop' && photo.landmarks && (
          <button
            type="button"
            className="link text-13 pointer-coarse:py-2.5"
            onClick={() => onHandles(photo)}
          >
            {t('studio.fixHandles')}
          </button>
        )}
        {level !== 'stop' && (
          <button
            type="button"
            className="link text-13 pointer-coarse:py-2.5"
            onClick={() => {
              accept(photo.key)
              setAccepted(true)
            }}
          >
            {t('studio.useAnyway')}
          </button>
        )}
      </div>
    </div>
  )
}

const acceptedKey = 'maepsi.accepted-photos'
const REMEMBERED = 200

function acceptedPhotos(): string[] {
  try {
    return (localStorage.getItem(acceptedKey) ?? '').split(' ')
  } catch {
    return []
  }
}

const isAccepted = (key: string): boolean => acceptedPhotos().includes(key)

function accept(key: string): void {
  try {
    localStorage.setItem(acceptedKey, [...acceptedPhotos(), key].slice(-REMEMBERED).join(' '))
  } catch {
    // Then the note is there again next time.
  }
}
