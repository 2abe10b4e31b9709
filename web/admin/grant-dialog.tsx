// Gives a user points or takes some, after showing what the balance will be.
import type { WholeAdminUser } from '#sdk/contract/admin-shapes.ts'
import { USAGE_TYPES, type UsageType } from '#sdk/contract/points.ts'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { formatDay, formatNumber } from '#web/times.ts'
import { Field } from '#web/ui/field.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { ActDialog } from './act-dialog.tsx'
import { sayPerson, sayUnit } from './admin-words.ts'
import { Choice } from './choice.tsx'

const BALANCES = {
  credit: 'credit',
  look_book_ticket: 'lookBookTicket',
  video_ticket: 'videoTicket',
  subscription: 'includedLook',
} as const

/** A balance is an integer of 32 bits. */
const MOST = 2 ** 31 - 1

interface GrantDialogProps {
  readonly user: WholeAdminUser
  readonly open: boolean
  readonly onClose: () => void
  readonly onDone: () => void
}

export function GrantDialog({ user, open, onClose, onDone }: GrantDialogProps) {
  const t = useT()
  const [usageType, setUsageType] = useState<UsageType>('credit')
  const [text, setText] = useState('')
  const [day, setDay] = useState('')
  // The same press twice is one grant; the next one gets a number of its own.
  const [id, setId] = useState(() => uuidv7())
  const [today] = useState(() => new Date().toISOString().slice(0, 10))
  const before = user.balance[BALANCES[usageType]]
  const amount = Number(text.replaceAll(/[,\s]/g, '').replace('−', '-'))
  const wrong =
    !Number.isSafeInteger(amount) || amount === 0
      ? t('admin.amountNeeded')
      : before + amount > MOST
        ? t('errors.amount_big', { most: MOST - before })
        : before + amount < 0
          ? t('admin.amountShort', { left: before })
          : null
  // The end of that day where the administrator sits.
  const expiresAt = day && amount > 0 ? new Date(`${day}T23:59:59`).toISOString() : null
  return (
    <ActDialog
      open={open}
      onClose={onClose}
      title={t('admin.grantTitle', { name: sayPerson(user) })}
      help={t('admin.grantHelp')}
      submit={amount < 0 ? t('admin.take') : t('admin.give')}
      reasonHint={t('admin.grantReason')}
      onAct={async (reason) => {
        if (wrong) return wrong
        await maepsi.admin.grant({
          params: { id: user.id },
          body: { id, usageType, amount, expiresAt, reason },
        })
        setId(uuidv7())
        setText('')
        showToast(t('admin.granted'))
        onDone()
        return undefined
      }}
    >
      <div className="grid grid-cols-2 gap-3">
        <Choice
          label={t('admin.kind')}
          value={usageType}
          options={USAGE_TYPES.map((value) => ({ value, label: sayUnit(t, value) }))}
          onChange={(value) => setUsageType(USAGE_TYPES.find((one) => one === value) ?? 'credit')}
        />
        <Field
          label={t('admin.amount')}
          inputMode="numeric"
          autoComplete="off"
          value={text}
          maxLength={16}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <Field
        label={t('admin.expires')}
        type="date"
        value={day}
        min={today}
        disabled={amount < 0}
        hint={t('admin.expiresHint')}
        onChange={(event) => setDay(event.target.value)}
      />
      <output data-testid="grant-preview" className="num block bg-well px-3 py-2.5">
        {text === '' ? (
          <span className="text-ink-3">{t('admin.previewEmpty')}</span>
        ) : wrong ? (
          <span className="text-err">{wrong}</span>
        ) : (
          <>
            {sayUnit(t, usageType)} {formatNumber(before)} →{' '}
            <b className="font-semibold">{formatNumber(before + amount)}</b>
            {expiresAt && ` · ${t('admin.until', { day: formatDay(expiresAt) })}`}
          </>
        )}
      </output>
    </ActDialog>
  )
}
