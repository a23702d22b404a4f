import { describe, expect, it } from 'vitest';

import type { Behaviour } from '../../src/emulator/behaviour.ts';
import { defaultBehaviour, drawBehaviour, settings } from '../../src/emulator/behaviour.ts';
import { rowsOf, storedRows } from '../../src/emulator/row.ts';
import { seededRandom } from '../../src/emulator/seeded-random.ts';
import { TimeIndex } from '../../src/emulator/time-index.ts';
import { noon, submission } from './histories.ts';

describe('drawBehaviour', () => {
  it('draws the same settings from the same random numbers', () => {
    expect(drawBehaviour(seededRandom(7))).toEqual(drawBehaviour(seededRandom(7)));
    expect(drawBehaviour(seededRandom(7), 1)).not.toEqual(drawBehaviour(seededRandom(8), 1));
  });

  it('keeps every default at deviation 0 and changes every setting at deviation 1', () => {
    expect(drawBehaviour(seededRandom(1), 0)).toEqual({});
    expect(Object.keys(drawBehaviour(seededRandom(1), 1)).toSorted()).toEqual(settings.toSorted());
  });

  it('covers every setting but the documented rate, the retention and the latency', () => {
    const documented = ['enforcesRate', 'latencyMs', 'retentionMs'];
    const undocumented = Object.keys(defaultBehaviour).filter((setting) => !documented.includes(setting));
    expect(settings.toSorted()).toEqual(undocumented.toSorted());
  });

  it('reaches every kind of count, order and tie order', () => {
    const random = seededRandom(3);
    const drawn = Array.from({ length: 500 }, () => drawBehaviour(random));
    expect(new Set(drawn.map(({ order = 'newest-first' }) => order)).size).toBe(4);
    expect(new Set(drawn.map(({ ties = 'fixed' }) => ties)).size).toBe(3);
    expect(new Set(drawn.map(({ count = 'exact' }) => JSON.stringify(count))).size).toBe(8);
  });
});

const second = 1000;
const later = noon + 1000 * second;

/** The URLs found by reading every second alone, and its neighbours, in pages of `limit` and several times over. */
function found(
  index: TimeIndex,
  behaviour: Behaviour,
  seconds: readonly number[],
  limit: number,
): Set<string> {
  const urls = new Set<string>();
  let call = 0;
  for (const start of seconds) {
    for (let reading = 0; reading < 12; reading++) {
      for (let offset = 0; ; offset += limit) {
        const query = { start: start - second, end: start + second, offset, limit };
        const { rows } = index.list(query, behaviour, later, call++);
        if (rows.length === 0) break;
        for (const { url, createdAt } of rows) {
          expect(Math.abs(createdAt - start)).toBeLessThanOrEqual(second);
          urls.add(url);
        }
      }
    }
  }
  return urls;
}

it('every row can be found, whatever settings are drawn', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = seededRandom(seed);
    const behaviour = { ...defaultBehaviour, ...drawBehaviour(random, 0.4) };
    const submissions = Array.from({ length: 6 }, (_, task) =>
      submission(
        `task-${task}`,
        noon - Math.floor(random() * 4) * second,
        Array.from(
          { length: 1 + Math.floor(random() * 6) },
          (__, url) => `https://www.example.com/${task}/${url}`,
        ),
      ),
    );
    const rows = storedRows(
      submissions.flatMap((each) => rowsOf(each, undefined)),
      behaviour,
    );
    const seconds = [...new Set(rows.map(({ createdAt }) => createdAt))];
    const limit = 1 + Math.floor(random() * 9);
    expect({
      seed,
      behaviour,
      urls: [...found(new TimeIndex(rows), behaviour, seconds, limit)].toSorted(),
    }).toEqual({
      seed,
      behaviour,
      urls: [...new Set(rows.map(({ url }) => url))].toSorted(),
    });
  }
});
