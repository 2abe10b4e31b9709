// The outfits of the sample project: what a newcomer sees before they have a photo of their own.

import type { BodyKind, Slot } from '../garment.ts'
import type { DrawnSpec } from './draw-garment.ts'

/** One garment as it is drawn on both sides. */
export type SampleGarment = Omit<DrawnSpec, 'side' | 'width' | 'height'>

export interface SampleOutfit {
  /** Names the outfit in the catalogues of words: `sample.outfits.<key>`. */
  readonly key: string
  readonly body: BodyKind
  readonly garments: Readonly<Partial<Record<Slot, SampleGarment>>>
}

/** Light from all sides: a photographer's table, where cut-outs come out clean. */
const SOFT = 0.55

export const SAMPLE_OUTFITS: readonly SampleOutfit[] = [
  {
    key: 'weekend',
    body: 'female',
    garments: {
      upper: {
        kind: 'tee',
        colour: '#efe9dd',
        print: { kind: 'lettering', colours: ['#8c2f2b'] },
        backdrop: 'grey',
        shadow: SOFT,
      },
      bottom: { kind: 'jeans', colour: '#35506f', backdrop: 'white', shadow: SOFT },
    },
  },
  {
    key: 'garden',
    body: 'female',
    garments: {
      onepiece: {
        kind: 'dress',
        colour: '#2f4a40',
        print: { kind: 'flowers', colours: ['#ecc0ad', '#e9c35c', '#93ab80'] },
        backdrop: 'beige',
        shadow: SOFT,
      },
    },
  },
  {
    key: 'atelier',
    body: 'female',
    garments: {
      upper: { kind: 'shirt', colour: '#cddbea', backdrop: 'beige', shadow: SOFT },
      bottom: { kind: 'skirt', colour: '#8d5547', backdrop: 'white', shadow: SOFT },
    },
  },
  {
    key: 'harbour',
    body: 'male',
    garments: {
      upper: { kind: 'sweater', colour: '#3a5672', backdrop: 'white', shadow: SOFT },
      bottom: { kind: 'shorts', colour: '#b5a17f', backdrop: 'white', shadow: SOFT },
    },
  },
  {
    key: 'autumn',
    body: 'male',
    garments: {
      upper: {
        kind: 'shirt',
        colour: '#e9e2d4',
        print: { kind: 'checks', colours: ['#6f8b74', '#b4533c'] },
        backdrop: 'grey',
        shadow: SOFT,
      },
      bottom: { kind: 'jeans', colour: '#2b3140', backdrop: 'white', shadow: SOFT },
      outer: { kind: 'jacket', colour: '#7a5a3c', backdrop: 'white', shadow: SOFT },
    },
  },
  {
    key: 'studio',
    body: 'female',
    garments: {
      upper: {
        kind: 'tee',
        colour: '#f1ece2',
        print: { kind: 'arches', colours: ['#b8573f', '#dda15e', '#4f6d7a'] },
        backdrop: 'grey',
        shadow: SOFT,
      },
      bottom: { kind: 'skirt', colour: '#3d4a5c', backdrop: 'white', shadow: SOFT },
      outer: { kind: 'cardigan', colour: '#c9a27a', backdrop: 'white', shadow: SOFT },
    },
  },
]
