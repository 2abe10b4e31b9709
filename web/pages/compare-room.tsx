// The room of comparing: bar, panes, loupe, what differs, the buttons that pick, and the film.
import type { Image } from '#sdk/contract/images.ts'
import type { Product } from '#sdk/contract/products.ts'
import type { Project } from '#sdk/contract/projects.ts'
import { useT, type Translate } from '#web/i18n.ts'
import { pad } from '#web/images/look-words.ts'
import { compareFacts } from '#web/images/picking/facts.ts'
import { Film } from '#web/images/picking/film.tsx'
import { CROP_ASPECT, Loupe } from '#web/images/picking/loupe.tsx'
import { useOutbox } from '#web/images/picking/outbox.ts'
import { Over } from '#web/images/picking/over.tsx'
import { back, choose, replace, resize, startPairs, type Pairs } from '#web/images/picking/pairs.ts'
import { Pane } from '#web/images/picking/pane.tsx'
import { COLOURS, useSurround } from '#web/images/picking/surround.tsx'
import { useLoupe } from '#web/images/picking/use-loupe.ts'
import { listenForKeys } from '#web/keys.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { placeName } from '#web/products/place-name.ts'
import { showToast } from '#web/ui/toast.tsx'
import { pushUndo, undoLast } from '#web/undo.ts'
import { backdropName } from '#web/vto-jobs/backdrops.ts'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { bodyName, finishName, wearName } from './body-name.ts'
import { CompareBar, type CompareView } from './compare-bar.tsx'
import { CompareEnd } from './compare-end.tsx'
import { PickButtons } from './compare-buttons.tsx'
import { viewName } from './view-name.ts'

export const MARKS = ['A', 'B', 'C', 'D'] as const

interface CompareRoomProps {
  readonly project: Project
  /** All looks of the project by number. */
  readonly film: readonly Image[]
  readonly ids: readonly string[]
  readonly onClose: () => void
}

export function CompareRoom({ project, film, ids, onClose }: CompareRoomProps) {
  const t = useT()
  const outbox = useOutbox()
  const [surround, setSurround] = useSurround()
  const [images, setImages] = useState(() => new Map(film.map((image) => [image.id, image])))
  const [pairs, setPairs] = useState<Pairs>(() =>
    startPairs(
      film.map(({ id }) => id),
      ids,
      ids.length === 3 || ids.length === 4 ? 4 : 2,
    ),
  )
  const [view, setView] = useState<CompareView>('beside')
  const [alone, setAlone] = useState(0)
  const [zoom, setZoom] = useState(1)
  // Keys may come faster than the page is drawn.
  const latest = useRef({ pairs, images })
  const putPairs = (next: Pairs) => {
    latest.current = { ...latest.current, pairs: next }
    setPairs(next)
    setAlone(0)
  }
  const putImage = (image: Image) => {
    const next = new Map(latest.current.images).set(image.id, image)
    latest.current = { ...latest.current, images: next }
    setImages(next)
  }
  const mayPick = project.role !== 'viewer'
  const setKept = (id: string, isSelected: boolean) => {
    const image = latest.current.images.get(id)
    if (!image || image.isSelected === isSelected) return
    putImage({ ...image, isSelected })
    outbox.send(
      id,
      async () => maepsi.images.update({ params: { id }, body: { isSelected, seen: true } }),
      () => putImage({ ...(latest.current.images.get(id) ?? image), isSelected: !isSelected }),
    )
  }
  const pick = (picked: readonly string[]) => {
    const { pairs: now, images: all } = latest.current
    if (now.at.length === 0) return
    if (!mayPick) {
      showToast(t('sharing.noPick', { owner: project.ownerName ?? t('sharing.someone') }), { kind: 'error' })
      return
    }
    const fresh = picked.filter((id) => all.get(id)?.isSelected === false)
    for (const id of fresh) setKept(id, true)
    putPairs(choose(now, picked))
    pushUndo(async () => {
      for (const id of fresh) setKept(id, false)
      putPairs(back(latest.current.pairs))
    })
  }
  const toggleHeart = (id: string) => {
    if (mayPick) setKept(id, latest.current.images.get(id)?.isSelected !== true)
  }

  const looks = useMemo(() => pairs.at.flatMap((id) => images.get(id) ?? []), [pairs.at, images])
  const productId = looks[0]?.productId ?? null
  const { data: product } = useQuery({
    queryKey: keys.product(productId ?? ''),
    queryFn: async ({ signal }) => maepsi.products.get({ params: { id: productId! }, signal }),
    enabled: productId !== null,
    retry: false,
  })
  const photos = useMemo(() => photosFor(product, looks[0]?.details.view ?? 'front'), [product, looks])
  const loupe = useLoupe(looks, photos, putImage)

  const see = useEffectEvent((ids: string) => {
    if (!mayPick) return
    for (const id of ids.split(',')) {
      const image = latest.current.images.get(id)
      if (!image || image.seenAt !== null) continue
      putImage({ ...image, seenAt: new Date().toISOString() })
      outbox.send(
        id,
        async () => maepsi.images.update({ params: { id }, body: { seen: true } }),
        () => null,
      )
    }
  })
  const shown = pairs.at.join()
  useEffect(() => see(shown), [shown])

  const setSize = (size: 2 | 4) => {
    setView('beside')
    putPairs(resize(latest.current.pairs, size))
  }
  const act = useEffectEvent((key: string) => {
    const { at } = latest.current.pairs
    const place = 'abcd'.indexOf(key)
    if (key === 'ArrowLeft') pick(at.slice(0, 1))
    else if (key === 'ArrowRight') pick(at.slice(1, 2))
    else if (key === 'ArrowUp') pick(at)
    else if (key === 'ArrowDown') pick([])
    else if (place >= 0) {
      if (at[place]) pick([at[place]])
    } else if (key === 'w') setSurround()
    else if (key === 'o') setView(view === 'over' ? 'beside' : 'over')
    else if (key === '1') setView('alone')
    else if (key === '2') setSize(2)
    else if (key === '4') setSize(4)
    else if (key === '+' || key === '=') setZoom(Math.min(4, zoom * 1.25))
    else if (key === '-') setZoom(Math.max(1, zoom / 1.25))
    else if (key === 'z') setZoom(zoom === 1 ? 2 : 1)
    else if (key === '0') setZoom(1)
    else onClose()
  })
  useEffect(() => {
    const all = 'ArrowLeft ArrowRight ArrowUp ArrowDown a b c d w o 1 2 4 + = - z 0 Escape'.split(' ')
    // An arrow judges here: held, it would judge pairs that nobody has seen.
    const once = (key: string) => (event: KeyboardEvent) => {
      if (!(event.repeat && key.startsWith('Arrow'))) act(key)
    }
    return listenForKeys(document, Object.fromEntries(all.map((key) => [key, once(key)])))
  }, [])

  const renewed = useRef(new Set<string>())
  /** Its address has run out: once it is asked for again. */
  const lost = (id: string) => {
    if (renewed.current.has(id)) return
    renewed.current.add(id)
    maepsi.images.get({ params: { id } }).then(putImage, () => null)
  }
  const name = product?.name ?? project.name
  const altOf = ({ details }: Image) =>
    t('viewer.alt', {
      product: name,
      body: bodyName(details, t),
      view: viewName(details.view, t),
      backdrop: backdropName(details.backdrop, t),
    })
  const stepBack = () => {
    if (latest.current.pairs.judged.length > 0) undoLast()
  }
  if (looks.length === 0)
    return (
      <CompareEnd pairs={pairs} images={images} projectId={project.id} onBack={stepBack} onClose={onClose} />
    )
  const marks = looks.length === 1 ? ['A'] : MARKS.slice(0, looks.length)
  const visible = view === 'alone' ? [Math.min(alone, looks.length - 1)] : looks.map((_, n) => n)
  const over = view === 'over' && looks.length > 1 ? ([looks[0], looks[1]] as const) : null
  const { differ, same } = compareFacts(factsOf(looks, t))
  return (
    <>
      <CompareBar
        name={name}
        facts={t('compare.position', {
          count: pairs.order.length,
          numbers: looks.map(({ number }) => pad(number)).join(' · '),
        })}
        view={view}
        size={pairs.size}
        onView={setView}
        onSize={setSize}
        zoom={zoom}
        onZoom={setZoom}
        surround={surround}
        onSurround={setSurround}
        onClose={onClose}
      />
      <div className="grid min-h-0 grow grid-cols-[minmax(0,1fr)_20rem] max-lg:grid-cols-[minmax(0,1fr)_15rem] max-md:block max-md:min-h-[unset]">
        <section
          aria-label={t('compare.panes')}
          className={`relative grid min-h-0 gap-2 pr-2 pl-4 max-md:gap-0.5 max-md:p-0 ${
            visible.length === 1
              ? ''
              : visible.length > 2
                ? 'grid-cols-4 max-xl:grid-cols-2 max-md:grid-cols-2'
                : 'grid-cols-2'
          }`}
        >
          {over ? (
            <div
              className="relative col-span-full max-md:aspect-3/4"
              style={{ background: COLOURS[surround] }}
            >
              <Over looks={over} alts={[altOf(over[0]), altOf(over[1])]} label={t('compare.divide')} />
            </div>
          ) : (
            visible.map((n) => {
              const image = looks[n]
              const at = loupe.sights[n]?.at
              const wide = at ? (loupe.span * loupe.widths) / at.widths : 0
              const high = (wide * CROP_ASPECT * image.width) / image.height
              return (
                <Pane
                  key={image.id}
                  image={image}
                  mark={marks[n] ?? ''}
                  alt={altOf(image)}
                  kept={image.isSelected}
                  surround={COLOURS[surround]}
                  frame={at ? { x: at.x, y: at.y, wide, high } : null}
                  zoom={zoom}
                  onAim={(x, y) => loupe.aimAt(n, x, y)}
                  onHeart={() => toggleHeart(image.id)}
                  onLost={() => lost(image.id)}
                />
              )
            })
          )}
          {view === 'alone' && looks.length > 1 && (
            <button
              type="button"
              className="absolute top-3 left-1/2 -translate-x-1/2 bg-surface px-3 py-1.5 text-13"
              onClick={() => setAlone((alone + 1) % looks.length)}
            >
              {t('compare.other', { mark: marks[(alone + 1) % looks.length] ?? '' })}
            </button>
          )}
        </section>
        <aside
          aria-label={t('compare.beside')}
          className="flex min-h-0 flex-col gap-4 overflow-y-auto px-5 pb-3 max-md:gap-3 max-md:p-3"
        >
          <Loupe
            looks={looks}
            marks={marks}
            photos={photos.map((photo) => ({ photo, name: placeName(photo, t) }))}
            loupe={loupe}
          />
          <dl className="grid gap-1 text-13" data-testid="differ">
            {differ.map(({ name: fact, values }) => (
              <div key={fact} className="flex gap-3">
                <dt className="w-14 shrink-0 text-ink-3">{fact}</dt>
                <dd className="num min-w-0 font-semibold">
                  {values.map((value) => value || '–').join(' · ')}
                </dd>
              </div>
            ))}
            {looks.length > 1 && (
              <div className="flex gap-3">
                <dt className="w-14 shrink-0 text-ink-3">{t('compare.same')}</dt>
                <dd className="min-w-0 text-ink-2">{same.join(', ')}</dd>
              </div>
            )}
          </dl>
          <PickButtons marks={marks} onPick={(places) => pick(places.map((n) => pairs.at[n] ?? ''))} />
        </aside>
      </div>
      <footer className="flex shrink-0 items-center gap-6 border-t border-line px-3 py-2 max-md:px-1">
        <Film
          label={t('compare.film')}
          looks={pairs.order.flatMap((id) => images.get(id) ?? [])}
          shown={new Map(looks.map(({ id }, n) => [id, marks[n] ?? '']))}
          kept={({ isSelected }) => isSelected}
          nameOf={({ number }) => t('compare.put', { number: pad(number) })}
          onOpen={({ id }) => putPairs(replace(latest.current.pairs, looks.length - 1, id))}
        />
        <p className="shrink-0 text-12 whitespace-nowrap text-ink-2 max-lg:hidden">{t('compare.keysHelp')}</p>
      </footer>
    </>
  )
}

/** The photos of a product, those of the side a look shows first. */
function photosFor(product: Product | undefined, view: string): Product['photos'] {
  const side = view === 'back' ? 'back' : 'front'
  return (product?.photos ?? []).toSorted((a, b) => Number(b.side === side) - Number(a.side === side))
}

function factsOf(looks: readonly Image[], t: Translate) {
  const fact = (name: string, of: (image: Image) => string) => ({ name, values: looks.map(of) })
  return [
    fact(t('viewer.fact.view'), ({ details }) => viewName(details.view, t)),
    fact(t('viewer.fact.body'), ({ details }) => bodyName(details, t)),
    fact(t('viewer.fact.finish'), ({ details }) => finishName(details.finish, t)),
    fact(t('viewer.fact.wear'), ({ details }) => wearName(details, t)),
    fact(t('viewer.fact.backdrop'), ({ details }) => backdropName(details.backdrop, t)),
    fact(t('viewer.fact.size'), ({ width, height }) => `${width} × ${height}`),
    fact(t('viewer.fact.engine'), ({ details }) => `${details.engine} ${details.engineVersion}`),
  ]
}
