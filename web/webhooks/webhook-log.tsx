// What was said to a webhook: each with its tries, what was answered, and the way to say it again.
import type { WebhookDelivery, WebhookTry } from '#sdk/contract/webhooks.ts'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { formatMoment } from '#web/times.ts'
import { Button } from '#web/ui/button.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { EVENT_WORDS } from './event-words.ts'

/** While something waits, the log is looked at again this often, in milliseconds. */
const LOOK_AGAIN = 2_000

export function WebhookLog({ webhookId }: { readonly webhookId: string }) {
  const t = useT()
  const { data, error, isPending, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: keys.webhookLog(webhookId),
    queryFn: async ({ pageParam, signal }) =>
      maepsi.webhooks.deliveries({
        params: { id: webhookId },
        query: { limit: 20, ...(pageParam && { after: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(({ status }) => status === 'waiting'))
        ? LOOK_AGAIN
        : false,
  })
  if (isPending) return <Skeleton className="mt-4 h-10" />
  if (error)
    return (
      <p role="alert" className="mt-4 text-13 font-medium text-err">
        {sayError(error)}
      </p>
    )
  const rows = data.pages.flatMap(({ items }) => items)
  if (rows.length === 0) return <p className="mt-4 text-13 text-ink-3">{t('webhooks.logEmpty')}</p>
  return (
    <div className="mt-4">
      <ul aria-label={t('webhooks.log')} className="border-t border-line text-13">
        {rows.map((delivery) => (
          <Row key={delivery.id} webhookId={webhookId} delivery={delivery} />
        ))}
      </ul>
      {hasNextPage && (
        <Button size="small" className="mt-3" onClick={() => void fetchNextPage()}>
          {t('webhooks.more')}
        </Button>
      )}
    </div>
  )
}

function Row({ webhookId, delivery }: { readonly webhookId: string; readonly delivery: WebhookDelivery }) {
  const t = useT()
  const queries = useQueryClient()
  const again = async () => {
    try {
      await maepsi.webhooks.replay({ params: { id: webhookId, deliveryId: delivery.id } })
      showToast(t('webhooks.againDone'))
    } catch (error) {
      showToast(sayError(error), { kind: 'error' })
    }
    await queries.invalidateQueries({ queryKey: keys.webhookLog(webhookId) })
  }
  return (
    <li data-testid="webhook-delivery" className="border-b border-line py-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="min-w-40 font-medium">{t(EVENT_WORDS[delivery.type])}</span>
        <span className="num text-ink-3">{formatMoment(delivery.createdAt)}</span>
        <span className={delivery.status === 'failed' ? 'font-medium text-err' : 'text-ink-2'}>
          {t(`webhooks.status.${delivery.status}`)}
          {delivery.nextAt && delivery.tries.length > 0
            ? ` · ${t('webhooks.next', { when: formatMoment(delivery.nextAt) })}`
            : ''}
        </span>
        <span className="grow" />
        <Button size="small" look="ghost" onClick={() => void again()}>
          {t('webhooks.again')}
        </Button>
      </div>
      <details>
        <summary className="cursor-pointer text-ink-3">
          {t('webhooks.tries', { count: delivery.tries.length })}
        </summary>
        <ol className="my-2 grid gap-1">
          {delivery.tries.map((one) => (
            <Try key={one.at} one={one} />
          ))}
        </ol>
        <p className="text-ink-3">{t('webhooks.sent')}</p>
        <pre className="overflow-x-auto bg-well p-3 text-12">{JSON.stringify(delivery.payload, null, 2)}</pre>
      </details>
    </li>
  )
}

function Try({ one }: { readonly one: WebhookTry }) {
  const t = useT()
  return (
    <li>
      <span className="num">{formatMoment(one.at)}</span>{' '}
      <b className="font-semibold">
        {one.status === null
          ? t(`webhooks.noAnswer.${one.error ?? 'broken'}`)
          : t('webhooks.answer', { status: String(one.status), ms: one.ms })}
      </b>
      {one.reply && <code className="ml-2 break-all text-ink-3">{one.reply}</code>}
    </li>
  )
}
