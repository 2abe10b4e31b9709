// A person: their picture, or the first letter of their name.
import { Picture } from './picture.tsx'

interface AvatarProps {
  readonly name: string
  readonly src?: string | null
  readonly large?: boolean
}

/** A round picture of a person; decoration, so the name must stand beside it or on its button. */
export function Avatar({ name, src, large }: AvatarProps) {
  const size = large ? 'size-20 text-30' : 'size-7.5 text-12'
  if (src) return <Picture src={src} alt="" className={`shrink-0 rounded-round ${size}`} />
  return (
    <span
      aria-hidden
      className={`grid shrink-0 place-items-center rounded-round bg-ink font-semibold text-on-ink ${size}`}
    >
      {(/./u.exec(name.trim())?.[0] ?? '·').toLocaleUpperCase()}
    </span>
  )
}
