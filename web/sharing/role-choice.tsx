// A choice of what somebody may do in a project.
import { SHARED_ROLES, type SharedRole } from '#sdk/contract/sharing.ts'
import { useT } from '#web/i18n.ts'

interface RoleChoiceProps {
  /** What it is the role of, for screen readers. */
  readonly label: string
  readonly role: SharedRole
  readonly onRole: (role: SharedRole) => void
}

export function RoleChoice({ label, role, onRole }: RoleChoiceProps) {
  const t = useT()
  return (
    <select
      aria-label={label}
      value={role}
      onChange={({ target }) => onRole(SHARED_ROLES.find((one) => one === target.value) ?? role)}
      className="h-9 shrink-0 rounded-control border border-line-2 bg-surface px-2 text-13 pointer-coarse:h-11"
    >
      {SHARED_ROLES.map((one) => (
        <option key={one} value={one}>
          {t(`sharing.roles.${one}`)}
        </option>
      ))}
    </select>
  )
}
