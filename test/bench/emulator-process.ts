import * as z from 'zod';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { accounts, unfinished } from './accounts.ts';
import { answer } from './contestants/probe.mjs';

/* The vendors, in a process of their own: what they cost is nobody's cost. */

const now = Date.now();
const everyone = accounts(now);
const emulator = await startEmulator({ accounts: everyone });

answer('world', () => ({
  now,
  accounts: everyone.map(({ vendor, name, id, secret, zones }) => ({
    vendor,
    name,
    id,
    secret,
    zones,
    endpoint: emulator.endpoint(vendor),
  })),
}));

answer('latency', (given) => {
  const latencyMs = z.number().parse(given);
  for (const { name } of everyone) emulator.setBehaviour(name, { latencyMs });
});

/** How many calls came since the last time that this was asked, and how many of them were refused. */
answer('calls', () => {
  const { calls } = emulator;
  const refused = calls.filter(({ code }) => code !== undefined).length;
  const counted = { calls: calls.length, refused };
  emulator.clearCalls();
  return counted;
});

let generation = 0;

/** Submits tasks that do not end, and gives their ids. */
answer('watched', (given) => {
  generation += 1;
  const tasks = unfinished(Date.now(), generation, z.number().parse(given));
  for (const task of tasks) emulator.submit('watched', task);
  return tasks.map(({ taskId }) => taskId);
});
