// A view in words; one of an engine this app does not know by its own name.
import { VIEWS } from '#sdk/contract/vto-jobs.ts'
import type { Translate } from '#web/i18n.ts'

export function viewName(view: string, t: Translate): string {
  const known = VIEWS.find((one) => one === view)
  return known ? t(`studio.view.${known}`) : view
}
