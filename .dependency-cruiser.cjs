/** Who may import whom: the table of docs/architecture.md as rules. `$1` is the context of the importing file. */
const context = '^functions/([^/]+)/';
const never = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

/** Files of a room may import nothing of the project but what `allowed` lists, and no package but those in `packages`. */
const room = (name, from, allowed, packages = []) => [
  never(
    `${name}-rooms`,
    { path: from },
    { path: '^(infra|functions|shared|events|local|clients|test|bench|scripts)/', pathNot: allowed },
  ),
  never(
    `${name}-packages`,
    { path: from },
    {
      dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-no-pkg', 'npm-unknown'],
      pathNot: packages.map((p) => `node_modules/${p}/`).concat('node_modules/@types/'),
    },
  ),
];

module.exports = {
  forbidden: [
    never(
      'no-circular',
      {},
      { circular: true, dependencyTypesNot: ['type-only'] },
      'a circle has no beginning to read from',
    ),
    never('no-unresolvable', {}, { couldNotResolve: true, pathNot: '^aws-lambda$' }),
    ...room('kernel', '^shared/kernel/', ['^shared/kernel/']),
    ...room('events', '^events/', ['^events/', '^shared/kernel/'], ['zod']),
    ...room('domain', '^functions/([^/]+)/domain/', [
      '^functions/$1/domain/',
      '^shared/kernel/',
      '^events/contract\\.ts$',
    ]),
    ...room(
      'routes',
      '^functions/([^/]+)/[^/]*(routes|schemas)\\.ts$',
      [
        '^functions/$1/domain/',
        '^functions/$1/schemas\\.ts$',
        '^shared/kernel/',
        '^shared/platform/route\\.ts$',
        '^events/contract\\.ts$',
      ],
      ['zod'],
    ),
    ...room(
      'store',
      '^functions/([^/]+)/([^/]*store|holds)\\.ts$',
      ['^functions/$1/', '^functions/[^/]+/holds\\.ts$', '^events/', '^shared/'],
      ['dynamodb-toolbox'],
    ),
    never(
      'context-boundary',
      { path: context },
      { path: '^functions/', pathNot: ['^functions/$1/', '^functions/[^/]+/holds\\.ts$'] },
      'contexts meet in events and holds',
    ),
    never('functions-outside', { path: '^functions/' }, { path: '^(infra|local|clients|test|bench|scripts)/' }),
    never(
      'sdk-only-in-platform',
      { path: '^(functions|events|shared/kernel)/' },
      { path: 'node_modules/(@aws-sdk|aws4|@smithy)/' },
      'AWS is called through shared/platform',
    ),
    ...room(
      'local',
      '^local/',
      // The demo data comes in through the public API, like anybody else's.
      ['^local/', '^shared/kernel/', '^clients/sdk/'],
      ['vite'],
    ),
    never(
      'infra-functions',
      { path: '^infra/' },
      { path: '^functions/', pathNot: ['routes\\.ts$'] },
      'infra takes routes and events as data, Lambda files as path strings',
    ),
    never('infra-local', { path: '^infra/' }, { path: '^(local|clients|test|bench|scripts)/' }),
    never(
      'clients-sdk-only',
      { path: '^clients/(storefront|console|miniprogram)/' },
      { path: '^(infra|functions|shared|events|local|test|bench|scripts)/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|cdk\\.out|\\.oneshelf)/' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
