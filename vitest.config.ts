import { defineConfig } from 'vitest/config';

export default defineConfig({
  // One copy of graphql: sources would get its module build and packages its CommonJS build, and then
  // no `instanceof` between the two holds.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    // Tests that drive a browser take their time on a busy machine; what hangs is still found out.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Real browsers, processes and clocks share the machine with the rest; the report tells of a second try.
    retry: 2,
  },
});
