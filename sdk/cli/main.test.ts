// The command line: help, mistakes with their fix and exit code 2, and what needs a studio.

import assert from 'node:assert/strict'
import test from 'node:test'
import { runMaepsi } from '../../test/maepsi-command.ts'

test('help is there for everything, and is no mistake', async () => {
  for (const args of [['--help'], ['try', '--help'], ['run', '--help'], ['looks', '--help']]) {
    const { exitCode, stdout, stderr } = await runMaepsi(args)
    assert.deepEqual([exitCode, stderr], [0, ''])
    assert.match(stdout, /Usage: maepsi/)
  }
})

const MISTAKES: readonly (readonly [args: readonly string[], says: RegExp])[] = [
  [[], /Usage: maepsi/],
  [['tri'], /unknown command 'tri'/],
  [['try'], /--out <folder>' not specified/],
  [['try', '--out', 'x'], /at least one garment photo/],
  [['try', '--out', 'x', '--upper-back', 'b.jpg'], /--upper-back needs the front photo too: add --upper/],
  [['try', '--out', 'x', '--onepiece', 'd.jpg', '--upper', 'u.jpg'], /leave out --upper and --bottom/],
  [
    ['try', '--out', 'x', '--upper', 'u.jpg', '--views', 'front,top'],
    /"top" is no view: choose from front, left/,
  ],
  [['try', '--out', 'x', '--upper', 'u.jpg', '--size', '4000x4000'], /Write it as 1152x1536/],
  [['try', '--out', 'x', '--upper', 'u.jpg', '--size', 'big'], /Write it as 1152x1536/],
  [['try', '--out', 'x', '--upper', 'u.jpg', '--body', 'cat'], /Allowed choices are female, male/],
  [['try', '--out', 'x', '--upper', 'u.jpg', '--backdrop', 'blue'], /write a colour as '#e4dacb'/],
  [['try', '--out', '/dev/null/x', '--upper', 'u.jpg'], /name another folder with --out/],
  [['run'], /missing required argument 'product'/],
  [['looks'], /--project <id>' not specified/],
  [['clip', 'x', '--seconds', '5'], /Choose from 4, 6, 8\./],
  [['motion', 'x'], /--engine <name>' not specified/],
  [['letter', 'x', '--tone', 'loud'], /Allowed choices are plain, warm/],
]

for (const [args, says] of MISTAKES) {
  test(`maepsi ${args.join(' ')}: exit code 2 and a sentence`, async () => {
    const { exitCode, stdout, stderr } = await runMaepsi(args)
    assert.match(stderr, says)
    assert.deepEqual([exitCode, stdout], [2, ''])
  })
}
