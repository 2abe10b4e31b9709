// The page of webhooks: where other programs are told what happens.
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Banner } from '#web/ui/banner.tsx'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { NewWebhook } from '#web/webhooks/new-webhook.tsx'
import { WebhookPart } from '#web/webhooks/webhook-part.tsx'
import { useQuery } from '@tanstack/react-query'

export function WebhooksPage() {
  const t = useT()
  const { data, error, isPending, refetch } = useQuery({
    queryKey: keys.webhooks,
    queryFn: async ({ signal }) => maepsi.webhooks.list({ signal }),
  })
  return (
    <>
      <title>{`${t('webhooks.title')} — ${t('app.name')}`}</title>
      <div className="mb-6 flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1 className="display text-40 max-md:text-30">{t('webhooks.title')}</h1>
          <p className="mt-2 max-w-prose text-ink-2">{t('webhooks.help')}</p>
        </div>
        <NewWebhook />
      </div>
      {error && (
        <Banner
          kind="error"
          title={t('state.partFailed')}
          action={
            <Button size="small" onClick={() => void refetch()}>
              {t('do.retry')}
            </Button>
          }
        >
          {sayError(error)}
        </Banner>
      )}
      {isPending && (
        <output aria-label={t('app.loading')} className="block">
          <Skeleton className="h-16" />
        </output>
      )}
      {data?.items.length === 0 && (
        <EmptyState title={t('webhooks.empty')}>{t('webhooks.emptyHelp')}</EmptyState>
      )}
      {data && data.items.length > 0 && (
        <ul className="border-t border-ink">
          {data.items.map((webhook) => (
            <WebhookPart key={webhook.id} webhook={webhook} />
          ))}
        </ul>
      )}
    </>
  )
}
