// Search in the top bar: a button, ⌘K on every page, and the dialog, which is fetched when it is first asked for.
import { needTexts, useT } from '#web/i18n.ts'
import { matches } from '#web/keys.ts'
import { IconButton } from '#web/ui/button.tsx'
import { Search } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'

const SearchDialog = lazy(async () => {
  const [{ SearchDialog }] = await Promise.all([import('./search-dialog.tsx'), needTexts('search')])
  return { default: SearchDialog }
})

/** The button; it works while something is typed as well, but not over another dialog. */
export function SearchButton() {
  const t = useT()
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.isComposing || !matches(event, 'mod+k') || document.querySelector('dialog:modal')) return
      event.preventDefault()
      setOpen(true)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
  return (
    <>
      <IconButton
        label={t('nav.search')}
        onClick={() => setOpen(true)}
        data-testid="search"
        aria-keyshortcuts="Meta+K Control+K"
      >
        <Search size={18} strokeWidth={1.5} aria-hidden />
      </IconButton>
      {open && (
        <Suspense fallback={null}>
          <SearchDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
