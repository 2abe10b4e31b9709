// The search dialog: what is typed, what is found, and what can be done, in one list that the arrow keys walk.
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { commandsFor, entriesOf, type Entry } from './search-entries.ts'

/** A pause in typing after which is asked, in milliseconds. */
const PAUSE = 120
/** Kept while the page lives, so that whoever comes back goes on where they were. */
let kept = ''

/** The dialog. It closes itself, which gives the focus back to whatever had it, and then says so. */
export function SearchDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT()
  const navigate = useNavigate()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [text, setText] = useState(kept)
  const [asked, setAsked] = useState(kept.trim())
  const [place, setPlace] = useState(0)
  useEffect(() => {
    const element = dialog.current
    element?.showModal()
    element?.querySelector('input')?.select()
    return () => element?.close()
  }, [])
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim().slice(0, 100)), PAUSE)
    return () => clearTimeout(timer)
  }, [text])
  const { data, error, isFetching } = useQuery({
    queryKey: ['search', asked],
    queryFn: async ({ signal }) => maepsi.search.find({ query: { q: asked }, signal }),
    enabled: asked !== '',
    staleTime: 5_000,
  })
  // What was found for other words is not listed: Enter would lead to it.
  const isFresh = asked === text.trim().slice(0, 100)
  const entries = [...(data && asked !== '' && isFresh ? entriesOf(data, t) : []), ...commandsFor(text, t)]
  const at = Math.min(place, entries.length - 1)
  const chosen = entries[at]
  const go = (entry: Entry) => {
    dialog.current?.close()
    void navigate(entry.to)
  }
  const press = (event: KeyboardEvent) => {
    // Enter and arrows belong to an input method while it composes.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && entries.length > 0) {
      event.preventDefault()
      setPlace((at + step + entries.length) % entries.length)
    } else if (event.key === 'Enter' && chosen) {
      event.preventDefault()
      go(chosen)
    }
  }
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={dialog}
      aria-label={t('search.title')}
      data-testid="search-dialog"
      onClose={onClose}
      onPointerDown={(event) => {
        if (event.target === dialog.current) dialog.current.close()
      }}
      className="mx-auto mt-[12vh] mb-auto max-h-[76dvh] w-[calc(100%-2rem)] max-w-xl overflow-hidden rounded-control bg-bg text-ink max-md:mt-4"
    >
      <div className="flex max-h-[76dvh] flex-col">
        <input
          role="combobox"
          aria-label={t('search.title')}
          aria-expanded={entries.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={chosen && `${id}-${at}`}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={t('search.placeholder')}
          value={text}
          maxLength={100}
          onChange={(event) => {
            kept = event.target.value
            setText(event.target.value)
            setPlace(0)
          }}
          onKeyDown={press}
          className="block h-14 w-full shrink-0 border-b border-line bg-bg px-5 text-16 outline-none placeholder:text-ink-3"
        />
        {error && (
          <p role="alert" className="px-5 py-3 text-13 font-medium text-err">
            {sayError(error)}
          </p>
        )}
        <div
          role="listbox"
          id={`${id}-list`}
          aria-label={t('search.results')}
          aria-busy={isFetching}
          className="overflow-y-auto py-2"
        >
          {entries.map((entry, n) => (
            <Row
              key={entry.key}
              id={`${id}-${n}`}
              entry={entry}
              heading={entry.group === entries[n - 1]?.group ? null : entry.group}
              isChosen={n === at}
              onPoint={() => setPlace(n)}
              onChoose={() => go(entry)}
            />
          ))}
        </div>
        <p role="status" className={entries.length === 0 ? 'px-5 pb-5 text-14 text-ink-3' : 'sr'}>
          {entries.length === 0
            ? t('search.nothing', { text })
            : t('search.count', { count: entries.length })}
        </p>
      </div>
    </dialog>
  )
}

interface RowProps {
  readonly id: string
  readonly entry: Entry
  readonly heading: string | null
  readonly isChosen: boolean
  readonly onPoint: () => void
  readonly onChoose: () => void
}

function Row({ id, entry, heading, isChosen, onPoint, onChoose }: RowProps) {
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isChosen])
  return (
    <>
      {heading !== null && (
        <div role="presentation" className="px-5 pt-3 pb-1 text-12 font-semibold text-ink-3">
          {heading}
        </div>
      )}
      {/* The focus stays in the field; its arrow keys and Enter do what a pointer does here. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus */}
      <div
        ref={row}
        id={id}
        role="option"
        aria-selected={isChosen}
        onPointerMove={onPoint}
        onClick={onChoose}
        className={`flex min-h-11 cursor-pointer items-center gap-3 px-5 py-1.5 ${isChosen ? 'bg-well outline-1 -outline-offset-1 outline-transparent' : ''}`}
      >
        {entry.picture && (
          <img src={entry.picture} alt="" width={30} height={40} className="h-10 w-7.5 object-cover" />
        )}
        <span className="min-w-0 truncate">
          {entry.label}
          {entry.note && <span className="ml-2 text-13 text-ink-3">{entry.note}</span>}
        </span>
      </div>
    </>
  )
}
