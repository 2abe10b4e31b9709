// Gives a payment back, or a part of it, after saying what then goes where.
import { DECIMALS } from '#sdk/contract/subscriptions.ts'
import type { AdminCharge } from '#sdk/contract/admin-shapes.ts'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { Field } from '#web/ui/field.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { ActDialog } from './act-dialog.tsx'
import { sayMoney, sayPerson } from './admin-words.ts'

interface RefundDialogProps {
  readonly charge: AdminCharge
  readonly onClose: () => void
  readonly onDone: () => Promise<void>
}

/** What of a payment has not gone back and is not on its way. */
export function refundableOf({ amount, refunded, refunding }: AdminCharge): number {
  return amount - refunded - refunding
}

/** Asks how much goes back and why; the amount begins as all that can. */
export function RefundDialog({ charge, onClose, onDone }: RefundDialogProps) {
  const t = useT()
  const { currency, provider } = charge
  const most = refundableOf(charge)
  const digits = DECIMALS[currency]
  const [text, setText] = useState((most / 10 ** digits).toFixed(digits))
  // The same press twice is one refund.
  const [id] = useState(() => uuidv7())
  const amount = read(text, digits)
  const money = (sum: number) => sayMoney(sum, currency)
  const wrong =
    amount === null || amount < 1
      ? t('admin.refundAmountNeeded')
      : amount > most
        ? t('admin.refundTooBig', { most: money(most) })
        : null
  const byHand = provider === 'manual'
  return (
    <ActDialog
      open
      onClose={onClose}
      title={t('admin.refundTitle', { name: sayPerson(charge.user) })}
      help={t(byHand ? 'admin.refundByHand' : 'admin.refundHelp')}
      submit={t('admin.refundDo')}
      danger
      reasonHint={t('admin.refundReason')}
      onAct={async (reason) => {
        if (wrong !== null || amount === null) return wrong ?? undefined
        await maepsi.admin.refundCharge({ params: { id: charge.id }, body: { id, amount, reason } })
        showToast(t('admin.refundDone', { sum: money(amount) }))
        await onDone()
        return undefined
      }}
    >
      <Field
        label={t('admin.refundAmount', { currency })}
        inputMode="decimal"
        autoComplete="off"
        value={text}
        maxLength={16}
        hint={t('admin.refundMost', { most: money(most) })}
        onChange={(event) => setText(event.target.value)}
      />
      <output data-testid="refund-preview" className="num block bg-well px-3 py-2.5">
        {wrong === null && amount !== null ? (
          <>
            {money(most)} → <b className="font-semibold">{money(most - amount)}</b>
          </>
        ) : (
          <span className="text-err">{wrong}</span>
        )}
      </output>
    </ActDialog>
  )
}

/** A sum as people write it, in the smallest unit; null for what is none, or has more digits than the currency. */
function read(text: string, digits: number): number | null {
  const clean = text.replaceAll(/[,\s]/g, '')
  const isSum = digits === 0 ? /^\d+$/ : new RegExp(`^\\d+([.]\\d{1,${digits}})?$`)
  return isSum.test(clean) ? Math.round(Number(clean) * 10 ** digits) : null
}
