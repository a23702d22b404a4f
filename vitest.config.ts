import { configDefaults, defineConfig } from 'vitest/config';

/** Tests with real browsers, processes, clocks and a real Redis, which share the machine with the rest. */
const real = [
  'test/{browser,cli,clients,dashboard,trust}/**/*.test.ts',
  'test/{deploy,main,outputs,reload,server,shutdown}.test.ts',
  'test/engine/redis-*.test.ts',
];

export default defineConfig({
  // One copy of graphql: sources would get its module build and packages its CommonJS build, and then
  // no `instanceof` between the two holds.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    // Tests that drive a browser take their time on a busy machine; what hangs is still found out.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: { name: 'all', include: ['test/**/*.test.ts'], exclude: [...configDefaults.exclude, ...real] },
      },
      // The report tells of a second try.
      { extends: true, test: { name: 'real', include: real, retry: 1 } },
      // Once more with every query compiled from the first time on, which others are when they have come again.
      {
        extends: true,
        test: { name: 'compiled', include: ['test/graphql/**/*.test.ts'], env: { COMPILE_FROM: '1' } },
      },
    ],
  },
});
