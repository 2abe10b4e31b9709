// The law: who may import whom. `npm run check` holds every import against it.
const only = (name, from, ...floors) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^(server|web|sdk|drape|test|bench)/', pathNot: floors },
})
export default {
  forbidden: [
    { name: 'no-circles-of-files', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-circles-of-folders', severity: 'error', scope: 'folder', from: {}, to: { circular: true } },
    {
      name: 'no-strays',
      severity: 'error',
      from: { orphan: true, pathNot: ['(^|/)main[.]tsx?$', '[.]d[.]ts$'] },
      to: {},
    },
    {
      name: 'every-import-is-found',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },

    only('the-contract-knows-nobody', '^sdk/contract/', '^sdk/contract/'),
    only('the-sdk-knows-its-contract', '^sdk/(?!contract/|cli/try)', '^sdk/'),
    only('web-speaks-through-the-sdk', '^web/', '^web/', '^sdk/(client|contract/)', '^drape/(?!node)'),
    only(
      'web-features-do-not-meet',
      '^web/(?!pages/|ui/)([^/]+)/',
      '^web/$1/',
      '^web/ui/',
      '^web/[^/]+[.]ts$',
      '^sdk/',
      '^drape/(?!node)',
    ),
    only('web-ui-knows-no-feature', '^web/ui/', '^web/ui/'),

    only(
      'ground',
      '^server/(config|errors|log|imaging|mail)[.]ts$',
      '^server/(config|errors|log|imaging-heic)[.]ts$',
      '^sdk/contract/',
    ),
    only(
      'database-and-storage',
      '^server/(database|storage)/',
      '^server/$1/',
      '^server/(config|errors|log)[.]ts$',
    ),
    only(
      'errands-and-live',
      '^server/(errands|live)[.]ts$',
      '^server/database/',
      '^server/(config|errors|log)[.]ts$',
      '^sdk/contract/',
    ),
    only('drape-knows-nobody', '^drape/', '^drape/'),
    only(
      'engines',
      '^server/engines/',
      '^server/engines/',
      '^drape/',
      '^server/(config|errors|log|imaging)[.]ts$',
    ),
    only('payments', '^server/payments/', '^server/payments/', '^server/(config|errors|log)[.]ts$'),
    only(
      'domain',
      '^server/domain/',
      '^server/domain/',
      '^server/(studio|errors|imaging|mail)[.]ts$',
      '^server/engines/engine[.]ts$',
      '^server/locales/',
      '^server/(database/database|database/types|live|errands|storage/storage|storage/put-together)[.]ts$',
      '^sdk/contract/',
    ),
    only(
      'http',
      '^server/http/',
      '^server/http/',
      '^server/domain/',
      '^server/(studio|errors)[.]ts$',
      '^sdk/contract/',
    ),
    only(
      'worker',
      '^server/worker/',
      '^server/worker/',
      '^server/domain/',
      '^server/(studio|errands|errors|mail)[.]ts$',
    ),
    {
      name: 'fastify-stays-in-http',
      severity: 'error',
      from: { pathNot: '^server/(http/|main)' },
      to: { path: '(^|/)(@?fastify)(/|$)' },
    },
  ],
  options: {
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'default', 'types'],
    },
    exclude: { path: '[.]test[.]ts$' },
    doNotFollow: { path: 'node_modules' },
  },
}
