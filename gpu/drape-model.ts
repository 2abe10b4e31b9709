// Drape behind the server: no GPU, no person, and every picture real.
import { DRAPE_VERSION, type Backdrop } from '#drape/drape.ts'
import { BODIES, SIDES, SLOTS, VIEWS, type Slot, type View } from '#drape/garment.ts'
import { DrapeError, makeLooks } from '#drape/node.ts'
import { Refused, type Model, type Order } from './model.ts'

export class DrapeModel implements Model {
  readonly name = 'drape'
  readonly version = DRAPE_VERSION
  readonly views = VIEWS
  readonly can = {
    slots: SLOTS,
    garments: SLOTS.length,
    person: false,
    backdrop: true,
    outputs: 1,
    seed: false,
    ratios: ['3:4', '1:1', '4:5'],
    sizes: ['standard', 'large'],
    cancel: true,
    resultHours: 1,
    commercial: 'yes',
    watermarks: [],
    // Photos laid on a drawn mannequin: nothing here was trained.
    sourceType: 'compositeSynthetic',
  }

  async make({ wish, parts, signal, ...order }: Order): Promise<Uint8Array[]> {
    const photos = wish.garments.map(({ part, slot, side }) => {
      const bytes = parts.get(part)
      if (!bytes || !SLOTS.includes(slot as Slot)) throw new Refused('invalid_input', `${part} as ${slot}`)
      return { slot: slot as Slot, side: SIDES.find((one) => one === side) ?? 'front', bytes }
    })
    if (!VIEWS.includes(wish.view as View)) throw new Refused('invalid_input', `no view ${wish.view}`)
    const kind = BODIES.find((body) => body === wish.body) ?? BODIES[0]
    const { width, height, tucked, open } = wish
    const pictures: Uint8Array[] = []
    try {
      await makeLooks({
        photos,
        centimetres: {},
        mannequin: { kind, size: 'M', finish: 'white', pose: 'standing' },
        wear: { tucked, open },
        looks: [
          { view: wish.view as View, width, height, backdrop: wish.backdrop as Backdrop, ghost: false },
        ],
        signal,
        onProgress: ({ percent }) => order.onProgress(percent),
        onLook: ({ bytes }) => void pictures.push(bytes),
      })
    } catch (error) {
      if (!(error instanceof DrapeError)) throw error
      const code = error.code === 'drape_crashed' ? 'provider_failure' : 'input_unreadable'
      throw new Refused(code, error.message, { cause: error })
    }
    return pictures
  }
}
