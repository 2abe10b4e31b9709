// What one is told of, and how: events down, ways across.
import type { Notification as Choice } from '#sdk/contract/account.ts'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { askMe, askNotifications } from '#web/queries.ts'
import { sayError } from '#web/say-error.ts'
import { showToast } from '#web/ui/toast.tsx'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'

const WAYS = ['inApp', 'email', 'browser'] as const
type Way = (typeof WAYS)[number]

/** An invitation is a letter: there is nothing in the app that could say it. */
const POSSIBLE: Readonly<Record<Choice['event'], readonly Way[]>> = {
  run_finished: WAYS,
  run_failed: WAYS,
  project_shared: ['email'],
}

export function NotificationsPage() {
  const t = useT()
  const queries = useQueryClient()
  const { data: me } = useSuspenseQuery(askMe)
  const { data } = useSuspenseQuery(askNotifications)
  const names: Readonly<Record<Way, string>> = {
    inApp: t('own.inApp'),
    email: t('own.mail'),
    browser: t('own.browser'),
  }
  const choose = async (choice: Choice, way: Way) => {
    const { event, ...body } = { ...choice, [way]: !choice[way] }
    if (way === 'browser' && body.browser && !(await mayNotify())) {
      showToast(t('own.browserBlocked'), { kind: 'error' })
      return
    }
    const put = (next: Choice) =>
      queries.setQueryData(keys.notifications, {
        items: data.items.map((one) => (one.event === event ? next : one)),
      })
    put({ event, ...body })
    try {
      put(await maepsi.account.setNotification({ params: { event }, body }))
    } catch (error) {
      put(choice)
      showToast(sayError(error), { kind: 'error' })
    }
  }
  return (
    <>
      <title>{`${t('own.notifications')} — ${t('app.name')}`}</title>
      <h1 className="display mb-2 text-40 max-md:text-30">{t('own.notifications')}</h1>
      <p className="mb-6 max-w-prose text-ink-2">{t('own.notificationsHelp')}</p>
      {me.email === null && <p className="mb-6 text-warn">{t('own.noMailNote')}</p>}
      <table className="w-full border-t border-ink text-left">
        <thead>
          <tr className="border-b border-line text-13 text-ink-3">
            <th scope="col" className="py-3 pr-4 font-medium">
              {t('own.event')}
            </th>
            {WAYS.map((way) => (
              <th key={way} scope="col" className="w-24 py-3 text-center font-medium max-md:w-16">
                {names[way]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.items.map((choice) => (
            <tr key={choice.event} className="border-b border-line">
              <th scope="row" className="py-3 pr-4 font-semibold">
                {t(`own.events.${choice.event}`)}
              </th>
              {WAYS.map((way) => (
                <td key={way} className="py-1.5 text-center">
                  {POSSIBLE[choice.event].includes(way) ? (
                    <label className="inline-grid size-11 place-items-center">
                      <input
                        type="checkbox"
                        checked={choice[way]}
                        aria-label={`${t(`own.events.${choice.event}`)}, ${names[way]}`}
                        onChange={() => void choose(choice, way)}
                        className="size-4.5 accent-ink"
                      />
                    </label>
                  ) : (
                    <span className="text-ink-3">{t('own.none')}</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

async function mayNotify(): Promise<boolean> {
  if (!('Notification' in window)) return false
  return (await Notification.requestPermission()) === 'granted'
}
