// Puts a letter into words: subject, plain text and HTML, in the reader's language.
import { DECIMALS } from '#sdk/contract/subscriptions.ts'
import type { Language } from '#sdk/contract/users.ts'
import en from '../../locales/en/mail.json' with { type: 'json' }
import ja from '../../locales/ja/mail.json' with { type: 'json' }
import ko from '../../locales/ko/mail.json' with { type: 'json' }
import type { LetterKind, Letters, Value } from './letters.ts'

const WORDS: Readonly<Record<Language, typeof ko>> = { ko, en, ja }
/** Days and times in letters are those of Korea, as everywhere where nothing is known of the reader's clock. */
const TIME_ZONE = 'Asia/Seoul'
export interface Written {
  readonly subject: string
  readonly text: string
  readonly html: string
}

interface Template {
  readonly subject: string
  readonly lines: readonly string[]
  readonly button?: string
}

/** Writes one letter. `studio` is what the studio is called, `home` its address, before which a button's path is set. */
export function writeLetter<Kind extends LetterKind>(
  kind: Kind,
  values: Letters[Kind],
  { language, studio, home }: { language: Language; studio: string; home: string },
): Written {
  const words = WORDS[language]
  const { subject, lines, button } = words.letters[kind] as Template
  const given: Readonly<Record<string, Value>> = { ...values, studio }
  const fill = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = given[name]
      if (value === undefined) return whole
      return name === 'role' ? words.roles[value as keyof typeof words.roles] : say(value, language)
    })
  const paragraphs = lines.map(fill)
  const url = typeof given['url'] === 'string' ? new URL(given['url'], home).href : null
  const foot = fill(words.foot)
  return {
    // A line break in somebody's name must not become a header of its own.
    subject: fill(subject).replace(/\s+/g, ' ').trim(),
    text: [...paragraphs, ...(url ? [`${button}: ${url}`] : []), `— ${foot}`].join('\n\n'),
    html: htmlOf({ language, paragraphs, button, url, link: words.link, foot }),
  }
}

function say(value: Value, language: Language): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return new Intl.NumberFormat(language).format(value)
  if (value instanceof Date)
    return new Intl.DateTimeFormat(language, {
      dateStyle: 'long',
      timeStyle: 'short',
      timeZone: TIME_ZONE,
    }).format(value)
  const { amount, currency } = value
  const options = { style: 'currency', currency } as const
  return new Intl.NumberFormat(language, options).format(amount / 10 ** DECIMALS[currency])
}

/** Plain tables of nothing: a column of text and one button, which every mail program shows alike. */
function htmlOf(letter: {
  readonly language: Language
  readonly paragraphs: readonly string[]
  readonly button: string | undefined
  readonly url: string | null
  readonly link: string
  readonly foot: string
}): string {
  const { language, paragraphs, button = '', url, link, foot } = letter
  const line = (text: string, style: string) => `<p style="${style}">${escape(text)}</p>`
  const action = url
    ? `<p style="margin:28px 0"><a href="${escape(url)}" style="background:#141414;color:#ffffff;padding:13px 22px;border-radius:2px;text-decoration:none;font-weight:600;display:inline-block">${escape(button)}</a></p>
${line(link, 'margin:0 0 4px;color:#6a6a6a;font-size:13px')}
<p style="margin:0;font-size:13px;word-break:break-all"><a href="${escape(url)}" style="color:#1d34d8">${escape(url)}</a></p>`
    : ''
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<body style="margin:0;background:#fafafa;color:#141414;font:16px/1.6 'Pretendard','Apple SD Gothic Neo','Noto Sans KR','Hiragino Sans',sans-serif">
<div style="max-width:520px;margin:0 auto;padding:40px 24px">
${paragraphs.map((text) => line(text, 'margin:0 0 12px')).join('\n')}
${action}
${line(foot, 'margin:36px 0 0;padding-top:16px;border-top:1px solid #e2e2e2;color:#6a6a6a;font-size:13px')}
</div>
</body>
</html>
`
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
