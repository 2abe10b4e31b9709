// Writes a binary glTF 2.0 file (Khronos, "glTF 2.0 Specification", section 4.4): numbers and pictures in, bytes out.

/** A picture as it stands in the file. */
export interface GlbImage {
  readonly bytes: Uint8Array
  readonly mimeType: 'image/jpeg' | 'image/png'
}

/** A surface's looks; colours are linear, 0..1. */
export interface GlbMaterial {
  readonly name: string
  readonly colour: readonly [number, number, number]
  readonly roughness: number
  readonly image?: GlbImage | undefined
  /** The image's transparency counts. */
  readonly blended?: boolean | undefined
}

/** Triangles of one material: metres, y up, outside counter-clockwise, unit normals, texture places 0..1 from the top left. */
export interface GlbPart {
  readonly positions: Float32Array
  readonly normals: Float32Array
  readonly uv?: Float32Array | undefined
  readonly triangles: Uint32Array
  readonly material: GlbMaterial
}

export interface GlbNode {
  readonly name: string
  readonly parts: readonly GlbPart[]
}

const FLOAT = 5126
const USHORT = 5123
const UINT = 5125
const VERTICES = 34_962
const INDICES = 34_963
const JSON_CHUNK = 0x4e4f534a
const BINARY_CHUNK = 0x004e4942

/** Gathers the binary part of the file, every piece on a boundary of four bytes. */
class Binary {
  readonly pieces: Uint8Array[] = []
  readonly views: object[] = []
  readonly accessors: object[] = []
  length = 0

  view(data: Uint8Array | Float32Array | Uint16Array | Uint32Array, target?: number): number {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    this.views.push({
      buffer: 0,
      byteOffset: this.length,
      byteLength: bytes.length,
      ...(target && { target }),
    })
    this.pieces.push(bytes, new Uint8Array(-bytes.length & 3))
    this.length += bytes.length + (-bytes.length & 3)
    return this.views.length - 1
  }

  accessor(data: Float32Array | Uint16Array | Uint32Array, type: string, size: number, extra = {}): number {
    const floats = data instanceof Float32Array
    this.accessors.push({
      bufferView: this.view(data, floats ? VERTICES : INDICES),
      componentType: floats ? FLOAT : data instanceof Uint16Array ? USHORT : UINT,
      count: data.length / size,
      type,
      ...extra,
    })
    return this.accessors.length - 1
  }
}

function bounds(positions: Float32Array): { min: number[]; max: number[] } {
  const min = [Infinity, Infinity, Infinity]
  const max = [-Infinity, -Infinity, -Infinity]
  for (let i = 0; i < positions.length; i++) {
    min[i % 3] = Math.min(min[i % 3], positions[i])
    max[i % 3] = Math.max(max[i % 3], positions[i])
  }
  return { min, max }
}

/** A whole .glb file of nodes standing side by side in one scene. Parts without triangles are left out. */
export function writeGlb(nodes: readonly GlbNode[]): Uint8Array<ArrayBuffer> {
  const binary = new Binary()
  const images: GlbImage[] = []
  const materials: GlbMaterial[] = []
  const numbers = new Map<Float32Array, number>()
  /** Numbers that parts share are written once. */
  const floats = (data: Float32Array, type: string, size: number, extra?: object): number => {
    const known = numbers.get(data)
    if (known !== undefined) return known
    const made = binary.accessor(data, type, size, extra)
    numbers.set(data, made)
    return made
  }
  const place = <T>(list: T[], one: T): number => {
    if (!list.includes(one)) list.push(one)
    return list.indexOf(one)
  }
  const kept = nodes
    .map(({ name, parts }) => ({ name, parts: parts.filter((part) => part.triangles.length > 0) }))
    .filter(({ parts }) => parts.length > 0)
  const meshes = kept.map(({ name, parts }) => ({
    name,
    primitives: parts.map(({ positions, normals, uv, triangles, material }) => {
      if (material.image) place(images, material.image)
      const small = positions.length / 3 < 65_535
      return {
        attributes: {
          POSITION: floats(positions, 'VEC3', 3, bounds(positions)),
          NORMAL: floats(normals, 'VEC3', 3),
          ...(uv && { TEXCOORD_0: floats(uv, 'VEC2', 2) }),
        },
        indices: binary.accessor(small ? Uint16Array.from(triangles) : triangles, 'SCALAR', 1),
        material: place(materials, material),
      }
    }),
  }))
  const json = {
    asset: { version: '2.0', generator: 'Maepsi Drape' },
    scene: 0,
    scenes: [{ nodes: kept.map((_, i) => i) }],
    nodes: kept.map(({ name }, mesh) => ({ name, mesh })),
    meshes,
    materials: materials.map(({ name, colour, roughness, image, blended }) => ({
      name,
      pbrMetallicRoughness: {
        baseColorFactor: [...colour, 1],
        metallicFactor: 0,
        roughnessFactor: roughness,
        ...(image && { baseColorTexture: { index: images.indexOf(image) } }),
      },
      ...(blended && { alphaMode: 'BLEND' }),
    })),
    ...(images.length > 0 && {
      textures: images.map((_, source) => ({ source, sampler: 0 })),
      images: images.map(({ bytes, mimeType }) => ({ bufferView: binary.view(bytes), mimeType })),
      // Linear, with mipmaps, held at the edges.
      samplers: [{ magFilter: 9729, minFilter: 9987, wrapS: 33_071, wrapT: 33_071 }],
    }),
    accessors: binary.accessors,
    bufferViews: binary.views,
    buffers: [{ byteLength: binary.length }],
  }
  return packed(new TextEncoder().encode(JSON.stringify(json)), binary)
}

function packed(json: Uint8Array, { pieces, length }: Binary): Uint8Array<ArrayBuffer> {
  const told = json.length + (-json.length & 3)
  const out = new Uint8Array(12 + 8 + told + 8 + length)
  const view = new DataView(out.buffer)
  const words = [0x46546c67, 2, out.length, told, JSON_CHUNK]
  words.forEach((word, i) => view.setUint32(4 * i, word, true))
  out.fill(0x20, 20, 20 + told)
  out.set(json, 20)
  view.setUint32(20 + told, length, true)
  view.setUint32(24 + told, BINARY_CHUNK, true)
  let at = 28 + told
  for (const piece of pieces) {
    out.set(piece, at)
    at += piece.length
  }
  return out
}
