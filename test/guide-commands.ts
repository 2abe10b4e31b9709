// Finds the commands in the guides: every fenced block of a Markdown file, and what its comment says of running it.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..')

/** A block of commands. */
export interface Commands {
  /** Where it is, as in `docs/bulk.md:68`. */
  readonly place: string
  readonly script: string
  /** Why it cannot be run in a test; null where it is. */
  readonly notRun: string | null
  /** Each line runs until it says this, and is stopped with Ctrl-C. */
  readonly until: RegExp | null
}

/** Languages of blocks that are no commands. */
const OTHERS = new Set(['text', 'csv', 'ini', 'json', 'http', 'ts', 'sql', 'html'])

/** The blocks of commands of a guide, by its path in the project. Throws as commandsOf does. */
export function readCommands(file: string): Commands[] {
  return commandsOf(file, readFileSync(join(ROOT, file), 'utf8'))
}

/**
 * The blocks of commands (` ```sh `) of a file. A comment before it may say `<!-- not run: reason -->` or
 * `<!-- until: words -->`. Throws for a block that does not say what it is, and for a comment without a reason.
 */
export function commandsOf(file: string, text: string): Commands[] {
  const lines = text.split('\n')
  const found: Commands[] = []
  for (let at = 0; at < lines.length; at++) {
    const opening = /^(\s*)```(\S*)\s*$/.exec(lines[at] ?? '')
    if (!opening) continue
    const place = `${file}:${at + 1}`
    const [, indent = '', language = ''] = opening
    const end = lines.findIndex((line, n) => n > at && line.trimEnd() === `${indent}\`\`\``)
    if (end < 0) throw new Error(`${place}: the block never ends`)
    if (language === 'sh') {
      const said = /^\s*<!-- (not run|until): ?(.*?) ?-->\s*$/.exec(commentBefore(lines, at))
      if (said && (said[2] ?? '').length < 3) throw new Error(`${place}: say why in the comment`)
      found.push({
        place,
        script: lines
          .slice(at + 1, end)
          .map((line) => line.slice(indent.length))
          .join('\n'),
        notRun: said?.[1] === 'not run' ? (said[2] ?? '') : null,
        until: said?.[1] === 'until' ? new RegExp(said[2] ?? '') : null,
      })
    } else if (!OTHERS.has(language))
      throw new Error(`${place}: say what the block is: sh for commands, or one of ${[...OTHERS].join(', ')}`)
    at = end
  }
  return found
}

/** The last line before it that is not empty. */
function commentBefore(lines: readonly string[], at: number): string {
  return lines.slice(0, at).findLast((line) => line.trim() !== '') ?? ''
}
