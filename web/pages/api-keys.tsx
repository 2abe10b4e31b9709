// The page of API keys.
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { PartFailed } from '#web/part-failed.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Skeleton } from '#web/ui/skeleton.tsx'
import { ApiKeyList } from '#web/users/api-key-list.tsx'
import { NewApiKey } from '#web/users/new-api-key.tsx'
import { useQuery } from '@tanstack/react-query'

export function ApiKeysPage() {
  const t = useT()
  const apiKeys = useQuery({
    queryKey: keys.apiKeys,
    queryFn: async ({ signal }) => maepsi.users.listApiKeys({ signal }),
  })
  return (
    <>
      <title>{`${t('apiKeys.title')} — ${t('app.name')}`}</title>
      <div className="mb-6 flex flex-wrap items-end justify-between gap-4">
        <div>
          <h1 className="display text-40 max-md:text-30">{t('apiKeys.title')}</h1>
          <p className="mt-2 max-w-prose text-ink-2">{t('apiKeys.help')}</p>
        </div>
        <NewApiKey />
      </div>
      <PartFailed of={[apiKeys]} />
      {apiKeys.isPending && (
        <output aria-label={t('app.loading')} className="block">
          <Skeleton className="h-16" />
        </output>
      )}
      {apiKeys.data?.items.length === 0 && <EmptyState title={t('apiKeys.empty')} />}
      {apiKeys.data && apiKeys.data.items.length > 0 && <ApiKeyList apiKeys={apiKeys.data.items} />}
    </>
  )
}
