// Holds the catalogues together: the same texts with the same values in every language, and one for every error code.
import { ERROR_CODES } from '#sdk/contract/errors.ts'
import { LANGUAGES } from '#sdk/contract/users.ts'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'

type Tree = { [key: string]: string | Tree }

function read(language: string, part: string): Map<string, string> {
  const tree = JSON.parse(readFileSync(new URL(`${language}/${part}.json`, import.meta.url), 'utf8')) as Tree
  const texts = new Map<string, string>()
  const walk = (node: Tree, prefix: string) => {
    for (const [key, value] of Object.entries(node))
      if (typeof value === 'string') texts.set(prefix + key, value)
      else walk(value, `${prefix}${key}.`)
  }
  walk(tree, '')
  return texts
}

/** The texts without their plural endings, each with the names of its values. */
function shapeOf(texts: Map<string, string>): Record<string, string[]> {
  const shape: Record<string, string[]> = {}
  for (const [key, text] of texts) {
    const names = [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const base = key.replace(/_(one|other)$/, '')
    shape[base] = [...new Set([...(shape[base] ?? []), ...names])].sort()
  }
  return shape
}

for (const part of [
  'shell',
  'errors',
  'enter',
  'account',
  'project',
  'pick',
  'compare',
  'jobs',
  'keyboard',
  'admin',
  'points',
  'reports',
  'videos',
  'models',
  'engines',
  'billing',
  'bulk',
  'letter',
  'export',
  'search',
  'sharing',
  'verify',
  'webhooks',
])
  for (const language of LANGUAGES) {
    test(`${language}/${part} has the texts and values of Korean, and none is empty`, () => {
      const texts = read(language, part)
      assert.deepEqual(shapeOf(texts), shapeOf(read('ko', part)))
      for (const [key, text] of texts) assert.ok(text.trim(), key)
    })
    test(`${language}/${part} has every plural form of its language`, () => {
      const keys = [...read(language, part).keys()]
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
      const bases = keys
        .filter((key) => /_(one|other)$/.test(key))
        .map((key) => key.replace(/_(one|other)$/, ''))
      for (const base of new Set(bases))
        assert.deepEqual(
          keys.filter((key) => key.startsWith(`${base}_`)).sort(),
          forms.map((form) => `${base}_${form}`).sort(),
        )
    })
  }

test('every error code is put into a sentence', () => {
  for (const language of LANGUAGES) {
    const texts = new Map([...read(language, 'shell'), ...read(language, 'errors')])
    for (const code of ERROR_CODES) assert.ok(texts.has(`errors.${code}`), `${language}: ${code}`)
  }
})
