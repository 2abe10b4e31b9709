// .env.example names every setting the studio reads, with the default it has, and no other.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Environment } from '#server/config.ts'

const lines = readFileSync('.env.example', 'utf8').matchAll(/^#?([A-Z][A-Z0-9_]*)=(.*)$/gm)
const example = new Map([...lines].map(([, key = '', value = '']) => [key, value]))

test('.env.example names every setting and no other', () => {
  assert.deepEqual([...example.keys()].sort(), Object.keys(Environment.shape).sort())
})

test('the values in .env.example are the defaults', () => {
  const given = Object.fromEntries([...example].filter(([, value]) => value !== ''))
  assert.deepEqual(Environment.parse(given), Environment.parse({}))
})
