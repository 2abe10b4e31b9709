// A menu under a button: the browser's popover for layer and dismissal, arrow keys and first letters for the rest.
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react'

export interface MenuItem {
  readonly id: string
  readonly label: string
  readonly icon?: ReactNode
  readonly onSelect: () => void
  /** A choice among several: the chosen one has a tick. */
  readonly checked?: boolean
  readonly danger?: boolean
  readonly disabled?: boolean
  /** A hairline above it. */
  readonly divide?: boolean
  /** The language its label is in, where that is not the page's. */
  readonly lang?: string
}

interface MenuProps {
  /** The name of the button, where its contents do not say it. */
  readonly label?: string
  readonly items: readonly MenuItem[]
  /** What the button shows. */
  readonly children: ReactNode
  readonly className?: string
  readonly title?: string
  /** Words above the items, not a choice. */
  readonly heading?: ReactNode
  readonly testId?: string
}

const GAP = 6

/** Puts the popover under its button, or above where there is more room, ending where the button ends. */
function place(popover: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = popover
  const below = at.bottom + GAP + height <= window.innerHeight || at.top < height
  popover.style.top = `${below ? at.bottom + GAP : at.top - GAP - height}px`
  popover.style.left = `${Math.max(8, Math.min(at.right - width, window.innerWidth - width - 8))}px`
}

/** A button that opens a menu. */
export function Menu({ label, items, children, className = '', title, heading, testId }: MenuProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const popover = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)

  const choices = () => [
    ...(popover.current?.querySelectorAll<HTMLElement>('[role^=menuitem]:not([aria-disabled=true])') ?? []),
  ]
  const focusAt = (index: number) => {
    const all = choices()
    all.at(((index % all.length) + all.length) % all.length)?.focus()
  }
  // The items are drawn once it is open; only then can they be measured and take the focus.
  useLayoutEffect(() => {
    const under = button.current
    const list = popover.current
    if (!open || !under || !list) return
    place(list, under)
    const first = list.querySelector<HTMLElement>('[role^=menuitem]')
    const chosen = list.querySelector<HTMLElement>('[aria-checked=true]')
    ;(first?.role === 'menuitemradio' ? (chosen ?? first) : first)?.focus()
  }, [open, button, popover])
  const close = () => {
    popover.current?.hidePopover()
    button.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const all = choices()
    const now = all.indexOf(document.activeElement as HTMLElement)
    if (event.key === 'ArrowDown') focusAt(now + 1)
    else if (event.key === 'ArrowUp') focusAt(now < 0 ? -1 : now - 1)
    else if (event.key === 'Home') focusAt(0)
    else if (event.key === 'End') focusAt(-1)
    else if (event.key === 'Escape') close()
    else if (event.key === 'Tab') popover.current?.hidePopover()
    else if (event.key.length === 1 && event.key !== ' ') {
      const letter = event.key.toLocaleLowerCase()
      const next = [...all.slice(now + 1), ...all.slice(0, now + 1)]
      next.find((item) => item.textContent?.trim().toLocaleLowerCase().startsWith(letter))?.focus()
    } else return
    event.stopPropagation()
    if (event.key !== 'Tab') event.preventDefault()
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={label}
        title={title}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        popoverTarget={id}
        data-testid={testId}
        className={className}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
          event.preventDefault()
          popover.current?.showPopover()
        }}
      >
        {children}
      </button>
      <div
        ref={popover}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={label ?? title}
        onKeyDown={onKeyDown}
        onToggle={(event) => setOpen(event.newState === 'open')}
        className="fixed inset-auto m-0 min-w-44 rounded-control border border-line-2 bg-surface py-1.5 text-ink shadow-float"
      >
        {open && heading}
        {open &&
          items.map((item) => (
            <button
              key={item.id}
              type="button"
              role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
              aria-checked={item.checked}
              aria-disabled={item.disabled}
              tabIndex={-1}
              lang={item.lang}
              onClick={() => {
                if (item.disabled) return
                close()
                item.onSelect()
              }}
              className={`flex min-h-9 w-full items-center gap-2.5 px-4 py-1.5 text-left text-14 hover:bg-well focus:bg-well focus-visible:-outline-offset-2 aria-disabled:text-ink-3 pointer-coarse:min-h-11 ${
                item.danger ? 'text-err' : ''
              } ${item.divide ? 'mt-1.5 border-t border-line' : ''} ${item.checked ? 'font-semibold' : ''}`}
            >
              {item.icon}
              <span className="grow">{item.label}</span>
              {item.checked && <span aria-hidden>✓</span>}
            </button>
          ))}
      </div>
    </>
  )
}
