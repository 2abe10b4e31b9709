// What the loupe looks at: one spot of the garment, where each look shows it, and the spots that are being laid by hand.
import type { Image } from '#sdk/contract/images.ts'
import type { Photo } from '#sdk/contract/products.ts'
import { maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { showToast } from '#web/ui/toast.tsx'
import { useMemo, useState } from 'react'
import { type Aim, type Sight, inside } from './spot-map.ts'
import { useSpots } from './use-spots.ts'

export interface LookSight {
  /** Null where the look does not show the spot. */
  readonly at: Sight | null
  readonly exact: boolean
  readonly pending: boolean
  /** Its frame is not tied to the photo yet: it is being laid. */
  readonly loose: boolean
}

export interface LoupeState {
  /** Null without a photo: then every look shows the same place of its picture. */
  readonly aim: Aim | null
  readonly sights: readonly LookSight[]
  /** Share of the first look's width that a crop shows. */
  readonly span: number
  /** Widths of the photo a look's width is, at the spot. */
  readonly widths: number
  readonly setSpan: (span: number) => void
  readonly aimAt: (look: number, x: number, y: number) => void
  readonly movePhoto: (dx: number, dy: number) => void
  readonly choosePhoto: (key: string) => void
  readonly setWidths: (look: number, widths: number) => void
  readonly lay: (look: number) => void
  readonly loosen: (look: number) => void
}

/** Where the eye goes first: the chest of an upper, the thigh of trousers. */
const FIRST = { x: 0.5, y: 0.38 }
const LOOSE: Sight = { x: 0.5, y: 0.36, widths: 1.6 }

/** The loupe over these looks; `onChanged` hears of a look whose spot was laid. */
export function useLoupe(
  looks: readonly Image[],
  photos: readonly Photo[],
  onChanged: (image: Image) => void,
): LoupeState {
  const aspects = useMemo(
    () => new Map(photos.map(({ key, width, height }) => [key, height / width])),
    [photos],
  )
  const spots = useSpots(looks, aspects)
  const [chosen, setAim] = useState<Aim | null>(null)
  const [span, setSpan] = useState(1 / 2.8)
  // By look and photo: where the frame stands while it is laid, and that a laid one is to be laid again.
  const [loose, setLoose] = useState<ReadonlyMap<string, Sight>>(() => new Map())
  const first = useMemo(() => {
    const aims = photos.map(({ key }): Aim => ({ photoKey: key, ...FIRST }))
    return aims.find((aim) => spots.some(({ map }) => map.toLook(aim) !== null)) ?? aims[0] ?? null
  }, [photos, spots])
  const aim = chosen && aspects.has(chosen.photoKey) ? chosen : first

  const nameOf = (image: Image, photoKey: string) => `${image.id} ${photoKey}`
  const sights = looks.map((image, n): LookSight => {
    const { map, exact, pending } = spots[n] ?? { map: null, exact: false, pending: true }
    const base = { exact, pending }
    if (!aim) return { ...base, exact: true, at: loose.get(image.id) ?? LOOSE, loose: false }
    const name = nameOf(image, aim.photoKey)
    const laid = image.spots.some(({ photoKey }) => photoKey === aim.photoKey)
    if (!exact && !pending && (!laid || loose.has(name)))
      return { ...base, at: loose.get(name) ?? LOOSE, loose: true }
    return { ...base, at: map?.toLook(aim) ?? null, loose: false }
  })
  const widths = sights.find(({ at, loose }) => at && !loose)?.at?.widths ?? sights[0]?.at?.widths ?? 1

  const put = (name: string, sight: Sight) => setLoose(new Map(loose).set(name, sight))
  return {
    aim,
    sights,
    span,
    widths,
    setSpan,
    aimAt: (n, x, y) => {
      const [image, sight] = [looks[n], sights[n]]
      if (!image || !sight) return
      const [ix, iy] = [inside(x), inside(y)]
      if (!aim) {
        setLoose(new Map(looks.map(({ id }) => [id, { ...LOOSE, x: ix, y: iy }])))
        return
      }
      if (sight.loose) return put(nameOf(image, aim.photoKey), { ...(sight.at ?? LOOSE), x: ix, y: iy })
      const next = spots[n]?.map.toPhoto(ix, iy, aim.photoKey)
      if (next) setAim(next)
    },
    movePhoto: (dx, dy) => aim && setAim({ ...aim, x: inside(aim.x + dx), y: inside(aim.y + dy) }),
    choosePhoto: (photoKey) => setAim({ photoKey, ...FIRST }),
    setWidths: (n, wide) => {
      const [image, sight] = [looks[n], sights[n]]
      if (aim && image && sight?.at) put(nameOf(image, aim.photoKey), { ...sight.at, widths: wide })
    },
    loosen: (n) => {
      const [image, sight] = [looks[n], sights[n]]
      if (aim && image) put(nameOf(image, aim.photoKey), sight?.at ?? LOOSE)
    },
    lay: (n) => {
      const [image, at] = [looks[n], sights[n]?.at]
      if (!aim || !image || !at) return
      const { photoKey, x, y } = aim
      const body = { photoKey, photo: { x, y }, look: { x: at.x, y: at.y }, widths: at.widths }
      maepsi.images.setSpot({ params: { id: image.id }, body }).then(
        (changed) => {
          setLoose((now) => new Map([...now].filter(([name]) => name !== nameOf(image, photoKey))))
          onChanged(changed)
        },
        (error: unknown) => showToast(sayError(error), { kind: 'error' }),
      )
    },
  }
}
