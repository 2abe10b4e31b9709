// The enter page.
import { useT } from '#web/i18n.ts'

export function EnterPage() {
  const t = useT()
  return <h1 className="display p-10 text-40">{t('app.name')}</h1>
}
