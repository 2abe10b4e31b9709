// The gallery page: all looks of a project by run; the viewer opens over it.
import { useT } from '#web/i18n.ts'
import { Outlet } from '@tanstack/react-router'

export function GalleryPage() {
  const t = useT()
  return (
    <>
      <h2 className="display p-10 text-40">{t('gallery.title')}</h2>
      <Outlet />
    </>
  )
}
