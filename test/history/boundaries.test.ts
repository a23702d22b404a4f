import { expect, it } from 'vitest';
import { SECOND } from '../../src/domain/time.ts';
import { HistoryQueries } from '../../src/history/queries.ts';
import { feed, NOW, rowOf, sourceOf } from './fixture.ts';
import { openHistory } from './opening.ts';

it('statistics count a task that was created at the start of the range, and none at its end', async () => {
  const history = await openHistory({ clock: () => NOW });
  try {
    const north = sourceOf('north');
    const rows = [rowOf('start', 600), rowOf('within', 300), rowOf('end', 60)];
    history.record(north, feed, { rows, seenAt: NOW, ranges: [] });
    await history.flush();
    const range = { from: NOW - 600 * SECOND, to: NOW - 60 * SECOND };
    const { groups } = await new HistoryQueries(history, [north]).statistics(range, [], NOW);
    expect(groups.map(({ tasks }) => tasks)).toEqual([2]);
  } finally {
    await history.close();
  }
});
