// Single-letter shortcuts: all of them on or off, and each on a key of one's own. Kept on this device.
import { useT } from '#web/i18n.ts'
import { capOf, conflictOf, getCaps, hearCaps, type Letter, LETTERS, setCap } from '#web/key-caps.ts'
import { keyOf, setSingleKeys, singleKeysOn } from '#web/keys.ts'
import { announce } from '#web/ui/announce.tsx'
import { Button } from '#web/ui/button.tsx'
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'

export function AccountKeysPage() {
  const t = useT()
  const caps = useSyncExternalStore(hearCaps, getCaps)
  const [single, setSingle] = useState(singleKeysOn)
  const [listening, setListening] = useState<Letter | null>(null)
  const [problem, setProblem] = useState<{ readonly letter: Letter; readonly why: string } | null>(null)

  const hear = useEffectEvent((event: KeyboardEvent) => {
    if (!listening || event.metaKey || event.ctrlKey || event.altKey) return
    const key = keyOf(event)
    if (key === 'Tab' || key === 'Shift') return
    event.preventDefault()
    event.stopPropagation()
    if (key === 'Escape') return setListening(null)
    if (!/^[a-z]$/.test(key)) return setProblem({ letter: listening, why: t('keyboard.lettersOnly') })
    const other = conflictOf(listening, key, caps)
    if (other) {
      const does = t(`keyboard.does.${other}`)
      return setProblem({ letter: listening, why: t('keyboard.taken', { key: key.toUpperCase(), does }) })
    }
    setCap(listening, key === listening ? listening : key)
    announce(t('keyboard.now', { does: t(`keyboard.does.${listening}`), key: key.toUpperCase() }))
    setProblem(null)
    setListening(null)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => hear(event)
    // Before any shortcut acts on the same press.
    document.addEventListener('keydown', listen, true)
    return () => document.removeEventListener('keydown', listen, true)
  }, [])

  return (
    <>
      <title>{`${t('keys.title')} — ${t('app.name')}`}</title>
      <h1 className="display mb-2 text-40 max-md:text-30">{t('keys.title')}</h1>
      <p className="mb-6 max-w-prose text-ink-2">{t('keyboard.help')}</p>
      <label className="mb-6 flex min-h-6 items-start gap-2.5 pointer-coarse:min-h-11">
        <input
          type="checkbox"
          checked={single}
          onChange={(event) => {
            setSingleKeys(event.target.checked)
            setSingle(event.target.checked)
          }}
          className="mt-0.75 size-4 accent-ink"
        />
        <span>
          {t('keys.single')}
          <span className="block text-13 text-ink-3">{t('keys.singleHelp')}</span>
        </span>
      </label>
      <ul className="max-w-160 border-t border-ink">
        {LETTERS.map((letter) => {
          const does = t(`keyboard.does.${letter}`)
          const cap = capOf(letter)
          return (
            <li key={letter} className="border-b border-line py-2.5" data-testid={`key-${letter}`}>
              <div className="flex items-center gap-3">
                <span className="min-w-0 grow">{does}</span>
                <kbd className="min-w-8 rounded-[3px] border border-line-2 px-2 py-0.5 text-center text-13 font-medium">
                  {listening === letter ? '…' : cap || t('keyboard.off')}
                </kbd>
                <Button
                  size="small"
                  aria-label={t('keyboard.changeOf', { does })}
                  aria-pressed={listening === letter}
                  disabled={!single}
                  onClick={() => {
                    setProblem(null)
                    setListening(listening === letter ? null : letter)
                  }}
                >
                  {t(listening === letter ? 'keyboard.press' : 'keyboard.change')}
                </Button>
                <Button
                  size="small"
                  look="ghost"
                  aria-label={t(cap ? 'keyboard.offOf' : 'keyboard.onOf', { does })}
                  disabled={!single}
                  onClick={() => {
                    const other = cap ? null : conflictOf(letter, letter, caps)
                    if (other)
                      setProblem({
                        letter,
                        why: t('keyboard.taken', {
                          key: letter.toUpperCase(),
                          does: t(`keyboard.does.${other}`),
                        }),
                      })
                    else {
                      setProblem(null)
                      setCap(letter, cap ? '' : letter)
                    }
                  }}
                >
                  {t(cap ? 'keyboard.turnOff' : 'keyboard.turnOn')}
                </Button>
              </div>
              {problem?.letter === letter && (
                <p role="alert" className="mt-1 text-13 text-err">
                  {problem.why}
                </p>
              )}
            </li>
          )
        })}
      </ul>
      <Button className="mt-5" onClick={() => setCap(null)}>
        {t('keyboard.reset')}
      </Button>
    </>
  )
}
