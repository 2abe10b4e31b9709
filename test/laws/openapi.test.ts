// docs/openapi.json is what the contract says, for those who generate clients in other languages.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { describeApi } from '#server/http/openapi.ts'
import { VERSION } from '#server/studio.ts'

const FILE = 'docs/openapi.json'

test('docs/openapi.json is up to date', () => {
  const text = `${JSON.stringify(describeApi(VERSION), null, 2)}\n`
  if (process.env['UPDATE'] === '1') writeFileSync(FILE, text)
  assert.ok(
    readFileSync(FILE, 'utf8') === text,
    `${FILE} is not what the contract says: run UPDATE=1 node --test test/laws/openapi.test.ts`,
  )
})
