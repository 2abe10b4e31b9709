// The dressed mannequin as a scene for glTF: the body, and each sheet of cloth with its outer and its inner face.
import type { Surface } from '../raster/scene.ts'
import type { Texture } from '../texture/texture.ts'
import type { GlbImage, GlbMaterial, GlbNode, GlbPart } from './write-glb.ts'

/** Metres of a cm. */
const METRES = 0.01
/** The inner face of cloth sees less light; its texture is darkened as in the pictures. */
const INSIDE = 0.6
const SKIN_ROUGHNESS = 0.6
const CLOTH_ROUGHNESS = 0.95

/** The vertices that triangles use, and the triangles counted by them. */
function compact(surface: Surface): {
  readonly from: Uint32Array
  readonly triangles: Uint32Array
} {
  const { positions, triangles } = surface.mesh
  const place = new Int32Array(positions.length / 3).fill(-1)
  const from: number[] = []
  const numbered = triangles.map((v) => {
    if (place[v] < 0) place[v] = from.push(v) - 1
    return place[v]
  })
  return { from: Uint32Array.from(from), triangles: numbered }
}

function pick(values: Float32Array, from: Uint32Array, size: number): Float32Array {
  const out = new Float32Array(size * from.length)
  from.forEach((v, i) => out.set(values.subarray(size * v, size * v + size), size * i))
  return out
}

/** Unit normals, whatever rounding did to them; upwards where there was none. */
function unit(normals: Float32Array): Float32Array {
  for (let i = 0; i < normals.length; i += 3) {
    const length = Math.hypot(normals[i], normals[i + 1], normals[i + 2])
    if (length > 1e-6) for (let k = 0; k < 3; k++) normals[i + k] /= length
    else normals.set([0, 1, 0], i)
  }
  return normals
}

const turned = (triangles: Uint32Array): Uint32Array =>
  triangles.map((_, i) => triangles[i % 3 === 0 ? i : i % 3 === 1 ? i + 1 : i - 1])

/** Nodes for the surfaces of a dressed mannequin. `images` holds every texture, encoded. */
export function buildNodes(
  surfaces: readonly Surface[],
  images: ReadonlyMap<Texture, GlbImage>,
): readonly GlbNode[] {
  const materials = new Map<string, GlbMaterial>()
  const clothing = (texture: Texture, name: string, shade: number): GlbMaterial => ({
    name,
    colour: [shade, shade, shade],
    roughness: CLOTH_ROUGHNESS,
    image: images.get(texture),
    blended: texture.alpha !== undefined,
  })
  let sheets = 0
  return surfaces.map((surface) => {
    const { mesh, paint, colour } = surface
    const { from, triangles } = compact(surface)
    const positions = pick(mesh.positions, from, 3).map((v) => v * METRES)
    const normals = unit(pick(mesh.normals, from, 3))
    if (!paint) {
      const key = colour.join()
      const skin = materials.get(key) ?? { name: 'mannequin', colour, roughness: SKIN_ROUGHNESS }
      materials.set(key, skin)
      return { name: 'mannequin', parts: [{ positions, normals, triangles, material: skin }] }
    }
    const side = sheets++ % 2 === 0 ? 'front' : 'back'
    const name = `garment ${Math.ceil(sheets / 2)} ${side}`
    const { outer, inner } = paint
    const places = pick(paint.uv, from, 2)
    const within = ({ width, height }: Texture): Float32Array =>
      places.map((v, i) => v / (i % 2 === 0 ? width : height))
    const uv = within(outer)
    const parts: GlbPart[] = [
      { positions, normals, uv, triangles, material: clothing(outer, name, 1) },
      {
        positions,
        normals: normals.map((v) => -v),
        uv: inner === outer ? uv : within(inner),
        triangles: turned(triangles),
        material: clothing(inner, `${name}, inside`, INSIDE),
      },
    ]
    return { name, parts }
  })
}
