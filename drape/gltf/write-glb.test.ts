// The dressed mannequin as a file: the Khronos validator finds nothing wrong with it, and it is small.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { dressBody, prepareGarment } from '../drape.ts'
import { drawGarment } from '../drawn/draw-garment.ts'
import { mannequin } from '../garment.ts'
import { meshOf } from '../node-mesh.ts'
import { buildNodes } from './build-nodes.ts'
import { writeGlb } from './write-glb.ts'

/** What gltf-validator, which brings no types, exports. */
interface Validator {
  readonly validateBytes: (bytes: Uint8Array) => Promise<{
    readonly issues: {
      readonly numErrors: number
      readonly numWarnings: number
      readonly messages: readonly { readonly code: string; readonly message: string }[]
    }
    readonly info: { readonly totalTriangleCount: number; readonly materialCount: number }
  }>
}
const { validateBytes } = createRequire(import.meta.url)('gltf-validator') as Validator

const tee = prepareGarment({
  slot: 'upper',
  front: { picture: drawGarment({ kind: 'tee', side: 'front', colour: '#2f5d8a' }).picture },
})
const dressed = dressBody(mannequin('female'), [tee])

test('a dressed mannequin is a valid GLB of at most 3 MB', async () => {
  const glb = await meshOf(dressed)
  const { issues, info } = await validateBytes(glb)
  assert.deepEqual(
    [issues.numErrors, issues.numWarnings],
    [0, 0],
    JSON.stringify(issues.messages.slice(0, 4)),
  )
  // Every sheet has an outer and an inner face.
  const counts = dressed.surfaces.map(({ mesh, paint }) => (mesh.triangles.length / 3) * (paint ? 2 : 1))
  assert.equal(
    info.totalTriangleCount,
    counts.reduce((sum, n) => sum + n, 0),
  )
  assert.equal(info.materialCount, 5)
  assert.ok(glb.length < 3e6, `${glb.length} bytes`)
  assert.deepEqual(glb, await meshOf(dressed))
})

test('it stands on the floor, as tall as a person, in metres, facing +z', () => {
  const nodes = buildNodes(dressed.surfaces, new Map())
  const heights = nodes
    .flatMap(({ parts }) => parts.map(({ positions }) => positions))
    .map((p) => p.filter((_, i) => i % 3 === 1))
  const top = Math.max(...heights.map((ys) => ys.reduce((a, b) => Math.max(a, b))))
  const bottom = Math.min(...heights.map((ys) => ys.reduce((a, b) => Math.min(a, b))))
  assert.ok(top > 1.6 && top < 1.95 && bottom > -0.03 && bottom < 0.05, `${bottom} to ${top}`)
  // The front of the tee looks forwards; its inner face back.
  const [outer, inner] = nodes[1].parts.map(({ normals }) =>
    normals.reduce((sum, v, i) => sum + (i % 3 === 2 ? v : 0), 0),
  )
  assert.ok(outer > 0 && inner < 0)
})

test('one triangle is a valid file, and nothing is no mesh', async () => {
  const material = { name: 'plain', colour: [0.5, 0.5, 0.5], roughness: 1 } as const
  const part = {
    positions: Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0),
    normals: Float32Array.of(0, 0, 1, 0, 0, 1, 0, 0, 1),
    triangles: Uint32Array.of(0, 1, 2),
    material,
  }
  const { issues, info } = await validateBytes(
    writeGlb([{ name: 'one', parts: [part, { ...part, triangles: new Uint32Array(0) }] }]),
  )
  assert.deepEqual([issues.numErrors, issues.numWarnings, info.totalTriangleCount], [0, 0, 1])
})
