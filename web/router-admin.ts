// The pages of administration by their addresses.
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { readJobSearch } from './admin/job-search.ts'
import { needTexts } from './i18n.ts'
import { signedIn } from './router-root.ts'

/** Administration; for anybody else there is nothing at these addresses. */
const admin = createRoute({
  getParentRoute: () => signedIn,
  path: 'admin',
  component: lazyRouteComponent(async () => import('./pages/admin.tsx'), 'AdminPage'),
  beforeLoad: async () => needTexts('admin'),
})
const adminOverview = createRoute({
  getParentRoute: () => admin,
  path: '/',
  component: lazyRouteComponent(async () => import('./pages/admin-overview.tsx'), 'AdminOverviewPage'),
})
const adminUsers = createRoute({
  getParentRoute: () => admin,
  path: 'users',
  component: lazyRouteComponent(async () => import('./pages/admin-users.tsx'), 'AdminUsersPage'),
})
const adminUser = createRoute({
  getParentRoute: () => admin,
  path: 'users/$id',
  component: lazyRouteComponent(async () => import('./pages/admin-user.tsx'), 'AdminUserPage'),
})
const adminGrants = createRoute({
  getParentRoute: () => admin,
  path: 'grants',
  component: lazyRouteComponent(async () => import('./pages/admin-grants.tsx'), 'AdminGrantsPage'),
})
const adminJobs = createRoute({
  getParentRoute: () => admin,
  path: 'jobs',
  validateSearch: readJobSearch,
  component: lazyRouteComponent(async () => import('./pages/admin-jobs.tsx'), 'AdminJobsPage'),
})
const adminJob = createRoute({
  getParentRoute: () => admin,
  path: 'jobs/$id',
  component: lazyRouteComponent(async () => import('./pages/admin-job.tsx'), 'AdminJobPage'),
})
const adminWorkers = createRoute({
  getParentRoute: () => admin,
  path: 'workers',
  component: lazyRouteComponent(async () => import('./pages/admin-workers.tsx'), 'AdminWorkersPage'),
})
const adminFailures = createRoute({
  getParentRoute: () => admin,
  path: 'failures',
  component: lazyRouteComponent(async () => import('./pages/admin-failures.tsx'), 'AdminFailuresPage'),
})
const adminPayments = createRoute({
  getParentRoute: () => admin,
  path: 'payments',
  validateSearch: (search): { only?: 'disputed' } =>
    search['only'] === 'disputed' ? { only: 'disputed' } : {},
  component: lazyRouteComponent(async () => import('./pages/admin-payments.tsx'), 'AdminPaymentsPage'),
})
const adminPlans = createRoute({
  getParentRoute: () => admin,
  path: 'plans',
  component: lazyRouteComponent(async () => import('./pages/admin-plans.tsx'), 'AdminPlansPage'),
})
const adminReports = createRoute({
  getParentRoute: () => admin,
  path: 'reports',
  component: lazyRouteComponent(async () => import('./pages/admin-reports.tsx'), 'AdminReportsPage'),
})
const adminEngines = createRoute({
  getParentRoute: () => admin,
  path: 'engines',
  component: lazyRouteComponent(async () => import('./pages/admin-engines.tsx'), 'AdminEnginesPage'),
  beforeLoad: async () => needTexts('engines'),
})
const adminModels = createRoute({
  getParentRoute: () => admin,
  path: 'models',
  component: lazyRouteComponent(async () => import('./pages/admin-models.tsx'), 'AdminModelsPage'),
  beforeLoad: async () => needTexts('models'),
})
const adminAudit = createRoute({
  getParentRoute: () => admin,
  path: 'audit',
  validateSearch: (search): { userId?: string } =>
    typeof search['userId'] === 'string' && /^[0-9a-f-]{36}$/.test(search['userId'])
      ? { userId: search['userId'] }
      : {},
  component: lazyRouteComponent(async () => import('./pages/admin-audit.tsx'), 'AdminAuditPage'),
})

export const administration = admin.addChildren([
  adminOverview,
  adminUsers,
  adminUser,
  adminGrants,
  adminJobs,
  adminJob,
  adminWorkers,
  adminEngines,
  adminModels,
  adminFailures,
  adminPayments,
  adminPlans,
  adminReports,
  adminAudit,
])
