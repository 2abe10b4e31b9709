// One webhook in the list: where it leads, what it tells, how it goes, and what can be done with it.
import type { Webhook } from '#sdk/contract/webhooks.ts'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { formatDay } from '#web/times.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { EVENT_WORDS } from './event-words.ts'
import { SecretDialog } from './secret-dialog.tsx'
import { WebhookLog } from './webhook-log.tsx'

/** The row; its log opens below it. Removing it and renewing its secret ask first. */
export function WebhookPart({ webhook }: { readonly webhook: Webhook }) {
  const t = useT()
  const queries = useQueryClient()
  const [asking, setAsking] = useState<'remove' | 'renew' | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const [open, setOpen] = useState(false)
  const params = { id: webhook.id }
  const act = async (work: () => Promise<unknown>, done?: string) => {
    setAsking(null)
    try {
      await work()
      if (done) showToast(done)
    } catch (error) {
      showToast(sayError(error), { kind: 'error' })
    }
    await queries.invalidateQueries({ queryKey: ['webhooks'] })
  }
  const test = async () => {
    await act(async () => maepsi.webhooks.sendTest({ params }), t('webhooks.tested'))
    setOpen(true)
  }
  const renew = async () => setSecret((await maepsi.webhooks.renewSecret({ params })).secret)
  const state = webhook.offReason
    ? t(`webhooks.isOff.${webhook.offReason}`)
    : webhook.failingSince && t('webhooks.failing', { day: formatDay(webhook.failingSince) })
  return (
    <li data-testid="webhook" className="border-b border-line py-4">
      <p className="font-semibold break-all">{webhook.url}</p>
      <p className="text-13 text-ink-3">{webhook.events.map((event) => t(EVENT_WORDS[event])).join(' · ')}</p>
      {state && <p className="text-13 font-medium text-err">{state}</p>}
      <p
        role="group"
        aria-label={t('webhooks.actions', { address: webhook.url })}
        className="mt-3 flex flex-wrap gap-2"
      >
        <Button size="small" onClick={() => void test()}>
          {t('webhooks.test')}
        </Button>
        <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('webhooks.log')}
        </Button>
        <Button
          size="small"
          onClick={() =>
            void act(async () => maepsi.webhooks.update({ params, body: { on: webhook.offAt !== null } }))
          }
        >
          {webhook.offAt ? t('webhooks.on') : t('webhooks.off')}
        </Button>
        <Button size="small" onClick={() => setAsking('renew')}>
          {t('webhooks.renew')}
        </Button>
        <Button size="small" look="danger" onClick={() => setAsking('remove')}>
          {t('webhooks.remove')}
        </Button>
      </p>
      {open && <WebhookLog webhookId={webhook.id} />}
      <Dialog
        open={asking !== null}
        onClose={() => setAsking(null)}
        title={asking === 'renew' ? t('webhooks.renewTitle') : t('webhooks.removeTitle')}
        closeLabel={t('do.close')}
      >
        <p className="text-ink-2">
          {asking === 'renew' ? t('webhooks.renewHelp') : t('webhooks.removeHelp')}
        </p>
        <p className="mt-6 flex justify-end gap-2">
          <Button look="ghost" onClick={() => setAsking(null)} data-autofocus>
            {t('do.cancel')}
          </Button>
          {asking === 'renew' ? (
            <Button look="primary" onClick={() => void act(renew)}>
              {t('webhooks.renew')}
            </Button>
          ) : (
            <Button
              look="danger"
              onClick={() => void act(async () => maepsi.webhooks.remove({ params }), t('webhooks.removed'))}
            >
              {t('webhooks.remove')}
            </Button>
          )}
        </p>
      </Dialog>
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </li>
  )
}
