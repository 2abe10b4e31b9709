// The film at the foot: all looks in a row, those shown now marked, and each a press away.
import type { Image } from '#sdk/contract/images.ts'
import { Heart, Trash2 } from 'lucide-react'
import { useEffect, useEffectEvent, useRef } from 'react'
import { pad } from '../look-words.ts'

interface FilmProps {
  readonly label: string
  readonly looks: readonly Image[]
  /** What is printed on a look that is shown now, by its id: A, B, or nothing but the frame. */
  readonly shown: ReadonlyMap<string, string>
  readonly kept: (image: Image) => boolean
  readonly binned?: (image: Image) => boolean
  readonly nameOf: (image: Image) => string
  readonly onOpen: (image: Image) => void
}

/** The film. It follows what is shown. */
export function Film({ label, looks, shown, kept, binned, nameOf, onOpen }: FilmProps) {
  const film = useRef<HTMLOListElement>(null)
  const ids = [...shown.keys()].join()
  const follow = useEffectEvent((_ids: string) => {
    const strip = film.current
    const frame = strip?.querySelector<HTMLElement>('[aria-current]')?.parentElement
    if (strip && frame) strip.scrollTo({ left: frame.offsetLeft - strip.clientWidth / 2 + frame.clientWidth })
  })
  useEffect(() => follow(ids), [ids])
  return (
    <nav aria-label={label} className="min-w-0 grow">
      <ol
        ref={film}
        className="no-scrollbar relative flex gap-1 overflow-x-auto px-1 py-1 max-md:gap-0.5"
        data-testid="film"
      >
        {looks.map((image) => {
          const mark = shown.get(image.id)
          const gone = binned?.(image) ?? false
          return (
            <li key={image.id} className="shrink-0 [contain-intrinsic-size:3.25rem_5.5rem]">
              <button
                type="button"
                aria-current={mark === undefined ? undefined : 'true'}
                title={nameOf(image)}
                onClick={() => onOpen(image)}
                className="group relative block w-13 text-left text-11 text-ink-3 aria-[current]:text-ink max-md:w-11"
              >
                <img
                  src={image.urls.small}
                  alt=""
                  loading="lazy"
                  width={52}
                  height={69}
                  className={`aspect-3/4 w-full object-cover group-aria-[current]:opacity-100 group-aria-[current]:outline-2 group-aria-[current]:outline-ink ${
                    gone ? 'opacity-25' : 'opacity-70 group-hover:opacity-100'
                  }`}
                />
                {mark && (
                  <span className="absolute top-0 left-0 min-w-4.5 bg-ink px-1 text-center text-11 leading-4.5 font-bold text-on-ink">
                    {mark}
                  </span>
                )}
                <span className="num mt-0.5 flex items-center gap-1">
                  <span className="sr">{nameOf(image)}</span>
                  <span aria-hidden>{pad(image.number)}</span>
                  {gone ? (
                    <Trash2 size={10} aria-hidden />
                  ) : kept(image) ? (
                    <Heart size={10} fill="currentColor" aria-hidden />
                  ) : null}
                </span>
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
