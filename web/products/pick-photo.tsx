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
  /** What the button is for, shown on hover; its contents are its name. */
  readonly title: string
  readonly className: string
  readonly children: ReactNode
  readonly onFiles: (files: readonly File[]) => void
  /** No button of its own; only `picker` opens it. */
  readonly bare?: boolean
  readonly picker?: Ref<Picker>
}

/** A button that asks for one or several photos. */
export function PickPhoto({ title, className, children, onFiles, bare, picker }: PickPhotoProps) {
  const t = useT()
  const coarse = useMedia(COARSE)
  const files = useRef<HTMLInputElement>(null)
  const album = useRef<HTMLInputElement>(null)
  const camera = useRef<HTMLInputElement>(null)
  useImperativeHandle(picker, () => ({ open: () => files.current?.click() }), [])
  const icon = { size: 18, strokeWidth: 1.5, 'aria-hidden': true } as const
  return (
    <>
      <Input ref={files} accept={ACCEPT} onFiles={onFiles} />
      {coarse && <Input ref={album} accept="image/*" onFiles={onFiles} />}
      {coarse && <Input ref={camera} accept="image/*" capture="environment" onFiles={onFiles} />}
      {bare ? null : coarse ? (
        <Menu
          title={title}
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
        <button type="button" title={title} className={className} onClick={() => files.current?.click()}>
          {children}
        </button>
      )}
    </>
  )
}

interface InputProps {
  readonly ref: Ref<HTMLInputElement>
  readonly accept: string
  readonly capture?: 'environment'
  readonly onFiles: (files: readonly File[]) => void
}

function Input({ ref, accept, capture, onFiles }: InputProps) {
  return (
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
}
