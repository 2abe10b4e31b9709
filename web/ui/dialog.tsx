// A dialog: the browser's own modal, so focus, Escape and the inert page behind it need no code of ours.
import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { IconButton } from './button.tsx'

interface DialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  /** The name of the cross. */
  readonly closeLabel: string
  readonly children: ReactNode
  /** Wider than a question needs; `page` for something to work on. */
  readonly wide?: boolean | 'page'
  readonly testId?: string
}

/** A modal dialog. Its contents exist only while it is open; Escape, the cross and a press beside it close it. */
export function Dialog({ open, onClose, title, closeLabel, children, wide, testId }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const element = dialog.current
    if (!open || !element) return undefined
    const before = document.activeElement
    element.showModal()
    element.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    return () => {
      element.close()
      // The browser gives the focus back only from a dialog that is still in the page.
      const lost = document.activeElement === null || document.activeElement === document.body
      if (lost && before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [open])
  if (!open) return null
  return (
    // A press on the backdrop arrives at the dialog itself; the keyboard has Escape for the same.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      data-testid={testId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onPointerDown={(event) => {
        if (event.target === dialog.current) onClose()
      }}
      className={`m-auto max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] overflow-auto rounded-control bg-bg text-ink ${
        wide === 'page' ? 'max-w-5xl' : wide ? 'max-w-2xl' : 'max-w-md'
      }`}
    >
      <div className="px-7 pt-5 pb-7 max-md:px-5">
        <header className="mb-4 flex items-center justify-between gap-4">
          <h2 id={titleId} className="display text-26">
            {title}
          </h2>
          <IconButton label={closeLabel} onClick={onClose} className="-mr-2">
            <X size={18} strokeWidth={1.5} aria-hidden />
          </IconButton>
        </header>
        {children}
      </div>
    </dialog>
  )
}
