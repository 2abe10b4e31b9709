// Runs and looks as sections of the gallery.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Image } from '#sdk/contract/images.ts'
import type { JobLook, VtoJob } from '#sdk/contract/vto-jobs.ts'
import { progressOfLook, sectionOfJob, sectionsOfImages } from './gallery-sections.ts'

const look = (n: number, status: JobLook['status']): JobLook => ({
  n,
  view: 'front',
  status,
  imageId: status === 'made' ? `image-${n}` : null,
  videoId: null,
  letterId: null,
  failCode: null,
})
const job = (status: VtoJob['status'], looks: JobLook[], progress = 0) =>
  ({ id: 'job', status, looks, progress, direction: { ratio: '4:5' } }) as unknown as VtoJob
const image = (n: number, jobId: string | null = 'job') =>
  ({ id: `image-${n}`, n, jobId, width: 3, height: 4, details: { view: 'back' } }) as unknown as Image

test('a run keeps a place for each look, and one of them is being made', () => {
  const section = sectionOfJob(
    job('RUNNING', [look(0, 'made'), look(1, 'waiting'), look(2, 'waiting'), look(3, 'failed')], 70),
    [image(0)],
  )
  assert.deepEqual(
    section.tiles.map((tile) => [tile.id, tile.state, tile.progress]),
    [
      ['job/0', 'made', 0],
      ['job/1', 'making', 40],
      ['job/2', 'waiting', 0],
      ['job/3', 'failed', 0],
    ],
  )
  assert.equal(section.ratio, 0.8)
})

test('a look keeps its id from waiting to made', () => {
  const before = sectionOfJob(job('PENDING', [look(0, 'waiting')]), null)
  const after = sectionOfJob(job('DONE', [look(0, 'made')]), [image(0)])
  assert.equal(before.tiles[0].id, after.tiles[0].id)
  assert.equal(before.tiles[0].state, 'waiting')
})

test('before its looks are loaded a made look has a place; in the bin it has none', () => {
  const done = job('DONE', [look(0, 'made'), look(1, 'made'), look(2, 'cancelled')])
  assert.deepEqual(
    sectionOfJob(done, null).tiles.map((tile) => tile.state),
    ['there', 'there'],
  )
  assert.deepEqual(
    sectionOfJob(done, [image(1)]).tiles.map((tile) => tile.id),
    ['job/1'],
  )
})

test('a look that was waited for keeps its place until its facts come, and only then may be gone to the bin', () => {
  const run = (status: JobLook['status']) => ({ ...job('RUNNING', [look(0, status)]), id: 'awaited' })
  const statesOf = (images: Image[]) => sectionOfJob(run('made'), images).tiles.map((tile) => tile.state)
  sectionOfJob(run('waiting'), [])
  assert.deepEqual(statesOf([]), ['there'])
  assert.deepEqual(statesOf([image(0, 'awaited')]), ['made'])
  assert.deepEqual(statesOf([]), [])
})

test('a look that arrived before its job said so is shown', () => {
  const [tile] = sectionOfJob(job('RUNNING', [look(0, 'waiting')]), [image(0)]).tiles
  assert.deepEqual([tile.state, tile.imageId], ['made', 'image-0'])
})

test('filtered looks stand under their runs', () => {
  const known = job('DONE', [])
  const sections = sectionsOfImages([image(3), image(1), image(0, null)], new Map([['job', known]]))
  assert.deepEqual(
    sections.map((section) => [section.id, section.job, section.tiles.map((tile) => tile.imageId).join()]),
    [
      ['job', known, 'image-1,image-3'],
      ['none', null, 'image-0'],
    ],
  )
})

test('progress of a look stays between 0 and 100', () => {
  assert.deepEqual(
    [progressOfLook(50, 4, 2), progressOfLook(60, 4, 2), progressOfLook(100, 4, 1), progressOfLook(5, 4, 1)],
    [0, 20, 100, 0],
  )
})
