// Reads the table of docs/access.md: for every route what is sent, and what each kind of caller is answered.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const CALLERS = [
  'owner',
  'editor',
  'picker',
  'viewer',
  'link',
  'stranger',
  'suspended',
  'deleted',
  'key',
  'nobody',
  'admin',
] as const
export type CallerName = (typeof CALLERS)[number]

export interface AccessRow {
  /** Method and path, as in `GET /v1/projects/:id`. */
  readonly route: string
  /** What it is about, where one route has several rows. */
  readonly of: string
  /** A JSON body, or the query of a GET; `bytes` for a raw body; empty for nothing. */
  readonly sends: string
  /** The status for each caller; null where nothing stands yet. */
  readonly answers: Readonly<Record<CallerName, number | null>>
}

/** The rows of the table. A line that does not hold a route and a cell for every caller is an error. */
export function readAccessTable(): AccessRow[] {
  const text = readFileSync(join(import.meta.dirname, '../docs/access.md'), 'utf8')
  return text
    .split('\n')
    .filter((line) => /^[|] `(GET|POST|PUT|PATCH|DELETE) \//.test(line))
    .map((line) => {
      const [, head = '', sends = '', ...cells] = line.split('|').map((cell) => cell.trim())
      const [, route = '', of = ''] = /^`([A-Z]+ \S+)`(?: (.+))?$/.exec(head) ?? []
      if (route === '' || cells.length !== CALLERS.length + 1) throw new Error(`not a row: ${line}`)
      const answers = Object.fromEntries(
        CALLERS.map((caller, n) => [caller, /^\d{3}$/.test(cells[n] ?? '') ? Number(cells[n]) : null]),
      ) as Record<CallerName, number | null>
      return { route, of, sends: sends.replace(/^`|`$/g, ''), answers }
    })
}

/** A row as it stands in the table. */
export function writeAccessRow({ route, of, sends, answers }: AccessRow): string {
  const cells = CALLERS.map((caller) => answers[caller] ?? '?')
  return `| \`${route}\`${of && ` ${of}`} | ${sends && `\`${sends}\``} | ${cells.join(' | ')} |`
}
