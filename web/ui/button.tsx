// Buttons: ink for the one thing a screen is for, outlined for the others, bare for what may stay quiet.
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'

export type ButtonLook = 'primary' | 'outline' | 'ghost' | 'danger'
export type ButtonSize = 'small' | 'medium' | 'large'

const base =
  'inline-flex items-center justify-center gap-2 rounded-control text-14 font-semibold whitespace-nowrap select-none ' +
  'transition-colors duration-120 ease-sew disabled:bg-well-2 disabled:text-ink-3 disabled:border-transparent ' +
  'aria-disabled:bg-well-2 aria-disabled:text-ink-3 aria-disabled:border-transparent [&_svg]:shrink-0'

const looks: Record<ButtonLook, string> = {
  primary: 'bg-ink text-on-ink hover:bg-ink-2',
  outline: 'border border-line-2 bg-surface hover:bg-well',
  ghost: 'font-medium hover:bg-well',
  danger: 'border border-err text-err bg-surface hover:bg-err-wash',
}

const sizes: Record<ButtonSize, string> = {
  small: 'h-8 px-3 text-13 pointer-coarse:h-10',
  medium: 'h-10 px-4 pointer-coarse:h-11',
  large: 'h-13 px-5 text-16',
}

/** The classes of a button, for a link that should look like one. */
export function buttonClass(look: ButtonLook = 'outline', size: ButtonSize = 'medium', more = ''): string {
  return `${base} ${looks[look]} ${look === 'ghost' ? sizes[size].replace(/px-\d/, 'px-2.5') : sizes[size]} ${more}`
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: ButtonLook
  readonly size?: ButtonSize
  /** Something is under way: pressing does nothing, and screen readers hear that it is busy. */
  readonly busy?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button. `type` is `button` unless said otherwise, so that it never sends a form by accident. */
export function Button({
  look = 'outline',
  size = 'medium',
  busy,
  className = '',
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      onClick={(event) => {
        if (busy || rest['aria-disabled'] === true) event.preventDefault()
        else onClick?.(event)
      }}
      className={buttonClass(look, size, `${busy ? 'cursor-progress' : ''} ${className}`)}
    />
  )
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** What it does, in words: read out, and shown on hover. */
  readonly label: string
  readonly children: ReactNode
  readonly small?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button that is only an icon: for close, more, zoom and heart, nothing else. */
export function IconButton({ label, small, className = '', ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={`inline-grid shrink-0 place-items-center rounded-control transition-colors duration-120 hover:bg-well ${
        small ? 'size-8 pointer-coarse:size-11' : 'size-10 pointer-coarse:size-11'
      } ${className}`}
    />
  )
}
