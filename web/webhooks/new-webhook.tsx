// Makes a webhook: asks for its address and events, then shows its secret.
import { WEBHOOK_EVENTS } from '#sdk/contract/webhooks.ts'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field, readFields } from '#web/ui/field.tsx'
import { TickList } from '#web/ui/tick-list.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { EVENT_WORDS } from './event-words.ts'
import { SecretDialog } from './secret-dialog.tsx'

interface Wrong {
  readonly url?: string
  readonly events?: string
}

/** The button with its two dialogs. */
export function NewWebhook() {
  const t = useT()
  const queries = useQueryClient()
  const [asking, setAsking] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const [wrong, setWrong] = useState<Wrong>({})
  const [busy, setBusy] = useState(false)
  const leave = () => {
    setWrong({})
    setAsking(false)
  }
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { url } = readFields(event.currentTarget, 'url')
    const chosen = new FormData(event.currentTarget).getAll('event')
    const events = WEBHOOK_EVENTS.filter((one) => chosen.includes(one))
    const found: Wrong = {
      ...(URL.canParse(url.trim()) ? {} : { url: t('errors.webhook_address') }),
      ...(events.length > 0 ? {} : { events: t('webhooks.eventsNeeded') }),
    }
    setWrong(found)
    if (Object.keys(found).length > 0) return
    setBusy(true)
    try {
      const made = await maepsi.webhooks.create({ body: { url: url.trim(), events } })
      leave()
      setSecret(made.secret)
      await queries.invalidateQueries({ queryKey: keys.webhooks })
    } catch (error) {
      setWrong({ url: sayError(error) })
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button look="primary" onClick={() => setAsking(true)} data-testid="new-webhook">
        <Plus size={18} strokeWidth={1.5} aria-hidden />
        {t('webhooks.new')}
      </Button>
      <Dialog open={asking} onClose={leave} title={t('webhooks.new')} closeLabel={t('do.close')}>
        <form noValidate onSubmit={(event) => void send(event)} className="grid gap-5">
          <Field
            label={t('webhooks.address')}
            name="url"
            type="url"
            inputMode="url"
            placeholder="https://"
            maxLength={500}
            autoComplete="off"
            hint={t('webhooks.addressHelp')}
            error={wrong.url}
            data-autofocus
          />
          <TickList
            title={t('webhooks.events')}
            name="event"
            error={wrong.events}
            items={WEBHOOK_EVENTS.map((value) => ({
              value,
              ticked: value === 'job.ended',
              label: (
                <>
                  {t(EVENT_WORDS[value])} <code className="ml-1 text-13 text-ink-3">{value}</code>
                </>
              ),
            }))}
          />
          <p className="flex justify-end gap-2">
            <Button look="ghost" onClick={leave}>
              {t('do.cancel')}
            </Button>
            <Button look="primary" type="submit" busy={busy}>
              {t('do.make')}
            </Button>
          </p>
        </form>
      </Dialog>
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </>
  )
}
