// The outfit side of the studio: the strip of products, the slots of the chosen one, and every way for photos to get there.
import type { Photo, Product } from '#sdk/contract/products.ts'
import { Ellipsis, Pencil, Trash2, X } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { useT } from '#web/i18n.ts'
import { sayError } from '#web/say-error.ts'
import { IconButton } from '#web/ui/button.tsx'
import { Menu } from '#web/ui/menu.tsx'
import { NameDialog } from '#web/ui/name-dialog.tsx'
import { HandleEditor } from './handles/handle-editor.tsx'
import { type Left, usePhotoActions } from './photo-actions.ts'
import { ProductStrip, useProductName } from './product-strip.tsx'
import { SLOT_ORDER } from './slots.ts'
import { SlotRow } from './slot-row.tsx'
import { useUploads } from './uploads.ts'

interface OutfitProps {
  readonly products: readonly Product[]
  readonly product: Product | undefined
  readonly onChoose: (id: string) => void
  /** Makes a product and chooses it. */
  readonly onAdd: () => Promise<Product>
  readonly onRename: (product: Product, name: string) => Promise<unknown>
  readonly onBin: (product: Product) => void
}

/** The outfit being photographed. */
export function Outfit({ products, product, onChoose, onAdd, onRename, onBin }: OutfitProps) {
  const t = useT()
  const panel = useId()
  const nameOf = useProductName()
  const all = useUploads()
  const uploads = all.filter((upload) => upload.productId === product?.id)
  const photos = product?.photos ?? []
  const [left, setLeft] = useState<readonly Left[]>([])
  const [renaming, setRenaming] = useState(false)
  const [fitted, setFitted] = useState<Photo | null>(null)
  const [dragging, setDragging] = useState(false)
  // Two drops before the first product exists are for one and the same product.
  const making = useRef<Promise<Product> | null>(null)
  const ensure = async (): Promise<Product> => {
    if (product) return product
    making.current ??= onAdd().finally(() => (making.current = null))
    return making.current
  }
  const actions = usePhotoActions(
    product,
    [...photos, ...uploads.map((upload) => upload.place)],
    ensure,
    setLeft,
  )

  // As the studio has it now; none when it was taken out of its slot.
  const shown = photos.find((photo) => photo.key === fitted?.key)

  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return
      event.preventDefault()
      setDragging(true)
    }
    const leave = (event: DragEvent) => event.relatedTarget === null && setDragging(false)
    const drop = (event: DragEvent) => {
      setDragging(false)
      if (!hasFiles(event) || event.defaultPrevented) return
      event.preventDefault()
      actions.sort([...event.dataTransfer!.files])
    }
    const end = () => setDragging(false)
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      actions.sort(files)
    }
    addEventListener('dragover', over)
    addEventListener('dragleave', leave)
    addEventListener('drop', drop)
    addEventListener('drop', end, true)
    addEventListener('paste', paste)
    return () => {
      removeEventListener('dragover', over)
      removeEventListener('dragleave', leave)
      removeEventListener('drop', drop)
      removeEventListener('drop', end, true)
      removeEventListener('paste', paste)
    }
  }, [actions])

  return (
    <section
      id="outfit"
      tabIndex={-1}
      aria-labelledby={`${panel}-title`}
      className={`scroll-mt-20 p-7 pb-10 pl-(--margin) max-lg:pr-(--margin) max-md:pt-5 max-md:pb-6 ${dragging ? 'bg-wash' : ''}`}
    >
      <header className="flex min-h-6 items-center gap-3">
        <h2 id={`${panel}-title`} className="text-15 font-semibold">
          {t('studio.outfit')}
        </h2>
        <span className="grow text-right text-13 text-ink-3 max-md:hidden">{t('studio.outfitHint')}</span>
        {product && (
          <Menu
            label={t('studio.outfitMenu')}
            className="-my-1 -mr-2 grid size-8 place-items-center rounded-control text-ink-2 hover:bg-well max-md:ml-auto pointer-coarse:-my-2.5 pointer-coarse:size-11"
            items={[
              {
                id: 'rename',
                label: t('do.rename'),
                icon: <Pencil size={18} strokeWidth={1.5} aria-hidden />,
                onSelect: () => setRenaming(true),
              },
              {
                id: 'bin',
                label: t('do.bin'),
                icon: <Trash2 size={18} strokeWidth={1.5} aria-hidden />,
                onSelect: () => onBin(product),
              },
            ]}
          >
            <Ellipsis size={18} strokeWidth={1.5} aria-hidden />
          </Menu>
        )}
      </header>
      <ProductStrip
        products={products}
        chosen={product?.id}
        uploads={all}
        onChoose={onChoose}
        onAdd={() => void onAdd()}
        panel={panel}
      />
      {left.length > 0 && (
        <div className="mb-3 flex items-start gap-3 bg-warn-wash p-3.5 text-13" role="status">
          <div className="grow">
            <b className="font-semibold">{t('studio.leftover', { count: left.length })}</b>
            <ul className="mt-1 grid gap-0.5">
              {left.map(({ name, reason }) => (
                <li key={name} className="break-words">
                  {name}: {t(`studio.left.${reason}`)}
                </li>
              ))}
            </ul>
          </div>
          <IconButton small label={t('do.close')} onClick={() => setLeft([])} className="-my-1 -mr-1.5">
            <X size={15} strokeWidth={1.5} aria-hidden />
          </IconButton>
        </div>
      )}
      <div
        id={panel}
        role={product ? 'tabpanel' : undefined}
        aria-label={product && nameOf(product, products.indexOf(product))}
        className="border-t border-line"
      >
        {SLOT_ORDER.map((slot) => (
          <SlotRow
            key={slot}
            slot={slot}
            photos={photos.filter((photo) => photo.slot === slot)}
            filled={[...photos, ...uploads.map((upload) => upload.place)]}
            uploads={uploads.filter((upload) => upload.place.slot === slot)}
            actions={actions}
            onHandles={setFitted}
          />
        ))}
      </div>
      {product && shown && (
        <HandleEditor productId={product.id} photo={shown} onClose={() => setFitted(null)} />
      )}
      {product && (
        <NameDialog
          key={product.id}
          open={renaming}
          name={product.name ?? ''}
          title={t('studio.renameOutfit')}
          label={t('studio.outfitName')}
          onClose={() => setRenaming(false)}
          onName={async (name) => onRename(product, name)}
          say={sayError}
          words={{
            submit: t('do.save'),
            cancel: t('do.cancel'),
            close: t('do.close'),
            required: t('studio.nameRequired'),
          }}
        />
      )}
    </section>
  )
}
