// The pages by their addresses. Each page is its own chunk; those behind the sign-in share the shell.
import { CURRENCIES } from '#sdk/contract/currencies.ts'
import type { QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { needTexts } from './i18n.ts'
import { readLedgerSearch } from './points/ledger-wish.ts'
import { readEnterSearch, readLinkSearch, readToken } from './users/enter-search.ts'
import { Failed, Loading } from './shell/page-state.tsx'
import { administration } from './router-admin.ts'
import { root, signedIn } from './router-root.ts'

const enter = createRoute({
  getParentRoute: () => root,
  path: 'login',
  validateSearch: readEnterSearch,
  beforeLoad: async () => needTexts('enter'),
  component: lazyRouteComponent(async () => import('./pages/enter.tsx'), 'EnterPage'),
})
const resetPassword = createRoute({
  getParentRoute: () => root,
  path: 'reset-password',
  validateSearch: readToken,
  beforeLoad: async () => needTexts('enter'),
  component: lazyRouteComponent(async () => import('./pages/reset-password.tsx'), 'ResetPasswordPage'),
})
const verifyEmail = createRoute({
  getParentRoute: () => root,
  path: 'verify-email',
  validateSearch: readToken,
  beforeLoad: async () => needTexts('enter'),
  component: lazyRouteComponent(async () => import('./pages/verify-email.tsx'), 'VerifyEmailPage'),
})
const verify = createRoute({
  getParentRoute: () => root,
  path: 'verify',
  beforeLoad: async () => needTexts('verify'),
  component: lazyRouteComponent(async () => import('./pages/verify.tsx'), 'VerifyPage'),
})
const setup = createRoute({
  getParentRoute: () => root,
  path: 'setup',
  component: lazyRouteComponent(async () => import('./pages/setup.tsx'), 'SetupPage'),
})

const join = createRoute({
  getParentRoute: () => root,
  path: 'join/$token',
  component: lazyRouteComponent(async () => import('./pages/join.tsx'), 'JoinPage'),
  beforeLoad: async () => needTexts('sharing'),
})
const shared = createRoute({
  getParentRoute: () => root,
  path: 's/$token',
  component: lazyRouteComponent(async () => import('./pages/shared.tsx'), 'SharedPage'),
  beforeLoad: async () => needTexts('sharing'),
})

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  validateSearch: (search): { make?: boolean } => (search['make'] === true ? { make: true } : {}),
  component: lazyRouteComponent(async () => import('./pages/home.tsx'), 'HomePage'),
  beforeLoad: async () => needTexts('sharing'),
})
const collection = createRoute({
  getParentRoute: () => signedIn,
  path: 'collections/$id',
  component: lazyRouteComponent(async () => import('./pages/collection.tsx'), 'CollectionPage'),
})
const bulkList = createRoute({
  getParentRoute: () => signedIn,
  path: 'bulk',
  component: lazyRouteComponent(async () => import('./pages/bulk-list.tsx'), 'BulkListPage'),
  beforeLoad: async () => needTexts('bulk'),
})
const bulkNew = createRoute({
  getParentRoute: () => signedIn,
  path: 'bulk/new',
  component: lazyRouteComponent(async () => import('./pages/bulk-new.tsx'), 'BulkNewPage'),
  beforeLoad: async () => Promise.all([needTexts('bulk'), needTexts('project'), needTexts('errors')]),
})
const bulk = createRoute({
  getParentRoute: () => signedIn,
  path: 'bulk/$id',
  component: lazyRouteComponent(async () => import('./pages/bulk.tsx'), 'BulkPage'),
  beforeLoad: async () =>
    Promise.all([needTexts('bulk'), needTexts('project'), needTexts('engines'), needTexts('errors')]),
})
const trash = createRoute({
  getParentRoute: () => signedIn,
  path: 'trash',
  component: lazyRouteComponent(async () => import('./pages/trash.tsx'), 'TrashPage'),
})

const pick = createRoute({
  getParentRoute: () => signedIn,
  path: 'pick',
  validateSearch: (search): { project?: string } =>
    typeof search['project'] === 'string' ? { project: search['project'] } : {},
  component: lazyRouteComponent(async () => import('./pages/pick.tsx'), 'PickPage'),
  beforeLoad: async () => Promise.all([needTexts('pick'), needTexts('project')]),
})
const jobs = createRoute({
  getParentRoute: () => signedIn,
  path: 'jobs',
  component: lazyRouteComponent(async () => import('./pages/jobs.tsx'), 'JobsPage'),
  beforeLoad: async () =>
    Promise.all([needTexts('jobs'), needTexts('project'), needTexts('engines'), needTexts('errors')]),
})
const compare = createRoute({
  getParentRoute: () => signedIn,
  path: 'projects/$id/compare',
  validateSearch: (search): { ids?: string } =>
    typeof search['ids'] === 'string' ? { ids: search['ids'] } : {},
  component: lazyRouteComponent(async () => import('./pages/compare.tsx'), 'ComparePage'),
  beforeLoad: async () =>
    Promise.all([needTexts('compare'), needTexts('pick'), needTexts('project'), needTexts('engines')]),
})

const account = createRoute({
  getParentRoute: () => signedIn,
  path: 'account',
  beforeLoad: async () => needTexts('account'),
  component: lazyRouteComponent(async () => import('./pages/account.tsx'), 'AccountPage'),
})
const accountIndex = createRoute({
  getParentRoute: () => account,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/account/profile' })
  },
})
const profile = createRoute({
  getParentRoute: () => account,
  path: 'profile',
  validateSearch: (search): { confirmed?: boolean } =>
    search['confirmed'] === true ? { confirmed: true } : {},
  component: lazyRouteComponent(async () => import('./pages/profile.tsx'), 'ProfilePage'),
})
const accountSignIn = createRoute({
  getParentRoute: () => account,
  path: 'sign-in',
  validateSearch: readLinkSearch,
  component: lazyRouteComponent(async () => import('./pages/account-sign-in.tsx'), 'AccountSignInPage'),
})
const notifications = createRoute({
  getParentRoute: () => account,
  path: 'notifications',
  component: lazyRouteComponent(async () => import('./pages/notifications.tsx'), 'NotificationsPage'),
})
const accountKeys = createRoute({
  getParentRoute: () => account,
  path: 'keys',
  component: lazyRouteComponent(async () => import('./pages/account-keys.tsx'), 'AccountKeysPage'),
  beforeLoad: async () => needTexts('keyboard'),
})
const points = createRoute({
  getParentRoute: () => account,
  path: 'points',
  validateSearch: readLedgerSearch,
  component: lazyRouteComponent(async () => import('./pages/points.tsx'), 'PointsPage'),
  beforeLoad: async () => Promise.all([needTexts('points'), needTexts('engines')]),
})
const plan = createRoute({
  getParentRoute: () => account,
  path: 'plan',
  validateSearch: (search): { currency?: (typeof CURRENCIES)[number] } => {
    const currency = CURRENCIES.find((one) => one === search['currency'])
    return currency ? { currency } : {}
  },
  component: lazyRouteComponent(async () => import('./pages/plan.tsx'), 'PlanPage'),
  beforeLoad: async () => needTexts('billing'),
})
const checkout = createRoute({
  getParentRoute: () => account,
  path: 'checkout/$id',
  // A provider adds words of its own to the address it sends the browser back to; one of them is ours.
  validateSearch: (search): { left?: boolean } => (search['left'] === true ? { left: true } : {}),
  component: lazyRouteComponent(async () => import('./pages/checkout.tsx'), 'CheckoutPage'),
  beforeLoad: async () => needTexts('billing'),
})
const invoices = createRoute({
  getParentRoute: () => account,
  path: 'invoices',
  component: lazyRouteComponent(async () => import('./pages/invoices.tsx'), 'InvoicesPage'),
  beforeLoad: async () => needTexts('billing'),
})
const apiKeys = createRoute({
  getParentRoute: () => account,
  path: 'api-keys',
  component: lazyRouteComponent(async () => import('./pages/api-keys.tsx'), 'ApiKeysPage'),
})
const webhooks = createRoute({
  getParentRoute: () => account,
  path: 'webhooks',
  component: lazyRouteComponent(async () => import('./pages/webhooks.tsx'), 'WebhooksPage'),
  beforeLoad: async () => needTexts('webhooks'),
})

const project = createRoute({
  getParentRoute: () => signedIn,
  path: 'projects/$id',
  component: lazyRouteComponent(async () => import('./pages/project.tsx'), 'ProjectPage'),
  beforeLoad: async () =>
    Promise.all([
      needTexts('verify'),
      // Why a run or an upload came to nothing is among them.
      needTexts('errors'),
      needTexts('project'),
      needTexts('engines'),
      needTexts('sharing'),
      needTexts('videos'),
      needTexts('models'),
    ]),
})
const models = createRoute({
  getParentRoute: () => signedIn,
  path: 'models',
  component: lazyRouteComponent(async () => import('./pages/models.tsx'), 'ModelsPage'),
  beforeLoad: async () => needTexts('models'),
})
const projectIndex = createRoute({
  getParentRoute: () => project,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/projects/$id/looks', params })
  },
})
const studio = createRoute({
  getParentRoute: () => project,
  path: 'studio',
  validateSearch: (search): { product?: string } =>
    typeof search['product'] === 'string' ? { product: search['product'] } : {},
  component: lazyRouteComponent(async () => import('./pages/studio.tsx'), 'StudioPage'),
})
const gallery = createRoute({
  getParentRoute: () => project,
  path: 'looks',
  validateSearch: (search): { filter?: 'selected' | 'unseen' | 'bin'; sample?: true } => {
    const filter = (['selected', 'unseen', 'bin'] as const).find((one) => one === search['filter'])
    return { ...(filter && { filter }), ...(search['sample'] === true && { sample: true }) }
  },
  component: lazyRouteComponent(async () => import('./pages/gallery.tsx'), 'GalleryPage'),
})
const viewer = createRoute({
  getParentRoute: () => gallery,
  path: '$lookId',
  component: lazyRouteComponent(async () => import('./pages/viewer.tsx'), 'ViewerPage'),
})
const letter = createRoute({
  getParentRoute: () => project,
  path: 'letter',
  validateSearch: (search): { product?: string } =>
    typeof search['product'] === 'string' ? { product: search['product'] } : {},
  component: lazyRouteComponent(async () => import('./pages/letter.tsx'), 'LetterPage'),
  beforeLoad: async () => needTexts('letter'),
})
const exporting = createRoute({
  getParentRoute: () => project,
  path: 'export',
  validateSearch: (search): { looks?: string } =>
    typeof search['looks'] === 'string' ? { looks: search['looks'] } : {},
  component: lazyRouteComponent(async () => import('./pages/export.tsx'), 'ExportPage'),
  beforeLoad: async () => needTexts('export'),
})
const videos = createRoute({
  getParentRoute: () => project,
  path: 'videos',
  validateSearch: (search): { filter?: 'bin' } => (search['filter'] === 'bin' ? { filter: 'bin' } : {}),
  component: lazyRouteComponent(async () => import('./pages/videos.tsx'), 'VideosPage'),
})

const routeTree = root.addChildren([
  enter,
  join,
  shared,
  setup,
  resetPassword,
  verifyEmail,
  verify,
  signedIn.addChildren([
    home,
    collection,
    bulkList,
    bulkNew,
    bulk,
    trash,
    pick,
    jobs,
    compare,
    account.addChildren([
      accountIndex,
      profile,
      accountSignIn,
      notifications,
      accountKeys,
      points,
      apiKeys,
      webhooks,
      plan,
      checkout,
      invoices,
    ]),
    administration,
    models,
    project.addChildren([projectIndex, studio, gallery.addChildren([viewer]), videos, letter, exporting]),
  ]),
])

/** The router of the app; the queries are those its guards and pages share. */
export function openRouter(queries: QueryClient) {
  return createRouter({
    routeTree,
    context: { queries },
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultPendingComponent: Loading,
    defaultPendingMs: 300,
    defaultErrorComponent: Failed,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof openRouter>
  }
}
