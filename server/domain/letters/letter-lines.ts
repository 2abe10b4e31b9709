// The lines of a letter: how they get their ids, and how a letter is written again without losing what its seller did.
import { v7 as uuidv7 } from 'uuid'
import type { From, LetterLine, Topic } from '#sdk/contract/letters.ts'
import type { WrittenLetter, WrittenLine } from './basis.ts'

/** Title and summary say of themselves what each line says of itself. */
export interface Head {
  readonly title: { readonly locked: boolean; readonly from: From }
  readonly summary: { readonly locked: boolean; readonly from: From }
}

/** All the words of a letter. */
export interface LetterContent {
  readonly title: string
  readonly summary: string
  readonly head: Head
  readonly lines: readonly LetterLine[]
}

type Kept = Pick<LetterLine, 'locked' | 'from'>

/** Nothing writes over a line that is locked, or that a person has edited. */
export function isKept({ locked, from }: Kept): boolean {
  return locked || from === 'edited'
}

/** A letter nobody has touched yet. */
export function firstContent(written: WrittenLetter, from: From): LetterContent {
  const head = { locked: false, from }
  return {
    title: written.title,
    summary: written.summary,
    head: { title: head, summary: head },
    lines: written.lines.map((line) => lineFrom(line, from)),
  }
}

/**
 * A letter written again: what is kept stays in its place, everything else makes room for the new lines; a topic that a kept line is
 * about is not written a second time.
 */
export function writtenAgain(now: LetterContent, written: WrittenLetter, from: From): LetterContent {
  const kept = now.lines.filter(isKept)
  const covered = new Set<Topic>(kept.map(({ topic }) => topic).filter((topic) => topic !== 'free'))
  const replaced = now.lines.filter((line) => !isKept(line))
  const fresh = written.lines
    .filter(({ topic }) => !covered.has(topic))
    .map((line) => lineFrom(line, from, replaced.find(({ topic }) => topic === line.topic)?.id))
  const lines: LetterLine[] = []
  for (const line of now.lines) {
    if (isKept(line)) lines.push(line)
    else if (fresh.length > 0) lines.push(fresh.shift()!)
  }
  return { ...headAgain(now, written, from, ['title', 'summary']), lines: tagsLast([...lines, ...fresh]) }
}

/** Some lines written again, by id; `title` and `summary` are lines here. What is kept stays even when it is named. */
export function linesAgain(
  now: LetterContent,
  written: WrittenLetter,
  from: From,
  ids: readonly string[],
): LetterContent {
  const heads = (['title', 'summary'] as const).filter((name) => ids.includes(name))
  return {
    ...headAgain(now, written, from, heads),
    lines: now.lines.map((line) => {
      if (!ids.includes(line.id) || isKept(line)) return line
      const again = written.lines.find(({ topic }) => topic === line.topic)
      return again ? lineFrom(again, from, line.id) : line
    }),
  }
}

/** Whether anything of these lines (null for all) may be written again. */
export function mayWriteAgain(now: LetterContent, ids: readonly string[] | null): boolean {
  if (ids === null) return true
  if (ids.includes('title') && !isKept(now.head.title)) return true
  if (ids.includes('summary') && !isKept(now.head.summary)) return true
  return now.lines.some((line) => ids.includes(line.id) && !isKept(line) && line.topic !== 'free')
}

function headAgain(
  now: LetterContent,
  written: WrittenLetter,
  from: From,
  names: readonly ('title' | 'summary')[],
): Omit<LetterContent, 'lines'> {
  const free = names.filter((name) => !isKept(now.head[name]) && written[name] !== '')
  const head = { ...now.head }
  for (const name of free) head[name] = { locked: false, from }
  return {
    title: free.includes('title') ? written.title : now.title,
    summary: free.includes('summary') ? written.summary : now.summary,
    head,
  }
}

/** A written line with an id and everything a letter keeps of it. */
export function lineFrom({ topic, text, gap }: WrittenLine, from: From, id: string = uuidv7()): LetterLine {
  return { id, text, topic, locked: false, from, ...(gap && { gap }) }
}

function tagsLast(lines: readonly LetterLine[]): LetterLine[] {
  return [...lines.filter(({ topic }) => topic !== 'tags'), ...lines.filter(({ topic }) => topic === 'tags')]
}
