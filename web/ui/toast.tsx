// Toasts: one line at the foot of the screen saying what just happened, with one thing to do about it.
import { X } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'

export interface Toast {
  readonly id: number
  readonly text: string
  readonly action?: { readonly label: string; readonly run: () => void; readonly keys?: string }
  readonly kind: 'done' | 'error'
}

/** How long a toast stays, in milliseconds; longer with something to press (WCAG 2.2.1 asks for time enough). */
const STAYS = 6_000
const STAYS_WITH_ACTION = 12_000
const AT_MOST = 3

let toasts: readonly Toast[] = []
let nextId = 1
const listeners = new Set<() => void>()

function change(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

/** Shows a toast and answers its id. Of more than three the oldest goes. */
export function showToast(
  text: string,
  more: { action?: Toast['action']; kind?: Toast['kind'] } = {},
): number {
  const toast: Toast = { id: nextId++, text, kind: more.kind ?? 'done', action: more.action }
  change([...toasts.slice(1 - AT_MOST), toast])
  return toast.id
}

/** Takes a toast away; one that is gone already is fine. */
export function hideToast(id: number): void {
  change(toasts.filter((toast) => toast.id !== id))
}

function useToasts(): readonly Toast[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => toasts,
  )
}

function ToastLine({ toast, closeLabel }: { readonly toast: Toast; readonly closeLabel: string }) {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    const stays = toast.action ? STAYS_WITH_ACTION : STAYS
    const timer = held ? undefined : setTimeout(() => hideToast(toast.id), stays)
    return () => clearTimeout(timer)
  }, [held, toast])
  return (
    <div
      role={toast.kind === 'error' ? 'alert' : 'status'}
      data-testid="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex min-h-12 w-full items-center gap-5 rounded-control bg-ink py-2 pr-1.5 pl-4 text-on-ink shadow-float forced-colors:border"
    >
      <span className="grow">{toast.text}</span>
      {toast.action && (
        <button
          type="button"
          className="link shrink-0 focus-visible:outline-on-ink"
          onClick={() => {
            hideToast(toast.id)
            toast.action?.run()
          }}
        >
          {toast.action.label}
          {toast.action.keys && (
            <kbd className="ml-2 rounded-[3px] border border-current px-1 text-11 font-medium opacity-80">
              {toast.action.keys}
            </kbd>
          )}
        </button>
      )}
      <button
        type="button"
        aria-label={closeLabel}
        onClick={() => hideToast(toast.id)}
        className="grid size-8 shrink-0 place-items-center focus-visible:-outline-offset-2 focus-visible:outline-on-ink"
      >
        <X size={16} strokeWidth={1.5} aria-hidden />
      </button>
    </div>
  )
}

/** The place where toasts stand; once in the page. */
export function Toaster({ label, closeLabel }: { readonly label: string; readonly closeLabel: string }) {
  const all = useToasts()
  return (
    <section
      aria-label={label}
      aria-live="polite"
      className="pointer-events-none fixed inset-x-4 bottom-[calc(var(--tabbar)+1.25rem)] z-50 mx-auto grid max-w-xl gap-2"
    >
      {all.map((toast) => (
        <ToastLine key={toast.id} toast={toast} closeLabel={closeLabel} />
      ))}
    </section>
  )
}
