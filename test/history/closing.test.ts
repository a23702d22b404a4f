import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SECOND } from '../../src/domain/time.ts';
import { feed, NOW, rangeOf, rowOf, sourceOf } from './fixture.ts';
import { openHistory, temporaryFolder } from './opening.ts';

it('a history that is closed has stored the rows that still waited', async () => {
  const folder = await temporaryFolder();
  const open = () => openHistory({ url: `file:${join(folder.path, 'history.db')}`, clock: () => NOW });
  try {
    const history = await open();
    const row = rowOf('waiting', 600);
    history.record(sourceOf('north'), feed, { rows: [row], seenAt: NOW, ranges: [rangeOf(700, 500, NOW)] });
    await history.close();

    const reopened = await open();
    const window = { from: NOW - 700 * SECOND, to: NOW - 500 * SECOND };
    const known = await reopened.load(sourceOf('north'), feed, { window, startsAt: 'newer-end', limit: 10 });
    await reopened.close();
    expect(known?.rows.map(({ row: { taskId } }) => taskId)).toEqual(['waiting']);
  } finally {
    await folder.remove();
  }
});
