// Proves an e-mail address by the letter that was sent there. One press: programs that look into letters open links, and press nothing.
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Door } from '#web/shell/door.tsx'
import { Banner } from '#web/ui/banner.tsx'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'

const route = getRouteApi('/verify-email')

export function VerifyEmailPage() {
  const t = useT()
  const { token = '' } = route.useSearch()
  const queries = useQueryClient()
  const [state, setState] = useState<'open' | 'busy' | 'done'>('open')
  const [wrong, setWrong] = useState<string | null>(null)
  const confirm = async () => {
    setState('busy')
    try {
      await maepsi.account.confirmEmail({ body: { token: token || '-' } })
      setState('done')
      queries.removeQueries({ queryKey: keys.me })
    } catch (error) {
      setWrong(sayError(error))
      setState('open')
    }
  }
  return (
    <Door title={t('way.verifyTitle')} {...(state === 'done' ? {} : { help: t('way.verifyHelp') })}>
      {state === 'done' ? (
        <>
          <Banner title={t('way.verifyDoneTitle')}>{t('way.verifyDone')}</Banner>
          <p className="mt-6">
            <Link to="/" className={buttonClass('primary')}>
              {t('way.goOn')}
            </Link>
          </p>
        </>
      ) : (
        <>
          {wrong && <Banner kind="error" title={wrong} />}
          <p className="mt-6">
            <Button look="primary" size="large" busy={state === 'busy'} onClick={() => void confirm()}>
              {t('way.verify')}
            </Button>
          </p>
        </>
      )}
    </Door>
  )
}
