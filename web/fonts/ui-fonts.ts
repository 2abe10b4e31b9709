// Cuts the fonts of the app down to the characters its own texts use, when the app is built; what people write loads by slices.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const require = createRequire(import.meta.url)
/** Cuts a font down to the characters of a text; the package comes without types. */
const subsetFont = require('subset-font') as (
  font: Uint8Array,
  text: string,
  options: {
    readonly targetFormat: 'woff2'
    readonly keepFeatures: readonly string[]
    readonly variationAxes?: Readonly<Record<string, { readonly min: number; readonly max: number }>>
  },
) => Promise<Uint8Array>
const PRETENDARD = require.resolve('pretendard/dist/public/variable/PretendardVariable.ttf')
const HAHMLET = require.resolve('@fontsource/hahmlet/files/hahmlet-korean-300-normal.woff2')
const HAHMLET_LATIN = require.resolve('@fontsource/hahmlet/files/hahmlet-latin-300-normal.woff2')
const LOCALES = join(import.meta.dirname, '../locales')

/** Printable ASCII and the signs our texts use. */
const LATIN = `${String.fromCharCode(...Array.from({ length: 95 }, (_, n) => 32 + n))}“”‘’…·–—−×₩→✓⌘©°`
/** Texts that are set in the display face. */
const DISPLAY =
  /^app\.(name|line)|title|Title|Say|mpty|\.new|rename|ledger$|^account\.(profile|points|apiKeys)|^enter\.sign/
/** Kerning, tabular figures and joined marks; the rest of Pretendard's features is never asked for. */
const FEATURES = ['kern', 'tnum', 'calt', 'liga', 'ccmp', 'mark', 'mkmk']
/** Weights the app uses of Pretendard. */
const WEIGHTS = { wght: { min: 400, max: 600 } }

interface Face {
  /** The licence (OFL) asks a changed font to carry another name than Pretendard. */
  readonly family: 'Maepsi UI' | 'Maepsi Display'
  readonly file: string
  readonly source: string
  readonly text: string
}

type Tree = { readonly [key: string]: string | Tree }

function* textsOf(tree: Tree, prefix = ''): Generator<readonly [string, string]> {
  for (const [key, value] of Object.entries(tree))
    if (typeof value === 'string') yield [prefix + key, value]
    else yield* textsOf(value, `${prefix}${key}.`)
}

function catalogue(language: string): (readonly [string, string])[] {
  return readdirSync(join(LOCALES, language)).flatMap((file) => [
    ...textsOf(JSON.parse(readFileSync(join(LOCALES, language, file), 'utf8')) as Tree),
  ])
}

/** The characters of some texts that a pattern takes, each once, in order. */
function only(pattern: RegExp, texts: readonly (readonly [string, string])[]): string {
  const all = texts.flatMap(([, text]) => text.match(pattern) ?? [])
  return [...new Set(all)].sort().join('')
}

function faces(): Face[] {
  const [korean, japanese] = [catalogue('ko'), catalogue('ja')]
  const hangul = /[\uac00-\ud7a3]/g
  const titles = korean.filter(([key]) => DISPLAY.test(key) && !key.startsWith('errors.'))
  return [
    { family: 'Maepsi UI', file: 'maepsi-ui-latin', source: PRETENDARD, text: LATIN },
    {
      family: 'Maepsi UI',
      file: 'maepsi-ui-hangul',
      source: PRETENDARD,
      text: only(hangul, [...korean, ['', '한국어']]),
    },
    {
      family: 'Maepsi UI',
      file: 'maepsi-ui-kana',
      source: PRETENDARD,
      text: only(/[\u3001-\u30ff]/g, japanese),
    },
    { family: 'Maepsi Display', file: 'maepsi-display-latin', source: HAHMLET_LATIN, text: LATIN },
    { family: 'Maepsi Display', file: 'maepsi-display-hangul', source: HAHMLET, text: only(hangul, titles) },
  ]
}

function hex(code: number): string {
  return `U+${code.toString(16)}`
}

/** A CSS `unicode-range` of exactly these characters. */
export function unicodeRange(text: string): string {
  const codes = [...new Set(text)].map((letter) => letter.codePointAt(0) ?? 0).sort((a, b) => a - b)
  const runs: [number, number][] = []
  for (const code of codes) {
    const last = runs.at(-1)
    if (last && code === last[1] + 1) last[1] = code
    else runs.push([code, code])
  }
  return runs.map(([from, to]) => (from === to ? hex(from) : `${hex(from)}-${to.toString(16)}`)).join(', ')
}

/** Writes the fonts and their style sheet, unless they are there for these texts; answers the sheet. */
async function writeFonts(folder: string): Promise<string> {
  const all = faces()
  const made = createHash('sha256')
    .update(JSON.stringify([all, FEATURES, WEIGHTS]))
    .digest('hex')
    .slice(0, 16)
  const sheet = join(folder, `fonts-${made}.css`)
  if (existsSync(sheet)) return sheet
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const rules: string[] = []
  for (const { family, file, source, text } of all) {
    const variable = source === PRETENDARD
    const font = await subsetFont(readFileSync(source), text, {
      targetFormat: 'woff2',
      keepFeatures: FEATURES,
      ...(variable ? { variationAxes: WEIGHTS } : {}),
    })
    writeFileSync(join(folder, `${file}.woff2`), font)
    rules.push(
      `@font-face{font-family:'${family}';font-weight:${variable ? '400 600' : '300'};font-display:swap;` +
        `src:url(./${file}.woff2) format('woff2');unicode-range:${unicodeRange(text)}}`,
    )
  }
  writeFileSync(sheet, rules.join('\n'))
  return sheet
}

/** Fills `ui-fonts.css`, and has the page load the Latin fonts, which every language needs, at once. */
export function uiFonts(): Plugin {
  let folder = ''
  return {
    name: 'ui-fonts',
    enforce: 'pre',
    configResolved: ({ cacheDir }) => {
      folder = join(cacheDir, 'ui-fonts')
    },
    // Every browser that runs the app reads WOFF2.
    transform: (code, id) =>
      id.endsWith('hahmlet/300.css') ? code.replaceAll(/, url\([^)]+\.woff\) format\('woff'\)/g, '') : null,
    resolveId: async (source) => (source.endsWith('/fonts/ui-fonts.css') ? writeFonts(folder) : null),
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle }) =>
        Object.keys(bundle ?? {})
          .filter((name) => /maepsi-(ui|display)-latin/.test(name))
          .map((name) => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '', href: `/${name}` },
            injectTo: 'head' as const,
          })),
    },
  }
}
