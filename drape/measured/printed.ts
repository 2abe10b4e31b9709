// The printed tees on which it is measured how true a look shows a print.

import type { DrawnSpec } from '../drawn/draw-garment.ts'

const TEE = { kind: 'tee', side: 'front', backdrop: 'grey', shadow: 0.4, width: 840, height: 1050 } as const

export const PRINTED: Readonly<Record<'a checkerboard' | 'a line of text', DrawnSpec>> = {
  'a checkerboard': { ...TEE, colour: '#f2f0ec', print: { kind: 'squares', colours: ['#24262c'] } },
  'a line of text': { ...TEE, colour: '#b8433f', print: { kind: 'lettering', colours: ['#f7f4ee'] } },
}
