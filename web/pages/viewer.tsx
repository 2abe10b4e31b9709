// The viewer page: one look, large, over the gallery it was opened from.
import { useT } from '#web/i18n.ts'

export function ViewerPage() {
  const t = useT()
  return <h2 className="display p-10 text-40">{t('viewer.title')}</h2>
}
