// What can be done with a project: call it something else, move it, bin it; each can be taken back.
import type { Project } from '#sdk/contract/projects.ts'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Menu } from '#web/ui/menu.tsx'
import { NameDialog } from '#web/ui/name-dialog.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { offerUndo } from '#web/undo.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { MoveDialog } from './move-dialog.tsx'

interface ProjectMenuProps {
  readonly project: Project
  /** Where to be after it went to the bin: its collection, or where one is. */
  readonly afterBin?: 'collection'
}

/** The ••• menu of a project. */
export function ProjectMenu({ project, afterBin }: ProjectMenuProps) {
  const t = useT()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'name' | 'place' | null>(null)
  const { id, name, collectionId } = project

  const changed = async () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['projects'] }),
      queries.invalidateQueries({ queryKey: ['collections'] }),
    ])
  const update = async (body: { name?: string; collectionId?: string }) => {
    queries.setQueryData(keys.project(id), await maepsi.projects.update({ params: { id }, body }))
    await changed()
  }
  const bin = async () => {
    try {
      await maepsi.projects.bin({ params: { id } })
      if (afterBin) await navigate({ to: '/collections/$id', params: { id: collectionId } })
      await changed()
      offerUndo(t('project.binned', { name }), async () => {
        await maepsi.projects.restore({ params: { id } })
        await changed()
      })
    } catch (error) {
      showToast(sayError(error), { kind: 'error' })
    }
  }
  return (
    <>
      <Menu
        label={t('project.menu', { name })}
        className="grid size-9 place-items-center rounded-control hover:bg-well pointer-coarse:size-11"
        items={[
          { id: 'rename', label: t('do.rename'), onSelect: () => setAsking('name') },
          { id: 'move', label: t('project.move'), onSelect: () => setAsking('place') },
          { id: 'bin', label: t('do.bin'), divide: true, danger: true, onSelect: () => void bin() },
        ]}
      >
        <Ellipsis size={18} strokeWidth={1.5} aria-hidden />
      </Menu>
      <NameDialog
        open={asking === 'name'}
        onClose={() => setAsking(null)}
        title={t('project.rename')}
        label={t('project.name')}
        name={name}
        say={sayError}
        words={{
          submit: t('do.save'),
          cancel: t('do.cancel'),
          close: t('do.close'),
          required: t('errors.nameNeeded'),
        }}
        onName={async (next) => {
          await update({ name: next })
          offerUndo(t('project.renamed', { name: next }), async () => update({ name }))
        }}
      />
      <MoveDialog
        open={asking === 'place'}
        onClose={() => setAsking(null)}
        from={collectionId}
        onMove={async (to) => {
          await update({ collectionId: to.id })
          offerUndo(t('project.moved', { name, to: to.name }), async () => update({ collectionId }))
        }}
      />
    </>
  )
}
