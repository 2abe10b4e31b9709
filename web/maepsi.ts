// The client of the studio's API, and the keys its answers are kept under.
import { openMaepsi } from '#sdk/client.ts'
import { needTexts } from './i18n.ts'

export { MaepsiError } from '#sdk/client.ts'

/** The studio that served this page. The words of a refusal come with the first one: they weigh as much as a small page. */
export const maepsi = openMaepsi({
  fetch: async (asked, init) => {
    const answer = await fetch(asked, { ...init, keepalive: isSmallChange(init) })
    // Without them it is said in fewer words.
    if (!answer.ok) await needTexts('errors').catch(() => {})
    return answer
  },
})

/** Bytes; browsers refuse to keep more than 64 kB alive at once. */
const SMALL = 2000

/** What was judged or renamed the moment before the page was left still arrives. */
function isSmallChange({ method = 'GET', body }: RequestInit = {}): boolean {
  return method !== 'GET' && (!body || (typeof body === 'string' && body.length < SMALL))
}

/** Query keys. The first part is the word, so that everything of a word can be marked stale at once. */
export const keys = {
  studio: ['studio'],
  me: ['users', 'me'],
  apiKeys: ['users', 'api-keys'],
  webhooks: ['webhooks', 'list'],
  webhookLog: (id: string) => ['webhooks', 'log', id],
  offer: ['subscriptions', 'offer'],
  subscriptions: ['subscriptions', 'own'],
  plan: ['subscriptions', 'own', 'current'],
  planChange: (plan: string) => ['subscriptions', 'change', plan],
  payments: ['payments'],
  payment: (id: string) => ['payments', 'one', id],
  // Not among the payments: a checkout is begun once, and looking again at payments must not begin it again.
  checkout: (id: string) => ['checkout', id],
  invoices: ['payments', 'invoices'],
  transfer: (id: string) => ['payments', 'transfer', id],
  billingDetails: ['billing-details'],
  points: ['points'],
  waysIn: ['users', 'ways-in'],
  sessions: ['users', 'sessions'],
  notifications: ['users', 'notifications'],
  exports: ['users', 'exports'],
  balance: ['points', 'balance'],
  grants: ['points', 'grants'],
  daysOfUse: (zone: string) => ['points', 'days', zone],
  ledger: (wish: object = {}) => ['points', 'ledger', wish],
  reports: ['reports', 'list'],
  reportPolicy: ['reports', 'policy'],
  bulks: ['bulk', 'list'],
  bulk: (id: string) => ['bulk', 'one', id],
  bulkRows: (id: string, of: object) => ['bulk', 'rows', id, of],
  bulkQuote: (id: string, pay: string) => ['bulk', 'quote', id, pay],
  collections: (bin = false) => ['collections', 'list', { bin }],
  collection: (id: string) => ['collections', 'one', id],
  projects: (of: { collectionId?: string; bin?: boolean; whose?: 'shared' } = {}) => ['projects', 'list', of],
  project: (id: string) => ['projects', 'one', id],
  models: ['people', 'list'],
  backdrops: ['backdrops'],
  people: (projectId: string) => ['projects', 'people', projectId],
  links: (projectId: string) => ['projects', 'links', projectId],
  comments: (imageId: string) => ['images', 'comments', imageId],
  products: (of: { projectId?: string; bin?: boolean }) => ['products', 'list', of],
  product: (id: string) => ['products', 'one', id],
  letters: (of: { projectId: string; productId: string }) => ['letters', 'list', of],
  letterVersions: (id: string) => ['letters', 'versions', id],
  facts: (productId: string) => ['products', 'facts', productId],
  exportPresets: ['export-presets'],
  exportPlan: (wish: object) => ['export-plan', wish],
  // Of a project; those of one's own data are with the users.
  projectExports: (projectId: string) => ['exports', 'list', projectId],
  jobs: (of: { projectId?: string; active?: boolean } = {}) => ['vto-jobs', 'list', of],
  lastDirection: (projectId: string) => ['vto-jobs', 'last-direction', projectId],
  job: (id: string) => ['vto-jobs', 'one', id],
  images: (of: { projectId: string; jobId?: string; filter?: string; asked?: readonly string[] }) => [
    'images',
    'list',
    of,
  ],
  image: (id: string) => ['images', 'one', id],
  videos: (of: { projectId: string; filter?: string }) => ['videos', 'list', of],
} as const
