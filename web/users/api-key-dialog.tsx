// Asks what a new API key is for: its name, what it may do, and what it may spend in a day.
import { API_KEY_SCOPES, type ApiKeyScope } from '#sdk/contract/users.ts'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { askMe } from '#web/queries.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field, readFields } from '#web/ui/field.tsx'
import { TickList } from '#web/ui/tick-list.tsx'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'

interface ApiKeyDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  /** Hears the text of the new key, which is shown this once. */
  readonly onMade: (key: string) => void | Promise<void>
}

interface Wrong {
  readonly name?: string
  readonly scopes?: string
  readonly cap?: string
}

const USUAL: readonly ApiKeyScope[] = ['read', 'write', 'spend']

/** The dialog. A key for administration is offered to administrators alone. */
export function ApiKeyDialog({ open, onClose, onMade }: ApiKeyDialogProps) {
  const t = useT()
  const { data: me } = useQuery(askMe)
  const [wrong, setWrong] = useState<Wrong>({})
  const [busy, setBusy] = useState(false)
  const leave = () => {
    setWrong({})
    onClose()
  }
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const { name, cap } = readFields(form, 'name', 'cap')
    const chosen = new FormData(form).getAll('scope')
    const scopes = API_KEY_SCOPES.filter((scope) => chosen.includes(scope))
    const dailyCap = cap.trim() === '' ? null : Number(cap)
    const found: Wrong = {
      ...(name.trim() ? {} : { name: t('errors.nameNeeded') }),
      ...(scopes.length > 0 ? {} : { scopes: t('own.scopeNeeded') }),
      ...(dailyCap === null || (Number.isInteger(dailyCap) && dailyCap >= 1 && dailyCap <= 1_000_000)
        ? {}
        : { cap: t('own.capBad') }),
    }
    setWrong(found)
    if (Object.keys(found).length > 0) return
    setBusy(true)
    try {
      const { key } = await maepsi.users.createApiKey({ body: { name: name.trim(), scopes, dailyCap } })
      leave()
      await onMade(key)
    } catch (error) {
      setWrong({ name: sayError(error) })
    } finally {
      setBusy(false)
    }
  }
  const offered = API_KEY_SCOPES.filter((scope) => scope !== 'admin' || me?.isAdmin)
  return (
    <Dialog open={open} onClose={leave} title={t('apiKeys.new')} closeLabel={t('do.close')}>
      <form noValidate onSubmit={(event) => void send(event)} className="grid gap-5">
        <Field
          label={t('apiKeys.name')}
          name="name"
          placeholder={t('apiKeys.namePlaceholder')}
          maxLength={120}
          autoComplete="off"
          error={wrong.name}
          data-autofocus
        />
        <TickList
          title={t('own.scopes')}
          name="scope"
          error={wrong.scopes}
          items={offered.map((value) => ({
            value,
            ticked: USUAL.includes(value),
            label: (
              <>
                {t(`own.scope.${value}`)}
                <span className="ml-2 text-13 text-ink-3">{t(`own.scopeHelp.${value}`)}</span>
              </>
            ),
          }))}
        />
        <Field
          label={t('own.cap')}
          name="cap"
          inputMode="numeric"
          autoComplete="off"
          hint={t('own.capHelp')}
          error={wrong.cap}
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
  )
}
