// Whom invoices are made out to.
import { type BillingDetails, isBusinessNumber } from '#sdk/contract/billing-details.ts'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { Field, readFields } from '#web/ui/field.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'

/** The form, with what was said before in it. */
export function DetailsForm({ details }: { readonly details: BillingDetails }) {
  const t = useT()
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [wrongNumber, setWrongNumber] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = readFields(event.currentTarget, 'company', 'businessNumber', 'person', 'address', 'email')
    const digits = fields.businessNumber.replace(/[\s-]/g, '')
    const wrong = /^\d{10}$/.test(digits) && !isBusinessNumber(digits)
    setWrongNumber(wrong)
    setFailure(null)
    if (wrong) return
    setBusy(true)
    try {
      const body: BillingDetails = {
        company: fields.company.trim() || null,
        businessNumber: fields.businessNumber.trim() || null,
        person: fields.person.trim() || null,
        address: fields.address.trim() || null,
        email: fields.email.trim() || null,
      }
      queries.setQueryData(keys.billingDetails, await maepsi.billingDetails.put({ body }))
      showToast(t('billing.invoices.saved'))
    } catch (error) {
      setFailure(sayError(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <section aria-labelledby="details" className="mt-11 border-t border-line pt-8">
      <h2 id="details" className="text-15 font-semibold">
        {t('billing.invoices.details')}
      </h2>
      <p className="mt-1 mb-5 text-ink-2">{t('billing.invoices.detailsHelp')}</p>
      <form onSubmit={(event) => void save(event)} className="grid max-w-2xl gap-4 md:grid-cols-2">
        <Field
          label={t('billing.invoices.company')}
          name="company"
          maxLength={120}
          autoComplete="organization"
          defaultValue={details.company ?? ''}
        />
        <Field
          label={t('billing.invoices.businessNumber')}
          name="businessNumber"
          maxLength={40}
          placeholder="123-45-67890"
          defaultValue={details.businessNumber ?? ''}
          error={wrongNumber ? t('billing.invoices.businessNumberWrong') : null}
        />
        <Field
          label={t('billing.invoices.person')}
          name="person"
          maxLength={80}
          defaultValue={details.person ?? ''}
        />
        <Field
          label={t('billing.invoices.email')}
          name="email"
          type="email"
          maxLength={254}
          autoComplete="email"
          defaultValue={details.email ?? ''}
        />
        <Field
          label={t('billing.invoices.address')}
          name="address"
          maxLength={200}
          autoComplete="street-address"
          defaultValue={details.address ?? ''}
          className="md:col-span-2"
        />
        {failure && (
          <p role="alert" className="text-13 font-medium text-err md:col-span-2">
            {failure}
          </p>
        )}
        <p className="md:col-span-2">
          <Button type="submit" busy={busy} className="max-md:w-full">
            {t('do.save')}
          </Button>
        </p>
      </form>
    </section>
  )
}
