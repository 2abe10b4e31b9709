// The ways to a photo on this device: a file picker, and on touch screens camera, album or files.
import { Camera, FolderOpen, Images } from 'lucide-react'
import { type ReactNode, type Ref, useImperativeHandle, useRef } from 'react'
import { useT } from '#web/i18n.ts'
import { COARSE, useMedia } from '#web/media.ts'
import { Menu } from '#web/ui/menu.tsx'
import { ACCEPT } from './check-file.ts'

/** Opens the picker from elsewhere: a menu, or a verdict's fix. */
export interface Picker {
  open(): void
}

interface PickPhotoProps {
  /** Name of the button. */
  readonly label: string
  readonly className: string
  readonly children: ReactNode
  readonly onFiles: (files: readonly File[]) => void
  /** No button of its own; only `picker` opens it. */
  readonly bare?: boolean
  readonly picker?: Ref<Picker>
}

/** A button that asks for one or several photos. */
export function PickPhoto({ label, className, children, onFiles, bare, picker }: PickPhotoProps) {
  const t = useT()
  const coarse = useMedia(COARSE)
  const files = useRef<HTMLInputElement>(null)
  const album = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  useImperativeHandle(picker, () => ({ open: () => files.current?.click() }), [])
  const input = (ref: Ref<HTMLInputElement>, accept: string, capture?: 'environment') => (
    <input
      ref={ref}
      type="file"
      hidden
      multiple={!capture}
      accept={accept}
      capture={capture}
      onChange={({ currentTarget }) => {
        const chosen = [...(currentTarget.files ?? [])]
        // The same file may be chosen again after a correction.
        currentTarget.value = ''
        if (chosen.length > 0) onFiles(chosen)
      }}
    />
  )
  const icon = { size: 18, strokeWidth: 1.5, 'aria-hidden': true } as const
  return (
    <>
      {input(files, ACCEPT)}
      {coarse && input(album, 'image/*')}
      {coarse && input(camera, 'image/*', 'environment')}
      {bare ? null : coarse ? (
        <Menu
          label={label}
          className={className}
          items={[
            {
              id: 'camera',
              label: t('studio.pick.camera'),
              icon: <Camera {...icon} />,
              onSelect: () => camera.current?.click(),
            },
            {
              id: 'album',
              label: t('studio.pick.album'),
              icon: <Images {...icon} />,
              onSelect: () => album.current?.click(),
            },
            {
              id: 'files',
              label: t('studio.pick.files'),
              icon: <FolderOpen {...icon} />,
              onSelect: () => files.current?.click(),
            },
          ]}
        >
          {children}
        </Menu>
      ) : (
        <button type="button" aria-label={label} className={className} onClick={() => files.current?.click()}>
          {children}
        </button>
      )}
    </>
  )
}
