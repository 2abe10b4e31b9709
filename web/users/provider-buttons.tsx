// The buttons that sign in with Kakao and Google, each as its owner's guide wants it.
import type { Provider } from '#sdk/contract/account.ts'
import { getLanguage, useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { useState } from 'react'
import { browserAddress, isInApp } from './in-app-browser.ts'

const shape =
  'flex h-13 w-full items-center justify-center gap-2.5 text-16 font-semibold transition-opacity duration-120 hover:opacity-90 aria-busy:cursor-progress'

interface ProviderButtonsProps {
  readonly providers: readonly Provider[]
  /** The page of the app to come back to. */
  readonly to: string
}

/** The providers that are offered, above the form for e-mail. The page goes there and comes back; pop-ups would be lost in web views. */
export function ProviderButtons({ providers, to }: ProviderButtonsProps) {
  const t = useT()
  const [busy, setBusy] = useState<Provider | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const inApp = isInApp(navigator.userAgent)
  const go = async (provider: Provider) => {
    if (busy) return
    setBusy(provider)
    setWrong(null)
    try {
      const body = { to, language: getLanguage() }
      const { url } = await maepsi.account.signInWith({ params: { provider }, body })
      location.assign(url)
    } catch (error) {
      setWrong(sayError(error))
      setBusy(null)
    }
  }
  if (providers.length === 0) return null
  return (
    <div className="mb-6 grid gap-3">
      {providers.includes('kakao') && (
        <button
          type="button"
          aria-busy={busy === 'kakao' || undefined}
          onClick={() => void go('kakao')}
          data-testid="sign-in-kakao"
          className={`${shape} rounded-[12px] bg-[#FEE500] text-[rgb(0_0_0_/_85%)]`}
        >
          <KakaoSymbol />
          {t('way.kakao')}
        </button>
      )}
      {providers.includes('google') &&
        (inApp ? (
          <OpenInBrowser />
        ) : (
          <button
            type="button"
            aria-busy={busy === 'google' || undefined}
            onClick={() => void go('google')}
            data-testid="sign-in-google"
            className={`${shape} rounded-control border border-[#747775] bg-white text-[#1f1f1f]`}
          >
            <GoogleSymbol />
            {t('way.google')}
          </button>
        ))}
      {wrong && (
        <p role="alert" className="text-13 font-medium text-err">
          {wrong}
        </p>
      )}
      <p className="mt-3 flex items-center gap-3 text-13 text-ink-3 before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
        {t('way.or')}
      </p>
    </div>
  )
}

/** Stands where Google's button would, inside other apps. */
function OpenInBrowser() {
  const t = useT()
  const [copied, setCopied] = useState(false)
  const address = browserAddress(location.href, navigator.userAgent)
  const copy = async () => {
    await navigator.clipboard.writeText(location.href).catch(() => {})
    setCopied(true)
  }
  return (
    <div className="grid gap-2 bg-well p-4" data-testid="open-in-browser">
      <p className="text-13 text-ink-2">{t('way.openBrowserHelp')}</p>
      <p className="flex flex-wrap gap-2">
        {address && <Button onClick={() => location.assign(address)}>{t('way.openBrowser')}</Button>}
        <Button look={address ? 'ghost' : 'outline'} onClick={() => void copy()}>
          {t('way.copyLink')}
        </Button>
      </p>
      <p role="status" className="text-13 text-ink-2">
        {copied && t('way.copied')}
      </p>
    </div>
  )
}

function KakaoSymbol() {
  return (
    <svg width="20" height="20" viewBox="0 0 18 18" aria-hidden fill="#000">
      <path d="M9 1C4.58 1 1 3.8 1 7.25c0 2.22 1.48 4.16 3.7 5.27l-.75 2.8c-.07.26.22.46.45.31l3.3-2.2c.42.06.86.08 1.3.08 4.42 0 8-2.8 8-6.26S13.42 1 9 1Z" />
    </svg>
  )
}

function GoogleSymbol() {
  return (
    <svg width="20" height="20" viewBox="0 0 48 48" aria-hidden>
      <path
        fill="#EA4335"
        d="M24 9.5c3.54 0 6.71 1.22 9.21 3.6l6.85-6.85C35.9 2.38 30.47 0 24 0 14.62 0 6.51 5.38 2.56 13.22l7.98 6.19C12.43 13.72 17.74 9.5 24 9.5z"
      />
      <path
        fill="#4285F4"
        d="M46.98 24.55c0-1.57-.15-3.09-.38-4.55H24v9.02h12.94c-.58 2.96-2.26 5.48-4.78 7.18l7.73 6c4.51-4.18 7.09-10.36 7.09-17.65z"
      />
      <path
        fill="#FBBC05"
        d="M10.53 28.59c-.48-1.45-.76-2.99-.76-4.59s.27-3.14.76-4.59l-7.98-6.19C.92 16.46 0 20.12 0 24c0 3.88.92 7.54 2.56 10.78l7.97-6.19z"
      />
      <path
        fill="#34A853"
        d="M24 48c6.48 0 11.93-2.13 15.89-5.81l-7.73-6c-2.15 1.45-4.92 2.3-8.16 2.3-6.26 0-11.57-4.22-13.47-9.91l-7.98 6.19C6.51 42.62 14.62 48 24 48z"
      />
    </svg>
  )
}
