// Dresses a mannequin in layers, innermost first, and hides what each layer covers.
import type { Body } from '../body/body.ts'
import type { Mesh } from '../body/mesh.ts'
import type { Doubt, Slot } from '../garment.ts'
import type { Surface } from '../raster/scene.ts'
import type { Garment } from '../texture/face.ts'
import { hideCovered } from './hide-covered.ts'
import { layOver } from './obstacle.ts'
import { putOn } from './put-on.ts'
import type { Worn } from './put-on.ts'

/** From the skin outwards. */
const LAYERS: readonly Slot[] = ['onepiece', 'bottom', 'upper', 'outer']

/** cm a layer adds under the next one. */
const THICK = 0.3

const SKIN = { colour: [0.8, 0.775, 0.745], material: { lit: 1, rim: 0.1, shine: 0.04, nearer: 0 } } as const
const CLOTH = { colour: [1, 1, 1], material: { lit: 0.75, rim: 0.045, shine: 0, nearer: 0 } } as const

export interface Outfit {
  readonly surfaces: readonly Surface[]
  readonly doubts: readonly Doubt[]
}

/** Both sheets as one mesh. */
function joined(worn: Worn): Mesh {
  const triangles = new Uint32Array(worn.front.triangles.length + worn.back.triangles.length)
  triangles.set(worn.front.triangles)
  triangles.set(worn.back.triangles, worn.front.triangles.length)
  return { ...worn.front, triangles }
}

/** Puts the garments on in the order they are worn. `onProgress` hears the share done. */
export function dress(
  body: Body,
  garments: readonly Garment[],
  onProgress?: (share: number) => void,
): Outfit {
  const ordered = garments.toSorted((a, b) => LAYERS.indexOf(a.slot) - LAYERS.indexOf(b.slot))
  let [trunk, limbs] = [body.armless, body.whole]
  const worn: Worn[] = []
  for (const [i, garment] of ordered.entries()) {
    const layer = putOn(garment, body, trunk, limbs, (share) => onProgress?.((i + share) / ordered.length))
    worn.push(layer)
    if (i === ordered.length - 1) break
    trunk = layOver(trunk, layer.front, THICK)
    limbs = layOver(limbs, layer.front, THICK)
  }
  const surfaces: Surface[] = []
  const under = (mesh: Mesh, from: number): Mesh =>
    worn.slice(from).reduce((m, w) => hideCovered(m, { mesh: joined(w), rim: w.rim }), mesh)
  surfaces.push({ ...SKIN, mesh: under(body.mesh, 0) })
  for (const [i, w] of worn.entries()) {
    const inner = w.backPaint
    surfaces.push(
      {
        ...CLOTH,
        mesh: under(w.front, i + 1),
        paint: { uv: w.frontUv, outer: w.frontPaint, inner: w.frontPaint },
      },
      { ...CLOTH, mesh: under(w.back, i + 1), paint: { uv: w.backUv, outer: w.backPaint, inner } },
    )
  }
  return { surfaces, doubts: [...new Set(worn.flatMap((w) => w.doubts))] }
}
