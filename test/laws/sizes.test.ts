// No source file grows past 400 lines, and none is a junk drawer.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { test } from 'node:test'

const files = execFileSync('git', ['ls-files', '*.ts', '*.tsx', '*.css', '*.sql', '*.mjs'], {
  encoding: 'utf8',
})
  .trim()
  .split('\n')
const written = files.filter(
  (file) => file !== 'server/database/types.ts' && !file.endsWith('0001_schema.sql'),
)

test('no file is longer than 400 lines', () => {
  const long = written.filter((file) => readFileSync(file, 'utf8').split('\n').length > 401)
  assert.deepEqual(long, [])
})

test('no file has a name that says nothing', () => {
  const vague = /^(index|utils?|helpers?|common|lib|misc|types|constants)[.]tsx?$/
  assert.deepEqual(
    written.filter((file) => vague.test(basename(file))),
    [],
  )
})

test('every TypeScript file opens with what it is for', () => {
  const silent = written.filter(
    (file) => /[.]tsx?$/.test(file) && !/^(#!.*\n)?\/\/ \S/.test(readFileSync(file, 'utf8')),
  )
  assert.deepEqual(silent, [])
})
