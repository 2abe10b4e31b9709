// Every screen of the studio: by which route it is reached, as whom, and what says that it is there.
import { type Page } from '@playwright/test'
import type { Filled } from './fill-account.ts'

export type Visitor = 'seller' | 'administrator' | 'nobody'

export interface Screen {
  readonly name: string
  /** As web/router.tsx has it. */
  readonly route: string
  readonly as: Visitor
  readonly path: (filled: Filled) => string
  /** A selector; by default the page's title. */
  readonly ready: string
  /** What is done on it before it is looked at. */
  readonly act?: (page: Page) => Promise<void>
  /** One of those that are looked at all day: these are walked in every language each time. */
  readonly isMain?: true
}

type Rest = Partial<Pick<Screen, 'path' | 'ready' | 'act' | 'isMain'>>

function screen(
  as: Visitor,
  name: string,
  route: string,
  { path, ready = 'h1', ...rest }: Rest = {},
): Screen {
  return { name, route, as, path: path ?? (() => route), ready, ...rest }
}

const press = (selector: string, then: string) => async (page: Page) => {
  await page.locator(selector).first().click()
  await page.locator(then).first().waitFor()
}
const open = (key: string, then: string) => async (page: Page) => {
  await page.keyboard.press(key)
  await page.locator(then).first().waitFor()
}

const OUTSIDE: readonly Screen[] = [
  screen('nobody', 'setup', '/setup', { ready: 'form' }),
  screen('nobody', 'login', '/login', { isMain: true }),
  screen('nobody', 'login-refused', '/login', {
    path: () => '/login?error=account_not_linked&with=google',
    ready: '[data-testid=refusal]',
  }),
  screen('nobody', 'sign-up', '/login', { act: press('main button.link', '[autocomplete=name]') }),
  screen('nobody', 'reset-password', '/reset-password'),
  screen('nobody', 'reset-password-new', '/reset-password', {
    path: () => '/reset-password?token=never-there',
  }),
  screen('nobody', 'verify-email', '/verify-email', { path: () => '/verify-email?token=never-there' }),
  screen('nobody', 'verify', '/verify', { isMain: true }),
  screen('nobody', 'join', '/join/$token', { path: (to) => `/join/${to.invitationToken}` }),
  screen('nobody', 'join-gone', '/join/$token', { path: () => '/join/never-there' }),
  screen('nobody', 'shared', '/s/$token', {
    path: (to) => `/s/${to.linkToken}`,
    ready: '[data-testid=shared-looks] img',
    isMain: true,
  }),
  screen('nobody', 'shared-look', '/s/$token', {
    path: (to) => `/s/${to.linkToken}`,
    ready: '[data-testid=shared-looks] img',
    act: press('[data-testid=shared-looks] li button', '[data-testid=shared-viewer]'),
  }),
  screen('nobody', 'shared-password', '/s/$token', { path: (to) => `/s/${to.lockedToken}`, ready: 'form' }),
  screen('nobody', 'shared-gone', '/s/$token', {
    path: () => '/s/never-there',
    ready: '[data-testid=gone]',
  }),
  screen('nobody', 'not-found', '*', { path: () => '/no/such/page' }),
]

const project = (to: Filled, page: string) => `/projects/${to.projectId}/${page}`
const TILE = '[data-testid=look-tile][data-state=made] img'

const INSIDE: readonly Screen[] = [
  screen('seller', 'home', '/', { isMain: true }),
  screen('seller', 'search', '/', { act: open('ControlOrMeta+k', '[data-testid=search-dialog]') }),
  screen('seller', 'shortcuts', '/', { act: open('?', 'dialog[open], [role=dialog]') }),
  screen('seller', 'account-menu', '/', { act: press('[data-testid=account-menu]', '[role=menu]') }),
  screen('seller', 'collection', '/collections/$id', { path: (to) => `/collections/${to.collectionId}` }),
  screen('seller', 'studio', '/projects/$id/studio', {
    path: (to) => project(to, 'studio'),
    ready: '[data-testid=generate]',
    isMain: true,
  }),
  screen('seller', 'studio-new', '/projects/$id/studio', {
    path: (to) => `/projects/${to.newProjectId}/studio`,
    ready: '[data-testid=generate]',
  }),
  screen('seller', 'gallery', '/projects/$id/looks', {
    path: (to) => project(to, 'looks'),
    ready: TILE,
    isMain: true,
  }),
  screen('seller', 'project', '/projects/$id', { path: (to) => `/projects/${to.projectId}`, ready: TILE }),
  screen('seller', 'gallery-empty', '/projects/$id/looks', {
    path: (to) => `/projects/${to.newProjectId}/looks`,
    ready: '#main h2, #main h1',
  }),
  screen('seller', 'gallery-bin', '/projects/$id/looks', {
    path: (to) => `${project(to, 'looks')}?filter=bin`,
    ready: '[data-testid=look-tile]',
  }),
  screen('seller', 'gallery-selected', '/projects/$id/looks', {
    path: (to) => project(to, 'looks'),
    ready: TILE,
    act: async (page) => {
      await page.locator('[data-testid=look-tile]').first().focus()
      await page.keyboard.press(' ')
      await page.locator('[data-testid=selection-bar]').waitFor()
    },
  }),
  screen('seller', 'share', '/projects/$id/looks', {
    path: (to) => project(to, 'looks'),
    ready: TILE,
    act: press('[data-testid=share]', '[data-testid=people]'),
  }),
  screen('seller', 'viewer', '/projects/$id/looks/$lookId', {
    path: (to) => project(to, `looks/${to.lookIds[0]}`),
    ready: '[data-testid=viewer] img',
    isMain: true,
  }),
  screen('seller', 'compare', '/projects/$id/compare', {
    path: (to) => `${project(to, 'compare')}?ids=${to.lookIds.slice(0, 2).join(',')}`,
    ready: '[data-testid=compare] img',
    isMain: true,
  }),
  screen('seller', 'videos', '/projects/$id/videos', { path: (to) => project(to, 'videos'), ready: '#main' }),
  screen('seller', 'letter', '/projects/$id/letter', {
    path: (to) => `${project(to, 'letter')}?product=${to.productId}`,
    ready: '[data-testid=counters]',
  }),
  screen('seller', 'letter-new', '/projects/$id/letter', {
    path: (to) => `/projects/${to.newProjectId}/letter`,
    ready: '[data-testid=letter-empty]',
  }),
  screen('seller', 'export', '/projects/$id/export', {
    path: (to) => project(to, 'export'),
    ready: '[data-testid=plan-sum]',
    isMain: true,
  }),
  screen('seller', 'pick', '/pick', { ready: '[data-testid=pick-stage]', isMain: true }),
  screen('seller', 'jobs', '/jobs', { ready: '[data-testid=job-row]' }),
  screen('seller', 'models', '/models', { ready: '[data-testid=model] img' }),
  screen('seller', 'trash', '/trash', { ready: '[data-testid=bin-row]' }),
  screen('seller', 'bulk-list', '/bulk'),
  screen('seller', 'bulk-new', '/bulk/new'),
  screen('seller', 'bulk-draft', '/bulk/$id', {
    path: (to) => `/bulk/${to.draftBulkId}`,
    ready: '[data-testid=bulk-quote]',
  }),
  screen('seller', 'bulk', '/bulk/$id', {
    path: (to) => `/bulk/${to.bulkId}`,
    ready: '[data-testid=bulk-state]',
  }),
  screen('seller', 'account', '/account'),
  ...[
    'profile',
    'sign-in',
    'notifications',
    'keys',
    'points',
    'api-keys',
    'webhooks',
    'plan',
    'invoices',
  ].map((page) => screen('seller', `account-${page}`, `/account/${page}`)),
  screen('seller', 'checkout', '/account/checkout/$id', {
    path: (to) => `/account/checkout/${to.paymentId}`,
    ready: '[data-testid=checkout]',
  }),
]

const ADMINISTRATION: readonly Screen[] = [
  screen('administrator', 'admin', '/admin', { ready: '[data-testid=admin-figures]' }),
  screen('administrator', 'admin-user', '/admin/users/$id', {
    path: (to) => `/admin/users/${to.userId}`,
    ready: '[data-testid=admin-balances]',
  }),
  screen('administrator', 'admin-job', '/admin/jobs/$id', { path: (to) => `/admin/jobs/${to.jobId}` }),
  ...[
    'users',
    'grants',
    'jobs',
    'workers',
    'engines',
    'failures',
    'payments',
    'plans',
    'reports',
    'models',
    'audit',
  ].map((page) => screen('administrator', `admin-${page}`, `/admin/${page}`)),
]

export const SCREENS: readonly Screen[] = [...OUTSIDE, ...INSIDE, ...ADMINISTRATION]
