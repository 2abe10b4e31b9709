// Each table of the product has one folder that writes it: whoever looks for a change of a table knows where to look.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { test } from 'node:test'

const sources = execFileSync('git', ['ls-files', 'server/*.ts'], { encoding: 'utf8' })
  .trim()
  .split('\n')
  .filter((file) => !file.endsWith('.test.ts'))

test('one folder writes each table', () => {
  const writers = new Map<string, Set<string>>()
  for (const file of sources) {
    const text = readFileSync(file, 'utf8')
    for (const [, table] of text.matchAll(/[.](?:insertInto|updateTable|deleteFrom)\(\s*'(\w+)'/g)) {
      writers.set(table, (writers.get(table) ?? new Set()).add(dirname(file)))
    }
  }
  const shared = [...writers]
    .filter(([, folders]) => folders.size > 1)
    .map(([table, folders]) => `${table}: ${[...folders].join(', ')}`)
  assert.deepEqual(shared, [])
})

test('no code moves a balance past the ledger', () => {
  const past = sources.filter((file) =>
    /updateTable\(\s*'points'|update points\b/.test(readFileSync(file, 'utf8')),
  )
  assert.deepEqual(past, [])
})
