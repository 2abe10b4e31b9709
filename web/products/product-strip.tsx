// The products of a project as a strip: one outfit each, chosen like tabs.
import type { Product } from '#sdk/contract/products.ts'
import { Plus } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useT } from '#web/i18n.ts'
import { previewOf, type Upload } from './uploads.ts'

interface ProductStripProps {
  readonly products: readonly Product[]
  readonly chosen: string | undefined
  readonly uploads: readonly Upload[]
  readonly onChoose: (id: string) => void
  readonly onAdd: () => void
  /** Id of the panel the tabs belong to. */
  readonly panel: string
}

/** What to call a product that has no name: by its place in the strip. */
export function useProductName(): (product: Product, index: number) => string {
  const t = useT()
  return (product, index) => product.name ?? t('studio.outfitNumber', { number: index + 1 })
}

/** Tabs of the products, and a last place to add one. */
export function ProductStrip({ products, chosen, uploads, onChoose, onAdd, panel }: ProductStripProps) {
  const t = useT()
  const nameOf = useProductName()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current
      ?.querySelector(`[data-product="${chosen}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [chosen])
  const onKeyDown = (event: KeyboardEvent) => {
    const at = products.findIndex((product) => product.id === chosen)
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: products.length - 1 }[event.key]
    const next = to === undefined ? undefined : products[to]
    if (!next) return
    event.preventDefault()
    onChoose(next.id)
    list.current?.querySelector<HTMLElement>(`[data-product="${next.id}"]`)?.focus()
  }
  return (
    <div className="no-scrollbar -mx-1.5 mt-2 mb-3 flex gap-2 overflow-x-auto p-1.5">
      {products.length > 0 && (
        // The tabs inside take the keys; the list only gathers them.
        // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
        <div
          ref={list}
          role="tablist"
          aria-label={t('studio.outfits')}
          className="flex gap-2"
          onKeyDown={onKeyDown}
        >
          {products.map((product, index) => {
            const selected = product.id === chosen
            const stopped = product.photos.some((photo) => photo.verdict?.level === 'stop')
            const first = product.photos[0]
            const upload = uploads.find((one) => one.productId === product.id)
            const source = first ? (previewOf(first.key) ?? first.thumbnailUrl) : upload?.preview
            return (
              <button
                key={product.id}
                type="button"
                role="tab"
                data-product={product.id}
                aria-selected={selected}
                aria-controls={selected ? panel : undefined}
                tabIndex={selected ? 0 : -1}
                onClick={() => onChoose(product.id)}
                className="relative w-14 shrink-0 text-left"
              >
                {source ? (
                  <img
                    src={source}
                    alt=""
                    width={56}
                    height={72}
                    className={`picture h-18 object-contain ${selected ? 'outline-2 outline-offset-2 outline-ink' : ''}`}
                  />
                ) : (
                  <span
                    className={`block h-18 bg-well ${selected ? 'outline-2 outline-offset-2 outline-ink' : ''}`}
                  />
                )}
                {stopped && (
                  <em className="absolute inset-x-0 top-13.5 truncate bg-err text-center text-[10px]/[18px] font-semibold text-bg not-italic">
                    {t('studio.checkPhoto')}
                  </em>
                )}
                <span
                  className={`mt-1.5 line-clamp-2 h-7.5 text-[11px]/[15px] ${selected ? 'font-semibold' : 'text-ink-3'}`}
                >
                  {nameOf(product, index)}
                </span>
              </button>
            )
          })}
        </div>
      )}
      <button
        type="button"
        aria-label={t('studio.addOutfit')}
        title={t('studio.addOutfit')}
        onClick={onAdd}
        className="seam grid h-18 w-14 shrink-0 place-items-center text-ink-2 hover:bg-wash"
      >
        <Plus size={18} strokeWidth={1.5} aria-hidden />
      </button>
    </div>
  )
}
