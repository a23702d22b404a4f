import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { MINUTE } from '../../src/domain/time.ts';
import { rowsInMemory } from '../../src/open-history.ts';
import { NOW } from '../engine/scenario.ts';
import { openWorld, type World } from '../engine/world.ts';
import { accounts, fill, ROWS } from './large.ts';
import { openHistory } from './opening.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

test('a walk over 100,000 stored rows leaves few of them in memory', async () => {
  const history = await openHistory({ clock: () => NOW });
  const worldOf = (maxRows: number) => openWorld({ accounts, now: NOW, history, maxRows });
  const worlds = [
    await worldOf(2 * ROWS),
    await worldOf(rowsInMemory({ cacheRows: ROWS, history: history.settings })),
  ] as const;
  try {
    await fill(history, worlds[0].sources);
    const ofAThird = await heapOfWalk(worlds[0], ROWS / 3);
    expect(await heapOfWalk(worlds[1], ROWS)).toBeLessThan(ofAThird);
  } finally {
    await Promise.all(worlds.map((world) => world.close()));
    await history.close();
  }
});

/** By how many bytes the heap has grown after a walk over so many rows. */
async function heapOfWalk(world: World, most: number): Promise<number> {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  let rows = 0;
  for (let after: string | undefined; rows < most;) {
    const answer = await world.tasks.urlDetails(
      { from: 0 },
      { first: 1_000, after, maxAge: MINUTE },
      world.scope(),
    );
    rows += answer.edges.length;
    after = answer.endCursor;
  }
  expect(rows).toBeGreaterThanOrEqual(most);
  collectGarbage();
  return process.memoryUsage().heapUsed - before;
}
