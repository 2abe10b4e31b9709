// What can be done with a collection: call it something else, bin it; both can be taken back.
import type { Collection } from '#sdk/contract/collections.ts'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Menu } from '#web/ui/menu.tsx'
import { NameDialog } from '#web/ui/name-dialog.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { offerUndo } from '#web/undo.ts'
import { useQueryClient } from '@tanstack/react-query'
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'

interface CollectionMenuProps {
  readonly collection: Collection
  /** Where to go before it is gone, when the page shows it. */
  readonly leave?: () => Promise<void>
}

/** The ••• menu of a collection. */
export function CollectionMenu({ collection, leave }: CollectionMenuProps) {
  const t = useT()
  const queries = useQueryClient()
  const [renaming, setRenaming] = useState(false)
  const { id, name } = collection

  const changed = async () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['collections'] }),
      queries.invalidateQueries({ queryKey: ['projects'] }),
    ])
  const rename = async (next: string) => {
    queries.setQueryData(
      keys.collection(id),
      await maepsi.collections.update({ params: { id }, body: { name: next } }),
    )
    await changed()
  }
  const bin = async () => {
    try {
      await maepsi.collections.bin({ params: { id } })
      await leave?.()
      await changed()
      offerUndo(t('collection.binned', { name }), async () => {
        await maepsi.collections.restore({ params: { id } })
        await changed()
      })
    } catch (error) {
      showToast(sayError(error), { kind: 'error' })
    }
  }
  return (
    <>
      <Menu
        label={t('collection.menu', { name })}
        className="grid size-9 place-items-center rounded-control hover:bg-well pointer-coarse:size-11"
        items={[
          { id: 'rename', label: t('do.rename'), onSelect: () => setRenaming(true) },
          { id: 'bin', label: t('do.bin'), divide: true, danger: true, onSelect: () => void bin() },
        ]}
      >
        <Ellipsis size={18} strokeWidth={1.5} aria-hidden />
      </Menu>
      <NameDialog
        open={renaming}
        onClose={() => setRenaming(false)}
        title={t('collection.rename')}
        label={t('collection.name')}
        name={name}
        say={sayError}
        words={{
          submit: t('do.save'),
          cancel: t('do.cancel'),
          close: t('do.close'),
          required: t('errors.nameNeeded'),
        }}
        onName={async (next) => {
          await rename(next)
          offerUndo(t('collection.renamed', { name: next }), async () => rename(name))
        }}
      />
    </>
  )
}
