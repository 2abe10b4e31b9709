// Changes the language: on this device at once, and in the account for letters and other devices.
import type { Language } from '#sdk/contract/users.ts'
import { setLanguage } from './i18n.ts'
import { keys, maepsi } from './maepsi.ts'
import type { QueryClient } from '@tanstack/react-query'

/** Shows the app in the language and keeps it. Throws what the studio refuses. */
export async function chooseLanguage(queries: QueryClient, language: Language): Promise<void> {
  await setLanguage(language)
  queries.setQueryData(keys.me, await maepsi.users.updateMe({ body: { language } }))
}
