// Makes a collection: a button, and the dialog that asks for its name.
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { NameDialog } from '#web/ui/name-dialog.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'

/** The button; a collection once made is opened. */
export function NewCollection({ look = 'primary' }: { readonly look?: 'primary' | 'outline' }) {
  const t = useT()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button look={look} onClick={() => setAsking(true)} data-testid="new-collection">
        <Plus size={18} strokeWidth={1.5} aria-hidden />
        {t('collection.new')}
      </Button>
      <NameDialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('collection.new')}
        label={t('collection.name')}
        placeholder={t('collection.namePlaceholder')}
        say={sayError}
        words={{
          submit: t('do.make'),
          cancel: t('do.cancel'),
          close: t('do.close'),
          required: t('errors.nameNeeded'),
        }}
        onName={async (name) => {
          const { id } = await maepsi.collections.create({ body: { name } })
          await queries.invalidateQueries({ queryKey: ['collections'] })
          await navigate({ to: '/collections/$id', params: { id } })
        }}
      />
    </>
  )
}
