import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Sources and their packages share one copy of graphql, as in the root's configuration.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  // The root runs `*.test.ts`; these need what is installed here.
  test: { include: ['*.e2e.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
