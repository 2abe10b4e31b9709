// Where to send money, how much, and what to write on it.
import { useT } from '#web/i18n.ts'
import { formatDate } from '#web/times.ts'
import { announce } from '#web/ui/announce.tsx'
import { Button } from '#web/ui/button.tsx'

interface TransferNoteProps {
  readonly amount: string
  /** Null: the operator has to be asked. */
  readonly account: string | null
  readonly remittance: string
  readonly expiresAt: string | null
}

/** The three things a transfer needs, each to be copied. */
export function TransferNote({ amount, account, remittance, expiresAt }: TransferNoteProps) {
  const t = useT()
  return (
    <section data-testid="transfer">
      <h2 className="text-18 font-semibold">{t('billing.checkout.transferTitle', { amount })}</h2>
      <p className="mt-1 text-ink-2">
        {t('billing.checkout.transferHelp')}
        {expiresAt && ` ${t('billing.checkout.waitingUntil', { day: formatDate(expiresAt) })}.`}
      </p>
      <dl className="mt-5 border-t border-ink">
        <Row name={t('billing.checkout.account')} copy={account}>
          {account ?? t('billing.checkout.askAccount')}
        </Row>
        <Row name={t('billing.checkout.remittance')} copy={remittance}>
          <b className="num font-semibold">{remittance}</b>
          <span className="block text-12 text-ink-3">{t('billing.checkout.remittanceHelp')}</span>
        </Row>
      </dl>
    </section>
  )
}

interface RowProps {
  readonly name: string
  readonly copy: string | null
  readonly children: React.ReactNode
}

function Row({ name, copy, children }: RowProps) {
  const t = useT()
  return (
    <div className="flex min-h-14 items-center gap-4 border-b border-line py-2">
      <dt className="w-24 shrink-0 text-13 text-ink-3">{name}</dt>
      <dd className="min-w-0 flex-1 break-words">{children}</dd>
      {/* Browsers keep the clipboard from addresses without https; there the text is to be selected. */}
      {copy !== null && 'clipboard' in navigator && (
        <dd>
          <Button
            size="small"
            onClick={() => {
              void navigator.clipboard.writeText(copy).then(() => announce(t('billing.checkout.copied')))
            }}
          >
            {t('do.copy')}
          </Button>
        </dd>
      )}
    </div>
  )
}
