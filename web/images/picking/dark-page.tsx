// A page that is a dark room over everything: comparing and picking. The page below rests, and scrolls no more.
import { type ReactNode, useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { DARK_ROOM } from '../dark-room.ts'

interface DarkPageProps {
  readonly label: string
  readonly testId: string
  readonly children: ReactNode
}

/** The room; it takes the focus when it opens. */
export function DarkPage({ label, testId, children }: DarkPageProps) {
  const room = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const page = document.querySelector<HTMLElement>('#main')?.parentElement
    const { overflow } = document.documentElement.style
    page?.setAttribute('inert', '')
    document.documentElement.style.overflow = 'hidden'
    room.current?.focus({ preventScroll: true })
    return () => {
      page?.removeAttribute('inert')
      document.documentElement.style.overflow = overflow
    }
  }, [])
  return createPortal(
    <div
      ref={room}
      role="dialog"
      aria-modal
      aria-label={label}
      tabIndex={-1}
      data-testid={testId}
      style={DARK_ROOM}
      className="fixed inset-0 z-40 flex flex-col overflow-y-auto bg-viewer text-ink outline-none"
    >
      {children}
    </div>,
    document.body,
  )
}
