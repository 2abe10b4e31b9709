// The keys that work on every page, and the sheet that lists them with those of the open one.
import { useT } from '#web/i18n.ts'
import { listenForKeys } from '#web/keys.ts'
import { Dialog } from '#web/ui/dialog.tsx'
import { undoLast } from '#web/undo.ts'
import { Link, useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { keysOf } from './page-keys.ts'

/** Listens on the document; draws nothing until `?` is pressed. */
export function ShortcutSheet() {
  const t = useT()
  const navigate = useNavigate()
  const pathname = useLocation({ select: (at) => at.pathname })
  const [open, setOpen] = useState(false)

  useEffect(() => {
    return listenForKeys(document, {
      '?': () => setOpen(true),
      'mod+z': () => void undoLast(),
      'g h': () => void navigate({ to: '/' }),
      'g j': () => void navigate({ to: '/jobs' }),
      'g p': () => void navigate({ to: '/pick' }),
    })
  }, [navigate])

  return (
    <Dialog open={open} onClose={() => setOpen(false)} title={t('keys.title')} closeLabel={t('do.close')}>
      <dl>
        {keysOf(pathname).map(({ caps, does }) => (
          <div
            key={caps.join()}
            className="flex items-center justify-between gap-6 border-t border-line py-2"
          >
            <dt>{t(does)}</dt>
            <dd className="flex shrink-0 items-center gap-1.5 text-12 text-ink-3">
              {caps.map((cap, n) => (
                <span key={cap} className="flex items-center gap-1.5">
                  {n > 0 && t('keys.then')}
                  <kbd className="min-w-6 rounded-[3px] border border-line-2 px-1.5 py-px text-center font-medium text-ink">
                    {cap}
                  </kbd>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <Link
        to="/account/keys"
        onClick={() => setOpen(false)}
        className="link mt-4 inline-flex min-h-6 items-center text-13 pointer-coarse:min-h-11"
      >
        {t('keys.change')}
      </Link>
    </Dialog>
  )
}
