// What lies in a bin: a name, how long it stays, and the way back.
import { Button } from './button.tsx'
import type { Frame } from './frames.tsx'
import { Picture } from './picture.tsx'

export interface BinItem {
  readonly id: string
  readonly name: string
  /** What it holds and how long it stays. */
  readonly facts: string
  readonly cover?: Frame
}

interface BinListProps {
  readonly title: string
  readonly items: readonly BinItem[]
  readonly restoreLabel: string
  readonly onRestore: (id: string) => void
}

/** A list of binned things; none at all is nothing at all. */
export function BinList({ title, items, restoreLabel, onRestore }: BinListProps) {
  if (items.length === 0) return null
  return (
    <section className="mt-10">
      <h2 className="border-b border-ink pb-2 text-15 font-semibold">{title}</h2>
      <ul>
        {items.map(({ id, name, facts, cover }) => (
          <li key={id} className="flex items-center gap-4 border-b border-line py-2.5" data-testid="bin-row">
            {cover ? (
              <Picture src={cover.url} alt="" whole={cover.whole} className="h-16 w-12 shrink-0 opacity-45" />
            ) : (
              <span aria-hidden className="h-16 w-12 shrink-0 bg-well" />
            )}
            <p className="min-w-0 grow">
              <b className="block font-semibold">{name}</b>
              <span className="num text-13 text-ink-3">{facts}</span>
            </p>
            <Button size="small" aria-label={`${restoreLabel}: ${name}`} onClick={() => onRestore(id)}>
              {restoreLabel}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
