// Adds a person: their photos, and what is declared of their consent before a single byte is sent.
import { BODIES, type Body } from '#sdk/contract/vto-jobs.ts'
import { useT } from '#web/i18n.ts'
import { keys } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Field, readFields } from '#web/ui/field.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { addPerson, RELEASE_FILES, type NewPerson } from './people-data.ts'

interface AddPersonProps {
  /** For everyone in the studio, by an administrator. */
  readonly house?: boolean
  readonly onClose: () => void
}

export function AddPerson({ house = false, onClose }: AddPersonProps) {
  const t = useT()
  const queries = useQueryClient()
  const [body, setBody] = useState<Body>('female')
  const [front, setFront] = useState<File | null>(null)
  const [back, setBack] = useState<File | null>(null)
  const [signed, setSigned] = useState<File | null>(null)
  const [adult, setAdult] = useState(false)
  const [release, setRelease] = useState(false)
  const add = useMutation({
    mutationFn: async (person: NewPerson) => addPerson(person),
    onSuccess: onClose,
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: keys.models })
      await queries.invalidateQueries({ queryKey: ['admin', 'models'] })
    },
  })
  const ready = front !== null && adult && release
  return (
    <Dialog open onClose={onClose} title={t('people.add')} closeLabel={t('do.close')} testId="add-person">
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          const { name, purpose } = readFields(event.currentTarget, 'name', 'purpose')
          if (ready) add.mutate({ name, purpose, body, front, back, release: signed, house })
        }}
      >
        <Field label={t('people.name')} name="name" required maxLength={120} data-autofocus />
        <Segmented
          className="justify-self-start"
          label={t('people.kind')}
          value={body}
          options={BODIES.map((value) => ({ value, label: t(`people.body.${value}`) }))}
          onChange={setBody}
        />
        <div className="grid grid-cols-2 gap-3">
          <PhotoField label={t('people.front')} required onChange={setFront} testId="person-front" />
          <PhotoField label={t('people.back')} onChange={setBack} testId="person-back" />
        </div>
        <p className="text-12 text-ink-3">{t('people.photoHelp')}</p>
        <fieldset className="grid gap-2">
          <legend className="mb-1.5 text-13 font-semibold text-ink-2">{t('people.consent')}</legend>
          <Check checked={adult} onChange={setAdult}>
            {t('people.adult')}
          </Check>
          <Check checked={release} onChange={setRelease}>
            {t('people.release')}
          </Check>
        </fieldset>
        <Field
          label={t('people.purpose')}
          name="purpose"
          required
          maxLength={300}
          hint={t('people.purposeHint')}
        />
        <PhotoField
          label={t('people.signed')}
          accept={RELEASE_FILES}
          onChange={setSigned}
          testId="person-release"
        />
        <p className="-mt-2 text-12 text-ink-3">{t('people.signedHelp')}</p>
        <p className="text-12 text-warn">{t('people.abroadAny')}</p>
        {add.isError && (
          <p role="alert" className="text-13 text-err">
            {sayError(add.error)}
          </p>
        )}
        <Button
          type="submit"
          look="primary"
          size="large"
          busy={add.isPending}
          data-testid="save-person"
          aria-disabled={!ready || undefined}
        >
          {t('people.save')}
        </Button>
      </form>
    </Dialog>
  )
}

function PhotoField({
  label,
  required,
  accept = 'image/*',
  testId,
  onChange,
}: {
  readonly label: string
  readonly required?: boolean
  readonly accept?: string
  readonly testId: string
  readonly onChange: (file: File | null) => void
}) {
  return (
    <label className="grid gap-1.5 text-13 font-semibold text-ink-2">
      {label}
      <input
        type="file"
        accept={accept}
        required={required}
        data-testid={testId}
        onChange={({ target }) => onChange(target.files?.[0] ?? null)}
        className="min-w-0 text-12 font-normal file:mr-2 file:h-9 file:rounded-control file:border file:border-line-2 file:bg-surface file:px-2"
      />
    </label>
  )
}

function Check({
  checked,
  onChange,
  children,
}: {
  readonly checked: boolean
  readonly onChange: (on: boolean) => void
  readonly children: ReactNode
}) {
  return (
    <label className="flex items-start gap-2.5 py-1 text-13">
      <input
        type="checkbox"
        required
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-0.5 size-4.5 shrink-0 accent-ink"
      />
      {children}
    </label>
  )
}
