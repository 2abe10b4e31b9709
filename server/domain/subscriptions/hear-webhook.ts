// Webhooks: written down once, then the thing they are about is read again from the provider and settled.
import type { ProviderName } from '../../payments/payments.ts'
import type { Studio } from '../../studio.ts'
import {
  couldNotYet,
  doneWithNews,
  findInbox,
  listInbox,
  putIntoInbox,
  type WaitingNews,
} from '../payments/inbox.ts'
import { asStudioError, providerOf } from '../payments/providers.ts'
import { settleFact } from './settle.ts'

/**
 * Takes a webhook in. Once it is written down it is the studio's to deal with: this never fails for what comes after. Throws
 * webhook_refused when the signature does not hold and provider_unknown; nothing is written then.
 */
export async function hearWebhook(
  studio: Studio,
  name: ProviderName,
  rawBody: Buffer,
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Promise<void> {
  const provider = providerOf(studio, name)
  const news = await provider.parseWebhook(rawBody, headers).catch((error: unknown) => {
    throw asStudioError(error)
  })
  const fresh = await putIntoInbox(studio.db, name, news, studio.now())
  if (!fresh) return
  const waiting = await findInbox(studio.db, name, news.eventId)
  if (waiting) await dealWith(studio, waiting)
}

/** Deals with everything that is written down and not done. Answers how much of it was done. */
export async function emptyInbox(studio: Studio): Promise<number> {
  let done = 0
  for (const news of await listInbox(studio.db, 500)) if (await dealWith(studio, news)) done += 1
  return done
}

async function dealWith(studio: Studio, news: WaitingNews): Promise<boolean> {
  try {
    const fact = await providerOf(studio, news.provider).read(news.reference)
    const outcome = fact ? await settleFact(studio, fact) : 'foreign'
    if (outcome !== 'settled') studio.log.warn({ news, outcome }, 'a webhook changed nothing')
    await doneWithNews(studio.db, news, studio.now(), outcome === 'settled' ? null : outcome)
    return true
  } catch (error) {
    studio.log.warn({ error, provider: news.provider, event: news.event_id }, 'a webhook is dealt with later')
    await couldNotYet(studio.db, news, error instanceof Error ? error.message : String(error))
    return false
  }
}
