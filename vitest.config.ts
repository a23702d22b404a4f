import { defineConfig } from 'vitest/config';

export default defineConfig({
  // One copy of graphql: sources would get its module build and packages its CommonJS build, and then
  // no `instanceof` between the two holds.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    // Tests that drive a browser take their time on a busy machine; what hangs is still found out.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'all', include: ['test/**/*.test.ts'] } },
      // Once more with every query compiled from the first time on, which others are from the second.
      {
        extends: true,
        test: { name: 'compiled', include: ['test/graphql/**/*.test.ts'], env: { COMPILE_FROM: '1' } },
      },
    ],
  },
});
