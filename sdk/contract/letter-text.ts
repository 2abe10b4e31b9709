// A letter as it is copied: plain text or HTML, the same in browser, server and command line.
import type { SourceType } from './lineage.ts'
import type { Market } from './letter-markets.ts'
import type { Language } from './users.ts'

/** What of a letter is copied. Lines without text are gaps still to be filled. */
export interface LetterWords {
  readonly title: string
  readonly summary: string
  readonly lines: readonly { readonly text: string; readonly topic?: string | undefined }[]
  readonly language: Language
  readonly market: Market
  readonly labelled: boolean
  readonly pictures: SourceType
}

/** The ready sentence that tells buyers how the pictures were made: in the words of the mark that the pictures themselves wear. */
export const LABEL_SENTENCES: Readonly<Record<SourceType, Readonly<Record<Language, string>>>> = {
  compositeWithTrainedAlgorithmicMedia: {
    ko: '이 착용 이미지는 AI로 만들었어요',
    en: 'The on-model pictures were made with AI',
    ja: 'この着用画像はAIで作成しました',
  },
  compositeSynthetic: {
    ko: '이 착용 이미지는 가상 착용으로 만들었어요',
    en: 'The on-model pictures were made by virtual fitting',
    ja: 'この着用画像は仮想試着で作成しました',
  },
}

function partsOf({ lines, language, labelled, pictures }: LetterWords) {
  const said = lines.filter(({ text }) => text.trim() !== '')
  return {
    points: said.filter(({ topic }) => topic !== 'tags').map(({ text }) => text.trim()),
    tags: said.filter(({ topic }) => topic === 'tags').map(({ text }) => text.trim()),
    label: labelled ? [LABEL_SENTENCES[pictures][language]] : [],
  }
}

/** The letter as plain text, its parts apart by an empty line. Gaps are left out. */
export function letterText(letter: LetterWords): string {
  const { points, tags, label } = partsOf(letter)
  const bullet = letter.language === 'ja' ? '・' : '· '
  return [
    letter.title.trim(),
    letter.summary.trim(),
    points.map((point) => `${bullet}${point}`).join('\n'),
    ...label,
    ...tags,
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** The letter as HTML for a product page: a heading, a paragraph, a list. Everything in it is escaped. */
export function letterHtml(letter: LetterWords): string {
  const { points, tags, label } = partsOf(letter)
  return [
    letter.title.trim() && `<h2>${escapeHtml(letter.title.trim())}</h2>`,
    letter.summary.trim() && `<p>${escapeHtml(letter.summary.trim())}</p>`,
    points.length > 0 &&
      `<ul>\n${points.map((point) => `  <li>${escapeHtml(point)}</li>`).join('\n')}\n</ul>`,
    ...label.map((text) => `<p><small>${escapeHtml(text)}</small></p>`),
    ...tags.map((text) => `<p>${escapeHtml(text)}</p>`),
  ]
    .filter(Boolean)
    .join('\n')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]).replaceAll('\n', '<br>')
}
