// The names of the providers one can sign in with, the same in every language but Korean's Kakao.
import type { Provider } from '#sdk/contract/account.ts'
import { getLanguage } from '#web/i18n.ts'

/** How a provider is called in a sentence. */
export function providerName(provider: Provider): string {
  if (provider === 'google') return 'Google'
  return getLanguage() === 'ko' ? '카카오' : 'Kakao'
}
