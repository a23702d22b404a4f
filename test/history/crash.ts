import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { DAY, SECOND, type Milliseconds } from '../../src/domain/time.ts';
import { feed, NOW, sourceOf } from './fixture.ts';
import { openHistory } from './opening.ts';

const writer = fileURLToPath(new URL('crash-writer.ts', import.meta.url));

/** Lets a process record, kills it so long after its first acknowledgement, in whatever it does, and returns the last one. */
async function recordAndKill(url: string, start: number, delay: Milliseconds): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', writer, url, String(start)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  let last = start - 1;
  let text = '';
  let killing: NodeJS.Timeout | undefined;
  for await (const chunk of child.stdout) {
    text += String(chunk);
    const lines = text.split('\n').slice(0, -1);
    if (lines.length > 0) last = Number(lines.at(-1));
    if (lines.length > 0) killing ??= setTimeout(() => child.kill('SIGKILL'), delay);
  }
  await exit;
  return last;
}

/** Kills a recording process again and again; what it acknowledged is there, and every range has all of its rows. */
export async function expectNothingLost(url: string, kills: number): Promise<void> {
  let next = 0;
  for (let kill = 0; kill < kills; kill++) {
    next = (await recordAndKill(url, next, (kill * 37) % 101)) + 1;
    const history = await openHistory({ url, clock: () => NOW });
    try {
      const window = { from: NOW - 3_650 * DAY, to: NOW + SECOND };
      const kept = await history.load(sourceOf('north'), feed, {
        window,
        startsAt: 'newer-end',
        limit: 1_000_000,
      });
      const rows = new Set((kept?.rows ?? []).map(({ row }) => row.taskId));
      const ranges = (kept?.ranges ?? []).map(({ from }) => (NOW - from) / SECOND / 100 - 10);
      const expected = Array.from({ length: next }, (_, index) => index);
      expect(ranges.toSorted((a, b) => a - b).slice(0, next)).toEqual(expected);
      const missing = ranges.flatMap((index) =>
        Array.from({ length: 10 }, (_, place) => `${index}-${place}`).filter((id) => !rows.has(id)),
      );
      expect(missing).toEqual([]);
      // The process may have stored more than it acknowledged.
      next = Math.max(next, ...ranges.map((index) => index + 1));
    } finally {
      await history.close();
    }
  }
}
