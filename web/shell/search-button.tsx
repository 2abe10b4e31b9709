// Search in the top bar: a button, ⌘K on every page, and the dialog, which is fetched when it is first asked for.
import { needTexts, useT } from '#web/i18n.ts'
import { matches } from '#web/keys.ts'
import { IconButton } from '#web/ui/button.tsx'
import { Search } from 'lucide-react'
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'

const SearchDialog = lazy(async () => {
  const [{ SearchDialog }] = await Promise.all([import('./search-dialog.tsx'), needTexts('search')])
  return { default: SearchDialog }
})

/** The button; it works while something is typed as well, but not over another dialog. */
export function SearchButton() {
  const t = useT()
  const [open, setOpen] = useState(false)
  const before = useRef<Element | null>(null)
  const show = useCallback(() => {
    before.current = document.activeElement
    setOpen(true)
  }, [])
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.isComposing || !matches(event, 'mod+k') || document.querySelector('dialog:modal')) return
      event.preventDefault()
      show()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [show])
  const close = (went: boolean) => {
    setOpen(false)
    // Where nothing was chosen, everything is as it was.
    if (!went && before.current instanceof HTMLElement) before.current.focus()
  }
  return (
    <>
      <IconButton
        label={t('nav.search')}
        onClick={show}
        data-testid="search"
        aria-keyshortcuts="Meta+K Control+K"
      >
        <Search size={18} strokeWidth={1.5} aria-hidden />
      </IconButton>
      {open && (
        <Suspense fallback={null}>
          <SearchDialog onClose={close} />
        </Suspense>
      )}
    </>
  )
}
