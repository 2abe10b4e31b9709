// Where one is signed in, each with the way to end it.
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { formatMoment } from '#web/times.ts'
import { Button } from '#web/ui/button.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { deviceName } from './device-name.ts'

/** The sessions, this one named. */
export function SessionList() {
  const t = useT()
  const queries = useQueryClient()
  const { data } = useSuspenseQuery({
    queryKey: keys.sessions,
    queryFn: async ({ signal }) => maepsi.account.sessions({ signal }),
  })
  const act = async (end: () => Promise<unknown>, said: string) => {
    try {
      await end()
      showToast(said)
    } catch (error) {
      showToast(sayError(error), { kind: 'error' })
    }
    await queries.invalidateQueries({ queryKey: keys.sessions })
  }
  return (
    <>
      <ul className="border-t border-line">
        {data.items.map(({ id, current, userAgent, address, lastUsedAt }) => {
          const name = deviceName(userAgent) ?? t('own.unknownDevice')
          return (
            <li
              key={id}
              data-testid="session"
              className="flex min-h-14 items-center justify-between gap-4 border-b border-line py-2"
            >
              <p className="min-w-0">
                <b className="font-semibold">{name}</b>
                {current && <span className="ml-2 text-13 text-chalk">{t('own.thisOne')}</span>}
                <span className="num block text-13 text-ink-3">
                  {t('own.lastUsed', { day: formatMoment(lastUsedAt) })}
                  {address && ` · ${address}`}
                </span>
              </p>
              {!current && (
                <Button
                  size="small"
                  aria-label={`${t('own.end')}: ${name}`}
                  onClick={() =>
                    void act(async () => maepsi.account.endSession({ params: { id } }), t('own.ended'))
                  }
                >
                  {t('own.end')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {data.items.length > 1 && (
        <p className="mt-4">
          <Button
            onClick={() => void act(async () => maepsi.account.endOtherSessions(), t('own.othersEnded'))}
          >
            {t('own.endOthers')}
          </Button>
        </p>
      )}
    </>
  )
}
