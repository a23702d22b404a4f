import { describe, expect, test } from 'vitest';

import { defaultBehaviour } from '../../src/emulator/behaviour.ts';
import { drawBehaviour, settings } from '../../src/emulator/behaviour.ts';
import { seededRandom } from '../../src/emulator/seeded-random.ts';

describe('drawBehaviour', () => {
  test('draws the same settings from the same random numbers', () => {
    expect(drawBehaviour(seededRandom(7))).toEqual(drawBehaviour(seededRandom(7)));
    expect(drawBehaviour(seededRandom(7), 1)).not.toEqual(drawBehaviour(seededRandom(8), 1));
  });

  test('keeps every default at deviation 0 and changes every setting at deviation 1', () => {
    expect(drawBehaviour(seededRandom(1), 0)).toEqual({});
    expect(Object.keys(drawBehaviour(seededRandom(1), 1)).toSorted()).toEqual(settings.toSorted());
  });

  test('covers every setting but the documented rate, the retention and the latency', () => {
    const documented = ['enforcesRate', 'latencyMs', 'retentionMs'];
    const undocumented = Object.keys(defaultBehaviour).filter((setting) => !documented.includes(setting));
    expect(settings.toSorted()).toEqual(undocumented.toSorted());
  });

  test('reaches every kind of count, order and tie order', () => {
    const random = seededRandom(3);
    const drawn = Array.from({ length: 500 }, () => drawBehaviour(random));
    expect(new Set(drawn.map(({ order = 'newest-first' }) => order)).size).toBe(4);
    expect(new Set(drawn.map(({ ties = 'fixed' }) => ties)).size).toBe(3);
    expect(new Set(drawn.map(({ count = 'exact' }) => JSON.stringify(count))).size).toBe(8);
  });
});
