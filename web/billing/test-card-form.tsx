// The form of a card that moves no money: a number, and what each number does.
import type { Begun } from '#sdk/contract/payments.ts'
import { useT } from '#web/i18n.ts'
import { Button } from '#web/ui/button.tsx'
import { Field } from '#web/ui/field.tsx'
import { useState } from 'react'

interface TestCardFormProps {
  readonly cards: Extract<Begun['checkout'], { readonly how: 'test-card' }>['cards']
  readonly amount: string
  readonly busy: boolean
  readonly failure: string | null
  readonly onCard: (cardNumber: string) => void
}

/** Asks for a card number; a press on one of the known ones fills it in. */
export function TestCardForm({ cards, amount, busy, failure, onCard }: TestCardFormProps) {
  const t = useT()
  const [number, setNumber] = useState('')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) onCard(number)
      }}
    >
      <Field
        label={t('billing.checkout.card')}
        hint={t('billing.checkout.cardHint')}
        error={failure}
        value={number}
        inputMode="numeric"
        autoComplete="off"
        maxLength={24}
        required
        onChange={({ target }) => setNumber(target.value)}
        data-testid="card-number"
      />
      <ul className="mt-3 border-t border-line">
        {cards.map((card) => (
          <li key={card.number}>
            <button
              type="button"
              onClick={() => setNumber(spaced(card.number))}
              className="flex min-h-11 w-full items-center justify-between gap-4 border-b border-line text-left text-14 hover:bg-well"
            >
              <span className="num">{spaced(card.number)}</span>
              <span className="text-13 text-ink-3">{t(`billing.checkout.cardDoes.${card.does}`)}</span>
            </button>
          </li>
        ))}
      </ul>
      <Button
        look="primary"
        size="large"
        type="submit"
        busy={busy}
        className="mt-6 w-full"
        data-testid="pay-card"
      >
        {t('billing.payAmount', { amount })}
      </Button>
    </form>
  )
}

function spaced(number: string): string {
  return number.replace(/(\d{4})(?=\d)/g, '$1 ')
}
