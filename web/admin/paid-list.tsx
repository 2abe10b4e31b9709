// What was paid: found, with what banks ask back, and the way to give it back.
import type { AdminCharge } from '#sdk/contract/admin-shapes.ts'
import { getLanguage, useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { formatDay, formatMoment } from '#web/times.ts'
import { Button } from '#web/ui/button.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { AdminList } from './admin-list.tsx'
import { AdminSearch } from './admin-search.tsx'
import { sayMoney, sayPerson } from './admin-words.ts'
import { PersonCell } from './person-cell.tsx'
import { RefundDialog, refundableOf } from './refund-dialog.tsx'

const ONLY = ['all', 'disputed', 'refunded'] as const
type Only = (typeof ONLY)[number]

/** The list; it begins with what is disputed where the address asks for that. */
export function PaidList({ first }: { readonly first: Only }) {
  const t = useT()
  const queries = useQueryClient()
  const [q, setQ] = useState('')
  const [only, setOnly] = useState<Only>(first)
  const [asked, setAsked] = useState<AdminCharge | null>(null)
  const wanted = useDeferredValue(q.trim())
  return (
    <>
      <AdminSearch
        hint={t('admin.paidSearchHint')}
        words={q}
        onWords={setQ}
        only={only}
        choices={ONLY.map((value) => ({ value, label: t(`admin.paidOnly.${value}`) }))}
        onOnly={setOnly}
      />
      <AdminList<AdminCharge>
        label={t('admin.paid')}
        queryKey={['charges', wanted, only]}
        load={async (page, signal) =>
          maepsi.admin.listCharges({ query: { ...page, only, ...(wanted && { q: wanted }) }, signal })
        }
        keyOf={({ id }) => id}
        empty={t('admin.paidNone')}
        testId="admin-charge"
        columns={[
          {
            head: t('admin.user'),
            render: ({ user }) => <PersonCell user={user} />,
          },
          {
            head: t('admin.bought'),
            render: ({ name, invoice }) => (
              <>
                {name[getLanguage()]}
                {invoice && <span className="block text-12 text-ink-3">{invoice}</span>}
              </>
            ),
          },
          { head: t('admin.sum'), end: true, render: (charge) => <Sum charge={charge} /> },
          { head: t('admin.paidBy'), render: (charge) => <Way charge={charge} /> },
          { head: t('admin.when'), render: ({ paidAt }) => (paidAt ? formatMoment(paidAt) : '—') },
          { head: t('admin.paidState'), render: (charge) => <State charge={charge} /> },
          {
            head: t('admin.acts'),
            end: true,
            render: (charge) =>
              refundableOf(charge) > 0 && !isTaken(charge) ? (
                <Button
                  size="small"
                  look="danger"
                  aria-label={`${t('admin.refundOpen')}: ${sayPerson(charge.user)}, ${sayMoney(charge.amount, charge.currency)}`}
                  onClick={() => setAsked(charge)}
                >
                  {t('admin.refundOpen')}
                </Button>
              ) : null,
          },
        ]}
      />
      {asked && (
        <RefundDialog
          key={asked.id}
          charge={asked}
          onClose={() => setAsked(null)}
          onDone={async () => queries.invalidateQueries({ queryKey: ['admin'] })}
        />
      )}
    </>
  )
}

/** The bank has it, or had the last word: nothing of it is there to be given back. */
function isTaken({ disputes }: AdminCharge): boolean {
  return disputes[0]?.status === 'open' || disputes[0]?.status === 'lost'
}

function Sum({ charge: { amount, refunded, refunding, currency } }: { readonly charge: AdminCharge }) {
  const t = useT()
  const note = 'block text-12 text-ink-3'
  return (
    <>
      <b className="font-semibold">{sayMoney(amount, currency)}</b>
      {refunded > 0 && (
        <span className={note}>{t('admin.refundedSum', { sum: sayMoney(refunded, currency) })}</span>
      )}
      {refunding > 0 && (
        <span className={note}>{t('admin.refundingSum', { sum: sayMoney(refunding, currency) })}</span>
      )}
    </>
  )
}

function Way({ charge: { provider, method, paymentId } }: { readonly charge: AdminCharge }) {
  const t = useT()
  const known = (['manual', 'test', 'stripe', 'portone'] as const).find((one) => one === provider)
  const card = method && [method.brand, method.last4 && `···${method.last4}`].filter(Boolean).join(' ')
  return (
    <>
      {known ? t(`admin.providers.${known}`) : provider}
      {card && <span className="text-ink-3"> {card}</span>}
      {paymentId && provider !== 'manual' && (
        <code className="block max-w-44 truncate text-12 text-ink-3" title={paymentId}>
          {paymentId}
        </code>
      )}
    </>
  )
}

const TONES = {
  inquiry: 'text-warn',
  open: 'text-err font-semibold',
  won: 'text-ok',
  lost: 'text-err',
} as const

function State({ charge: { disputes, refunds, status } }: { readonly charge: AdminCharge }) {
  const t = useT()
  const failed = refunds.find((refund) => refund.status === 'failed')
  if (status === 'mismatch') return <span className="text-err">{t('admin.mismatch')}</span>
  if (disputes.length === 0 && !failed) return '—'
  return (
    <>
      {disputes.map((dispute) => (
        <span key={dispute.id} className="block" data-testid="dispute">
          <span className={TONES[dispute.status]}>{t(`admin.dispute.${dispute.status}`)}</span>
          <span className="block text-12 text-ink-3">
            {dispute.reason}
            {dispute.dueAt &&
              (dispute.status === 'open' || dispute.status === 'inquiry') &&
              ` · ${t('admin.disputeDue', { day: formatDay(dispute.dueAt) })}`}
          </span>
        </span>
      ))}
      {failed && (
        <span className="block">
          <span className="text-err">{t('admin.refundFailed')}</span>
          <span className="block text-12 break-words text-ink-3">{failed.failure}</span>
        </span>
      )}
    </>
  )
}
