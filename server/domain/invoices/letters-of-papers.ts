// The letters of papers: Pretendard's, and BIZ UDPGothic's for kana and Chinese characters, which Pretendard does not know.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export type Weight = 'plain' | 'bold'

/** A part of a text that one font holds all letters of. */
export interface Run {
  readonly text: string
  readonly font: string
}

const { resolve } = createRequire(import.meta.url)
const folder = (name: string) => dirname(resolve(`${name}/package.json`))

let fonts: Readonly<Record<string, Buffer>> | undefined

/** Makes the fonts known to a paper by the names that runs have. They are read once. */
export function registerFonts(pdf: PDFKit.PDFDocument): void {
  fonts ??= {
    plain: readFileSync(join(folder('pretendard'), 'dist/public/static/alternative/Pretendard-Regular.ttf')),
    bold: readFileSync(join(folder('pretendard'), 'dist/public/static/alternative/Pretendard-SemiBold.ttf')),
    'plain-kanji': readFileSync(
      join(folder('@expo-google-fonts/biz-udpgothic'), '400Regular/BIZUDPGothic_400Regular.ttf'),
    ),
    'bold-kanji': readFileSync(
      join(folder('@expo-google-fonts/biz-udpgothic'), '700Bold/BIZUDPGothic_700Bold.ttf'),
    ),
  }
  for (const [name, bytes] of Object.entries(fonts)) pdf.registerFont(name, bytes)
}

/** What goes with kana and Chinese characters, their punctuation and full-width forms among them. */
const KANJI =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\u30fb\u30fc\uff00-\uff9f\uffe0-\uffef]+/gu

/** Cuts a text into runs. */
export function runsOf(text: string, weight: Weight): Run[] {
  const runs: Run[] = []
  let at = 0
  for (const { 0: kanji, index } of text.matchAll(KANJI)) {
    if (index > at) runs.push({ text: text.slice(at, index), font: weight })
    runs.push({ text: kanji, font: `${weight}-kanji` })
    at = index + kanji.length
  }
  if (at < text.length || runs.length === 0) runs.push({ text: text.slice(at), font: weight })
  return runs
}
