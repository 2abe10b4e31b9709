// The page of webhooks: where other programs are told what happens.
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { PartFailed } from '#web/part-failed.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { NewWebhook } from '#web/webhooks/new-webhook.tsx'
import { WebhookPart } from '#web/webhooks/webhook-part.tsx'
import { useQuery } from '@tanstack/react-query'

export function WebhooksPage() {
  const t = useT()
  const hooks = useQuery({
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
      <PartFailed of={[hooks]} />
      {hooks.isPending && (
        <output aria-label={t('app.loading')} className="block">
          <Skeleton className="h-16" />
        </output>
      )}
      {hooks.data?.items.length === 0 && (
        <EmptyState title={t('webhooks.empty')}>{t('webhooks.emptyHelp')}</EmptyState>
      )}
      {hooks.data && hooks.data.items.length > 0 && (
        <ul className="border-t border-ink">
          {hooks.data.items.map((webhook) => (
            <WebhookPart key={webhook.id} webhook={webhook} />
          ))}
        </ul>
      )}
    </>
  )
}
