// The API keys of the person signed in, each with the way to end it.
import type { ApiKey } from '#sdk/contract/users.ts'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { formatDay } from '#web/times.ts'
import { Button } from '#web/ui/button.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { offerUndo } from '#web/undo.ts'

/** The list. Revoking is done at once, for a key that leaked cannot wait; for a moment it can be taken back. */
export function ApiKeyList({ apiKeys }: { readonly apiKeys: readonly ApiKey[] }) {
  const t = useT()
  const queries = useQueryClient()
  const lookAgain = async () => queries.invalidateQueries({ queryKey: keys.apiKeys })
  const revoke = async ({ id, name }: ApiKey) => {
    try {
      await maepsi.users.revokeApiKey({ params: { id } })
      offerUndo(t('apiKeys.revoked', { name }), async () => {
        await maepsi.users.restoreApiKey({ params: { id } })
        await lookAgain()
      })
    } catch (error) {
      showToast(sayError(error), { kind: 'error' })
    }
    await lookAgain()
  }
  return (
    <ul className="border-t border-ink">
      {apiKeys.map((key) => (
        <li
          key={key.id}
          data-testid="api-key"
          className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-3"
        >
          <p className="min-w-0 grow">
            <b className="font-semibold">{key.name}</b>{' '}
            <code className="num ml-2 text-13 text-ink-2">{key.prefix}…</code>
            <span className="block text-13 text-ink-3">
              {t('apiKeys.created', { day: formatDay(key.createdAt) })} ·{' '}
              {key.lastUsedAt ? t('apiKeys.used', { day: formatDay(key.lastUsedAt) }) : t('apiKeys.unused')}
            </span>
            <span className="block text-13 text-ink-3">
              {key.scopes.map((scope) => t(`own.scope.${scope}`)).join(', ')} ·{' '}
              {key.dailyCap === null
                ? t('own.noCap')
                : t('own.capShown', { cap: key.dailyCap, spent: key.spentToday })}
            </span>
          </p>
          <Button
            size="small"
            look="danger"
            aria-label={`${t('apiKeys.revoke')}: ${key.name}`}
            onClick={() => void revoke(key)}
          >
            {t('apiKeys.revoke')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
