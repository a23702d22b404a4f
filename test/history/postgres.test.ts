import { afterAll, beforeAll, describe } from 'vitest';
import { testDatabase } from './conformance.ts';
import { testEquality } from './equality.ts';
import { PostgresServer } from './postgres-server.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.prepare();
  await server.start();
});
afterAll(() => server.remove());

describe('Postgres', () => {
  testDatabase(() => server.createDatabase());
});

testEquality(Number(process.env['PROPERTY_RUNS'] ?? 20), () => server.createDatabase());
