// What an administrator may do to a user: give, look as them, suspend, make an administrator; each with its reason.
import type { WholeAdminUser } from '#sdk/contract/admin-shapes.ts'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { askMe } from '#web/queries.ts'
import { Button } from '#web/ui/button.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ActDialog } from './act-dialog.tsx'
import { sayPerson } from './admin-words.ts'
import { GrantDialog } from './grant-dialog.tsx'

type Asked = 'grant' | 'view' | 'suspend' | 'lift' | 'makeAdmin' | 'unmakeAdmin'

export function UserActs({ user }: { readonly user: WholeAdminUser }) {
  const t = useT()
  const queries = useQueryClient()
  const { data: me } = useQuery(askMe)
  const [asked, setAsked] = useState<Asked | null>(null)
  const isMe = me?.id === user.id
  const changed = async () => queries.invalidateQueries({ queryKey: ['admin'] })
  const act = async (reason: string) => {
    const given = { params: { id: user.id }, body: { reason } }
    if (asked === 'view') {
      await maepsi.admin.startView(given)
      // Everything on screen belongs to somebody else now.
      location.assign('/')
      return
    }
    if (asked === 'suspend') await maepsi.admin.suspend(given)
    if (asked === 'lift') await maepsi.admin.lift(given)
    if (asked === 'makeAdmin' || asked === 'unmakeAdmin') {
      const isAdmin = asked === 'makeAdmin'
      await maepsi.admin.setAdmin({ params: { id: user.id }, body: { isAdmin, reason } })
      if (isMe) return location.assign('/')
    }
    showToast(t('admin.done'))
    await changed()
  }
  const others: readonly { readonly id: Exclude<Asked, 'grant'>; readonly danger?: boolean }[] =
    user.deletedAt
      ? []
      : [
          ...(isMe || user.suspendedAt ? [] : [{ id: 'view' as const }]),
          ...(user.suspendedAt
            ? [{ id: 'lift' as const }]
            : isMe
              ? []
              : [{ id: 'suspend' as const, danger: true }]),
          ...(user.suspendedAt
            ? []
            : [{ id: user.isAdmin ? ('unmakeAdmin' as const) : ('makeAdmin' as const) }]),
        ]
  const word = asked === null || asked === 'grant' ? null : asked
  return (
    <div className="flex flex-wrap gap-2">
      {!user.deletedAt && (
        <Button look="primary" onClick={() => setAsked('grant')}>
          {t('admin.grantDo')}
        </Button>
      )}
      {others.map(({ id, danger }) => (
        <Button key={id} look={danger ? 'danger' : 'outline'} onClick={() => setAsked(id)}>
          {t(`admin.${id}.do`)}
        </Button>
      ))}
      <GrantDialog
        user={user}
        open={asked === 'grant'}
        onClose={() => setAsked(null)}
        onDone={() => void changed()}
      />
      {word && (
        <ActDialog
          open
          onClose={() => setAsked(null)}
          title={t(`admin.${word}.title`, { name: sayPerson(user) })}
          help={t(`admin.${word}.help`)}
          submit={t(`admin.${word}.do`)}
          danger={word === 'suspend'}
          onAct={act}
        />
      )}
    </div>
  )
}
