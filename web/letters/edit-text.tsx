// A text that is edited where it stands: saved when it is left, and by Ctrl or ⌘ with Enter.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'

interface EditTextProps {
  readonly label: string
  readonly value: string
  readonly lang: string
  readonly maxLength: number
  readonly readOnly?: boolean
  /** A line of one paragraph: Enter leaves it. */
  readonly single?: boolean
  /** It was asked for just now. */
  readonly takesFocus?: boolean
  readonly className?: string
  readonly testId?: string
  readonly onSave: (text: string) => void
}

export function EditText({
  label,
  value,
  lang,
  maxLength,
  readOnly,
  single,
  takesFocus,
  className = '',
  testId,
  onSave,
}: EditTextProps) {
  const element = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState(value)
  const [seen, setSeen] = useState(value)
  // What comes from the studio shows, unless somebody is typing.
  if (value !== seen) {
    setSeen(value)
    if (text === seen) setText(value)
  }
  useEffect(() => {
    if (takesFocus) element.current?.focus()
  }, [takesFocus])
  const save = () => {
    const said = text.trim()
    if (said !== value.trim()) onSave(said)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const leaves = event.key === 'Enter' && (single || event.metaKey || event.ctrlKey)
    if (leaves) {
      event.preventDefault()
      element.current?.blur()
    } else if (event.key === 'Escape' && text !== value) {
      event.stopPropagation()
      setText(value)
    }
  }
  return (
    <textarea
      ref={element}
      aria-label={label}
      lang={lang}
      rows={1}
      maxLength={maxLength}
      value={text}
      readOnly={readOnly}
      data-testid={testId}
      onChange={(event) => setText(event.target.value)}
      onBlur={save}
      onKeyDown={onKeyDown}
      className={`block w-full resize-none rounded-control border border-transparent bg-transparent px-2.5 py-1.5 field-sizing-content hover:border-line focus:border-line-2 focus:bg-surface read-only:hover:border-transparent ${className}`}
    />
  )
}
