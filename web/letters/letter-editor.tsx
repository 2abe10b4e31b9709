// A letter on the screen: title, summary and lines, each edited, locked and written again by itself.
import type { Facts, FactName, Letter, LetterLine } from '#sdk/contract/letters.ts'
import { useT } from '#web/i18n.ts'
import { Plus } from 'lucide-react'
import { Button } from '#web/ui/button.tsx'
import { useState } from 'react'
import { EditText } from './edit-text.tsx'
import { factField } from './facts-panel.tsx'
import type { useLetterActions } from './letter-data.ts'
import { LetterRow } from './letter-row.tsx'

interface LetterEditorProps {
  readonly letter: Letter
  readonly facts: Facts
  readonly actions: ReturnType<typeof useLetterActions>
  readonly readOnly: boolean
  /** Something of it is being written. */
  readonly busy: boolean
  readonly onAgain: (lines: readonly string[]) => void
}

export function LetterEditor({ letter, facts, actions, readOnly, busy, onAgain }: LetterEditorProps) {
  const t = useT()
  const { lines, head, language } = letter
  const [adding, setAdding] = useState(false)
  const { mutate: edit } = actions.edit
  const withLine = (id: string, change: Partial<LetterLine>) =>
    edit({
      lines: lines.map((line) => {
        const { text, locked } = line.id === id ? { ...line, ...change } : line
        return { id: line.id, text, locked }
      }),
    })
  const rows = lines.map((line, at) => (
    <li key={line.id} className="border-b border-line py-1.5">
      <LetterRow
        label={t('letter.line', { number: at + 1 })}
        text={line.text}
        lang={language}
        maxLength={500}
        locked={line.locked}
        from={line.from}
        gap={line.gap}
        gapGiven={line.gap !== undefined && Boolean(facts[line.gap])}
        readOnly={readOnly}
        busy={busy || line.topic === 'free'}
        testId="letter-line"
        onSave={(text) => withLine(line.id, { text })}
        onLock={(locked) => withLine(line.id, { locked })}
        onAgain={() => onAgain([line.id])}
        onRemove={() =>
          edit({
            lines: lines
              .filter(({ id }) => id !== line.id)
              .map(({ id, text, locked }) => ({ id, text, locked })),
          })
        }
        onGap={() => line.gap && goToFact(line.gap)}
      />
    </li>
  ))
  return (
    <div className="grid gap-1">
      <LetterRow
        label={t('letter.titleField')}
        text={letter.title}
        lang={language}
        maxLength={300}
        {...head.title}
        readOnly={readOnly}
        busy={busy}
        className="text-18 font-semibold"
        testId="letter-title"
        onSave={(text) => edit({ title: { text } })}
        onLock={(locked) => edit({ title: { locked } })}
        onAgain={() => onAgain(['title'])}
      />
      <LetterRow
        label={t('letter.summaryField')}
        text={letter.summary}
        lang={language}
        maxLength={2000}
        {...head.summary}
        readOnly={readOnly}
        busy={busy}
        testId="letter-summary"
        onSave={(text) => edit({ summary: { text } })}
        onLock={(locked) => edit({ summary: { locked } })}
        onAgain={() => onAgain(['summary'])}
      />
      <ul className="mt-2 border-t border-line">{rows}</ul>
      {adding && (
        <EditText
          label={t('letter.newLine')}
          value=""
          lang={language}
          maxLength={500}
          single
          takesFocus
          className="text-15"
          testId="new-line"
          onSave={(text) => {
            setAdding(false)
            edit({
              lines: [...lines.map(({ id, text: old, locked }) => ({ id, text: old, locked })), { text }],
            })
          }}
        />
      )}
      {!readOnly && !adding && (
        <Button look="ghost" size="small" className="mt-1 justify-self-start" onClick={() => setAdding(true)}>
          <Plus size={15} strokeWidth={1.5} aria-hidden />
          {t('letter.addLine')}
        </Button>
      )}
    </div>
  )
}

function goToFact(fact: FactName): void {
  const field = document.querySelector<HTMLElement>(`#${factField(fact)}`)
  field?.scrollIntoView({ block: 'center' })
  field?.focus()
}
