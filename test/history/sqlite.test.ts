import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from './conformance.ts';
import { NOW } from './fixture.ts';
import { openHistory, temporaryFolder } from './opening.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

describe('SQLite', () => {
  testDatabase(() => Promise.resolve(`file:${join(folder.path, 'history.db')}`));
});

const open = (file: string) => openHistory({ url: `file:${file}`, clock: () => NOW });

test('a file that is no database stops the start, and the message says what to do', async () => {
  const file = join(folder.path, 'history.db');
  await writeFile(file, 'This is no database. '.repeat(500));
  await expect(open(file)).rejects.toThrow(/damaged or no SQLite database. Move it away/);
});

test('a folder that does not exist stops the start, and the message says what to do', async () => {
  await expect(open(join(folder.path, 'missing', 'history.db'))).rejects.toThrow(
    /Name a file in a directory that this process can write/,
  );
});
