// Every page of the web app is walked: a route that no screen of the walk visits is a page nobody looks at.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { SCREENS } from '../e2e/screens/screen-list.ts'

const source = ['router-root.ts', 'router-admin.ts', 'router.tsx']
  .map((file) => readFileSync(new URL(`../../web/${file}`, import.meta.url), 'utf8'))
  .join('\n')
const parts = new Map(
  [
    ...source.matchAll(
      /const (\w+) = createRoute\(\{\s*getParentRoute: \(\) => (\w+),\s*(path|id): '([^']+)'/g,
    ),
  ].map(([, name = '', parent = '', kind, path = '']) => [
    name,
    { parent, path: kind === 'path' ? path : '' },
  ]),
)

function addressOf(name: string): string {
  const part = parts.get(name)
  return part ? `${addressOf(part.parent)}/${part.path}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1') : ''
}

test('the walk visits every route', () => {
  assert.equal(parts.size, source.match(/createRoute\(/g)?.length)
  const routes = new Set([...parts.keys()].map((name) => addressOf(name) || '/'))
  const walked = new Set(SCREENS.map(({ route }) => route))
  assert.deepEqual(
    [...routes].filter((route) => !walked.has(route)),
    [],
  )
  assert.deepEqual(
    [...walked].filter((route) => route !== '*' && !routes.has(route)),
    [],
  )
})

test('no two screens have the same name', () => {
  assert.equal(new Set(SCREENS.map(({ name }) => name)).size, SCREENS.length)
})
