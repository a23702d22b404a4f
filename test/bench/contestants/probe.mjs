import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/*
 * Loaded before a contestant (`node --import`), so that a program that knows nothing of the benchmark can be asked what it
 * has used. A question is `{ id, name, given }`; a question that nobody answers yet waits.
 */

const answers = new Map();
const waiting = [];

/** Answers every question of a name from now on. */
export function answer(name, give) {
  answers.set(name, give);
  for (const question of waiting.splice(0)) void reply(question);
}

async function reply(question) {
  const give = answers.get(question.name);
  if (give === undefined) {
    waiting.push(question);
    return;
  }
  try {
    process.send?.({ id: question.id, answer: await give(question.given) });
  } catch (error) {
    process.send?.({ id: question.id, failure: error instanceof Error ? error.stack : String(error) });
  }
}

/** All threads' work for this process, in microseconds. */
answer('cpu', () => {
  const { user, system } = process.cpuUsage();
  return user + system;
});

/** What is left after everything unneeded is gone, and the most that was resident so far; in bytes. */
answer('memory', () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc');
  collectGarbage();
  collectGarbage();
  return { heapUsed: process.memoryUsage().heapUsed, peak: 1024 * process.resourceUsage().maxRSS };
});

process.on('message', (question) => void reply(question));
// The benchmark's end is the contestant's end.
process.on('disconnect', () => process.exit());

let session;

/** Samples where the time goes, from now on. */
answer('begin-profile', async () => {
  const { Session } = await import('node:inspector/promises');
  session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
});

/** What was sampled since: `{ nodes, samples, timeDeltas }` of the inspector's protocol. */
answer('end-profile', async () => {
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return profile;
});
