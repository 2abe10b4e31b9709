// Puts right what was read from a photo: its handles, and the garment's measures in centimetres.
import type { LandmarkName, Photo, Product } from '#sdk/contract/products.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { HandleStage } from './handle-stage.tsx'
import { placesOf, type Places } from './handle-places.ts'

interface HandleEditorProps {
  readonly productId: string
  readonly photo: Photo
  readonly onClose: () => void
  /** Makes the look again once it is saved; absent where there is none to make. */
  readonly again?: { readonly label: string; readonly make: () => void } | undefined
}

const MEASURES = ['length', 'chest', 'waist'] as const
type Measure = (typeof MEASURES)[number]
/** Where each garment can be measured. */
const MEASURES_OF: Readonly<Record<Photo['slot'], readonly Measure[]>> = {
  upper: ['length', 'chest'],
  outer: ['length', 'chest'],
  onepiece: ['length', 'chest', 'waist'],
  bottom: ['length', 'waist'],
}

interface Draft {
  readonly places: Places
  readonly moved: ReadonlySet<LandmarkName>
  readonly measures: Readonly<Partial<Record<Measure, string>>>
}

/** What was moved and not saved stays until the page is left: closing by mistake loses nothing. */
const drafts = new Map<string, Draft>()

function firstDraft(photo: Photo): Draft {
  return {
    places: placesOf(photo),
    moved: new Set(Object.keys(photo.handles ?? {}) as LandmarkName[]),
    measures: Object.fromEntries(
      MEASURES.flatMap((name) => {
        const cm = photo.centimetres?.[name]
        return cm === undefined ? [] : [[name, String(cm)]]
      }),
    ),
  }
}

export function HandleEditor({ productId, photo, onClose, again }: HandleEditorProps) {
  const t = useT()
  const queries = useQueryClient()
  const [draft, setDraft] = useState(() => drafts.get(photo.key) ?? firstDraft(photo))
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    drafts.set(photo.key, next)
    setDraft(next)
  }
  const saving = useMutation({
    mutationFn: async () => {
      const handles = Object.fromEntries([...draft.moved].map((name) => [name, draft.places[name]]))
      const measured = Object.entries(draft.measures).flatMap(([name, text]) => {
        const cm = Number(text.replace(',', '.'))
        return text.trim() === '' ? [] : [[name, cm] as const]
      })
      return maepsi.products.setHandles({
        params: { id: productId, slot: photo.slot, side: photo.side },
        body: {
          handles: draft.moved.size > 0 ? handles : null,
          centimetres: measured.length > 0 ? Object.fromEntries(measured) : null,
        },
      })
    },
    onSuccess: (product) => {
      drafts.delete(photo.key)
      queries.setQueriesData<{ items: Product[] }>(
        { queryKey: ['products', 'list'] },
        (old) => old && { ...old, items: old.items.map((one) => (one.id === product.id ? product : one)) },
      )
      queries.setQueryData(keys.product(product.id), product)
    },
    onError: (error) => showToast(sayError(error), { kind: 'error' }),
  })
  const save = (then: () => void) =>
    saving.mutate(undefined, {
      onSuccess: () => {
        showToast(t('studio.handlesSaved'))
        then()
        onClose()
      },
    })
  const release = (name: LandmarkName) => {
    const found = photo.landmarks?.[name]
    if (!found) return
    const moved = new Set(draft.moved)
    moved.delete(name)
    change({ places: { ...draft.places, [name]: { x: found.x, y: found.y } }, moved })
  }
  const found = Object.keys(draft.places).length > 0

  return (
    <Dialog
      open
      onClose={onClose}
      title={t('studio.handles')}
      closeLabel={t('do.close')}
      testId="handle-editor"
      wide="page"
    >
      <p className="mb-4 max-w-prose text-13 text-ink-2">
        {t(found ? 'studio.handlesHelp' : 'studio.handlesNone')}
      </p>
      <div className="grid gap-x-8 gap-y-5 md:grid-cols-[minmax(0,1fr)_15rem]">
        {found && (
          <HandleStage
            photo={photo}
            places={draft.places}
            moved={draft.moved}
            onMove={(name, places) => change({ places, moved: new Set([...draft.moved, name]) })}
            onRelease={release}
          />
        )}
        <form
          className="grid content-start gap-5"
          onSubmit={(event) => {
            event.preventDefault()
            save(() => {})
          }}
        >
          <fieldset>
            <legend className="text-15 font-semibold">{t('studio.measures')}</legend>
            <p className="mt-0.5 text-12 text-ink-3">{t('studio.measuresHelp')}</p>
            <div className="mt-2.5 flex flex-wrap gap-4 md:grid">
              {MEASURES_OF[photo.slot].map((name) => (
                <label key={name} className="grid gap-1 text-13">
                  {t(`studio.measure.${name}`)}
                  <span className="flex items-center gap-1.5">
                    <input
                      inputMode="decimal"
                      pattern="[0-9]{1,3}([.,][0-9])?"
                      value={draft.measures[name] ?? ''}
                      onChange={(event) =>
                        change({ measures: { ...draft.measures, [name]: event.target.value } })
                      }
                      className="num h-10 w-20 rounded-control border border-line-2 bg-surface px-2.5 pointer-coarse:h-11"
                    />
                    cm
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
          <div className="flex flex-wrap items-center gap-3">
            {again && (
              <Button look="primary" busy={saving.isPending} onClick={() => save(again.make)}>
                {again.label}
              </Button>
            )}
            <Button type="submit" look={again ? 'outline' : 'primary'} busy={saving.isPending}>
              {t('do.save')}
            </Button>
            <button
              type="button"
              className="link text-13 pointer-coarse:py-2.5"
              onClick={() =>
                change({ places: placesOf({ landmarks: photo.landmarks, handles: null }), moved: new Set() })
              }
            >
              {t('studio.handlesReset')}
            </button>
          </div>
        </form>
      </div>
    </Dialog>
  )
}
