// The seed schema is a contract: the first migration is that file, to the byte.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

test('0001_schema.sql is the agreed schema, unchanged', () => {
  const bytes = readFileSync('server/database/migrations/0001_schema.sql')
  assert.equal(
    createHash('sha256').update(bytes).digest('hex'),
    '1326d802547d8475e4c49704de0247748cadbd44d7781f91663a0b96c48bd8f8',
  )
})
