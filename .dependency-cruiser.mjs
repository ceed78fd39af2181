/** Folder boundaries of docs/architecture.md: who may import whom; nobody imports in a circle. */
const workspace = (from, allowed) => ({
  name: `${from}-imports`,
  severity: 'error',
  comment: `${from} may import only ${allowed.join(', ') || 'nothing of ours'}`,
  from: { path: `^${from}/` },
  to: {
    path: '^(graph-schema|etl|alerts|server|client|test|scripts)/',
    pathNot: `^(${[from, ...allowed].join('|')})/`,
  },
});

export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'a circle that only types close is gone before the code runs',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    workspace('graph-schema', []),
    workspace('etl', ['graph-schema']),
    workspace('alerts', ['graph-schema']),
    workspace('server', ['graph-schema', 'etl', 'alerts']),
    workspace('client', ['graph-schema']),
    {
      name: 'client-imports-the-model-only',
      severity: 'error',
      comment: 'what runs in a browser must not pull in stores or the loader',
      from: { path: '^client/' },
      to: { path: '^graph-schema/', pathNot: '^graph-schema/src/model\\.ts$' },
    },
    {
      name: 'model-stays-browser-safe',
      severity: 'error',
      from: { path: '^graph-schema/src/(model|ontology/types|generated/model)\\.ts$' },
      to: {
        pathNot: '^graph-schema/src/(ontology/types|generated/model)\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'only-main-wires-stores',
      severity: 'error',
      comment: 'the rest of the code knows the ports, not the engines',
      from: {
        path: '^(graph-schema|etl|alerts|server)/',
        pathNot: '(/main\\.ts$|^server/src/stores\\.ts$|^graph-schema/src/stores/|\\.test\\.ts$)',
      },
      to: { path: '^graph-schema/src/stores/' },
    },
    {
      name: 'only-main-opens-stores',
      severity: 'error',
      from: { pathNot: '(^server/src/backend\\.ts$|/main\\.ts$|\\.test\\.ts$|^test/)' },
      to: { path: '^server/src/stores\\.ts$' },
    },
    {
      name: 'nothing-imports-main',
      severity: 'error',
      from: { pathNot: '^(test|scripts)/' },
      to: { path: '/main\\.tsx?$' },
    },
    {
      name: 'production-imports-no-tests',
      severity: 'error',
      from: { path: '^(graph-schema|etl|alerts|server|client)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '\\.test\\.tsx?$' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'the document-node package holds types alone',
      from: {},
      to: { couldNotResolve: true, pathNot: '^@graphql-typed-document-node/core$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|data|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
