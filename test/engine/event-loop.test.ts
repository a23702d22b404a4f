import { expect, it } from 'vitest';
import { yieldIfLong } from '../../src/engine/runtime.ts';

/** Keeps the processor busy. */
function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

it('lets other work run while several computations take long', async () => {
  await nextTurn();
  const order: string[] = [];
  const compute = async (name: string): Promise<void> => {
    for (let step = 0; step < 3; step++) {
      await yieldIfLong();
      work(30);
      order.push(name);
    }
  };
  let turns = 0;
  let isDone = false;
  const countTurns = (): void => {
    turns += 1;
    order.push('other');
    if (!isDone) setImmediate(countTurns);
  };
  setImmediate(countTurns);
  await Promise.all([compute('a'), compute('b')]);
  isDone = true;
  // Each step is too long for a turn that others share.
  const own = order.filter((name, index) => name !== 'other' && order[index - 1] !== 'other');
  expect(own).toEqual(['a']);
  expect(order.filter((name) => name !== 'other').toSorted()).toEqual(['a', 'a', 'a', 'b', 'b', 'b']);
  expect(turns).toBeGreaterThanOrEqual(5);
});

it('does not yield in a short computation', async () => {
  await nextTurn();
  let turns = 0;
  setImmediate(() => {
    turns += 1;
  });
  await yieldIfLong();
  await yieldIfLong();
  expect(turns).toBe(0);
});
