import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectNothingLost } from './crash.ts';
import { temporaryFolder } from './opening.ts';

test('a process that is killed loses nothing that was stored, and no range is without its rows', async () => {
  const folder = await temporaryFolder();
  try {
    await expectNothingLost(`file:${join(folder.path, 'history.db')}`, Number(process.env['KILLS'] ?? 6));
  } finally {
    await folder.remove();
  }
  expect.hasAssertions();
});
