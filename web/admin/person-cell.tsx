// A person in a table: the name leads to their page, the address stands below.
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { sayPerson } from './admin-words.ts'

interface PersonCellProps {
  readonly user: { readonly id: string; readonly name: string | null; readonly email: string | null }
  /** Marks beside the name. */
  readonly children?: ReactNode
}

/** Who it is; without an address the id tells people of one name apart. */
export function PersonCell({ user, children }: PersonCellProps) {
  return (
    <>
      <Link to="/admin/users/$id" params={{ id: user.id }} className="link">
        {sayPerson(user)}
      </Link>
      {children && ' '}
      {children}
      <span className="block text-12 break-all text-ink-3">{user.email ?? user.id}</span>
    </>
  )
}
