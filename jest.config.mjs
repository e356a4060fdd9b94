// CommonJS output by swc is twice as fast as jest's ESM mode; packages that ship ESM only go through the same transformer.
const transform = {
  '\\.[cm]?[jt]sx?$': [
    '@swc/jest',
    {
      jsc: { parser: { syntax: 'typescript', tsx: true }, target: 'es2024' },
      module: { type: 'commonjs' },
    },
  ],
};
const esmOnly = ['@middy', 'jose', 'ulid', 'zod', 'fast-check', 'pure-rand', 'fauxqs', 'constructs'];

const project = (name, more = {}) => ({
  displayName: name,
  // What jest looks through before every run: the source, and not the hundred thousands of files of synthesised assemblies.
  roots: ['functions', 'shared', 'events', 'infra', 'local', 'clients', 'scripts', 'bench', 'test'].map(
    (room) => `<rootDir>/${room}`,
  ),
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  testEnvironment: 'node',
  // Its packages declare an import entry only, which a CommonJS resolver does not see.
  moduleNameMapper: { '^(@middy/[^/]+)$': '<rootDir>/node_modules/$1/index.js' },
  transform,
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  extensionsToTreatAsEsm: [],
  setupFiles: ['<rootDir>/test/support/quiet.ts'],
  ...more,
});

export default {
  projects: [
    project('unit'),
    project('property'),
    project('architecture'),
    project('contract'),
    project('infra'),
    project('simulation', { globalSetup: '<rootDir>/test/support/synthesise.ts' }),
    project('integration', { globalSetup: '<rootDir>/test/support/synthesise.ts' }),
    project('e2e', { globalSetup: '<rootDir>/test/e2e/set-up.ts' }),
  ],
  maxWorkers: 2,
  testTimeout: 60_000,
};
