// A look on the page of a link, and its heart.
import type { SharedLook } from '#sdk/contract/shared.ts'
import { useT } from '#web/i18n.ts'
import { Heart } from 'lucide-react'
import type { ReactNode } from 'react'

interface SharedTileProps {
  readonly look: SharedLook
  /** It is on the first screen. */
  readonly first: boolean
  readonly onOpen: () => void
  readonly children?: ReactNode
}

/** A look's number as people write it. */
export function pad(number: number): string {
  return String(number).padStart(2, '0')
}

export function SharedTile({ look, first, onOpen, children }: SharedTileProps) {
  const t = useT()
  const number = pad(look.number)
  return (
    <li className="relative">
      <button
        type="button"
        className="block w-full"
        aria-label={t('sharing.page.view', { number })}
        onClick={onOpen}
      >
        <img
          src={look.urls.medium}
          srcSet={`${look.urls.small} 240w, ${look.urls.medium} 480w`}
          sizes="(max-width: 768px) 50vw, 300px"
          alt=""
          width={look.width}
          height={look.height}
          loading={first ? 'eager' : 'lazy'}
          decoding="async"
          className="picture aspect-3/4 h-auto w-full object-contain"
        />
      </button>
      <div className="flex min-h-9 items-center justify-between gap-2 text-13">
        <span className="num font-medium">
          {number}
          {look.isMain && <span className="ml-2 font-semibold">{t('sharing.page.main')}</span>}
          {look.isFavourite && (
            <span className="ml-2 font-normal text-ink-3">{t('sharing.page.favourite')}</span>
          )}
          {look.commentCount > 0 && (
            <span className="ml-2 font-normal text-ink-3">
              {t('sharing.comments.count', { count: look.commentCount })}
            </span>
          )}
        </span>
        {children}
      </div>
    </li>
  )
}

interface HeartButtonProps {
  readonly look: SharedLook
  readonly onPress: () => void
}

export function HeartButton({ look, onPress }: HeartButtonProps) {
  const t = useT()
  const number = pad(look.number)
  return (
    <button
      type="button"
      aria-pressed={look.hearted}
      aria-label={t('sharing.page.heart', { number })}
      onClick={onPress}
      className="grid size-9 place-items-center rounded-control hover:bg-well pointer-coarse:size-11"
    >
      <Heart size={18} strokeWidth={1.5} aria-hidden fill={look.hearted ? 'currentColor' : 'none'} />
    </button>
  )
}
