import type { UrlDetail } from '../../src/domain/task.ts';
import { SECOND } from '../../src/domain/time.ts';
import { NOW } from './scenario.ts';

/** A row of its own task, created so many seconds ago. */
export const rowOf = (name: string, age: number): UrlDetail => ({
  provider: 'north',
  kind: 'PREFETCH',
  taskId: name,
  url: `https://www.example.com/${name}`,
  domain: 'www.example.com',
  state: 'SUCCEEDED',
  createdAt: NOW - age * SECOND,
  observedAt: NOW,
  raw: {},
});
