// The ways into the account: which there are, adding one, taking one away.
import type { Provider, WaysIn as Ways } from '#sdk/contract/account.ts'
import type { User } from '#sdk/contract/users.ts'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { formatDay } from '#web/times.ts'
import { Button } from '#web/ui/button.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { providerName } from './provider-name.ts'

interface WaysInProps {
  readonly me: User
  readonly ways: Ways
  /** The providers this studio speaks with. */
  readonly offered: readonly Provider[]
  /** One that somebody tried to sign in with before they had added it. */
  readonly offer?: Provider
}

/** A line for each way in. The last one has no button that takes it away. */
export function WaysIn({ me, ways, offered, offer }: WaysInProps) {
  const t = useT()
  const queries = useQueryClient()
  const isOnly = ways.providers.length + (ways.password ? 1 : 0) === 1
  const dare = async (act: () => Promise<unknown>) => {
    try {
      await act()
    } catch (error) {
      showToast(sayError(error), { kind: 'error' })
    }
  }
  const link = async (provider: Provider) =>
    dare(async () => location.assign((await maepsi.account.link({ params: { provider } })).url))
  const unlink = async (provider: Provider) =>
    dare(async () => {
      queries.setQueryData(keys.waysIn, await maepsi.account.unlink({ params: { provider } }))
      showToast(t('own.unlinkedToast', { provider: providerName(provider) }))
    })
  const makePassword = async () =>
    dare(async () => {
      await maepsi.account.requestPasswordReset({ body: { email: me.email ?? '' } })
      showToast(t('own.passwordLetter'))
    })
  const linked = new Map(ways.providers.map(({ provider, since }) => [provider, since]))
  const shown = [...new Set([...offered, ...linked.keys()])]
  return (
    <>
      {offer && !linked.has(offer) && (
        <div
          className="mb-5 flex flex-wrap items-center justify-between gap-3 bg-wash p-4"
          data-testid="offer"
        >
          <p className="min-w-0">
            <b className="font-semibold">{t('own.offerTitle', { provider: providerName(offer) })}</b>{' '}
            {t('own.offer', { provider: providerName(offer) })}
          </p>
          <Button look="primary" onClick={() => void link(offer)}>
            {t('own.link')}
          </Button>
        </div>
      )}
      <ul className="border-t border-line">
        <Way name={t('own.byPassword')} note={ways.password ? me.email : t('own.noPassword')}>
          {!ways.password && me.email && (
            <Button size="small" onClick={() => void makePassword()}>
              {t('own.makePassword')}
            </Button>
          )}
        </Way>
        {shown.map((provider) => {
          const since = linked.get(provider)
          const name = providerName(provider)
          return (
            <Way
              key={provider}
              name={name}
              note={since ? t('own.since', { day: formatDay(since) }) : t('own.notLinked')}
            >
              {since === undefined ? (
                <Button
                  size="small"
                  aria-label={`${t('own.link')}: ${name}`}
                  onClick={() => void link(provider)}
                >
                  {t('own.link')}
                </Button>
              ) : (
                !isOnly && (
                  <Button
                    size="small"
                    aria-label={`${t('own.unlink')}: ${name}`}
                    onClick={() => void unlink(provider)}
                  >
                    {t('own.unlink')}
                  </Button>
                )
              )}
            </Way>
          )
        })}
      </ul>
    </>
  )
}

function Way({
  name,
  note,
  children,
}: {
  readonly name: string
  readonly note: string | null
  readonly children: ReactNode
}) {
  return (
    <li className="flex min-h-14 items-center justify-between gap-4 border-b border-line py-2">
      <p className="min-w-0">
        <b className="font-semibold">{name}</b>
        <span className="block text-13 break-words text-ink-3">{note}</span>
      </p>
      {children}
    </li>
  )
}
