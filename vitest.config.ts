import { configDefaults, defineConfig } from 'vitest/config';

/** Tests with real browsers, processes, servers that share the machine's clock, Redis or PostgreSQL. */
const real = [
  'test/{browser,clients,trust}/**/*.test.ts',
  'test/cli/{edgetasks,every-vendor,guides,package}.test.ts',
  'test/dashboard/{accessibility,history,page,quotas,reach,release,slow-vendor,task,timeline,trusted-documents}.test.ts',
  'test/{deploy,main,outputs,reload,server,shutdown}.test.ts',
  'test/**/*{postgres,redis}*.test.ts',
  'test/history/{crash,memory,two-days}.test.ts',
];

/** Tests that measure how long a server computes or waits, which other tests at the same time would make longer. */
const timed = ['test/trust/{cost,fairness}.test.ts'];

export default defineConfig({
  // One copy of graphql: sources would get its module build and packages its CommonJS build, and then
  // no `instanceof` between the two holds.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    setupFiles: ['test/seed.ts'],
    // A browser takes its time on a busy machine; what hangs is still found out.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // By default one core stays idle.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'all',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...real],
          // Files share the modules of their worker, which halves the time. No module keeps state of a test.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'real',
          include: real,
          exclude: [...configDefaults.exclude, ...timed],
          globalSetup: 'test/build.ts',
          // A browser and a server beside it use two cores.
          fileParallelism: false,
        },
      },
      // Alone, after the others.
      { extends: true, test: { name: 'timed', include: timed, sequence: { groupOrder: 1 } } },
    ],
  },
});
