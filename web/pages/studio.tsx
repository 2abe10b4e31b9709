// The studio page: an outfit, a direction, the call sheet.
import { useT } from '#web/i18n.ts'

export function StudioPage() {
  const t = useT()
  return <h2 className="display p-10 text-40">{t('studio.title')}</h2>
}
