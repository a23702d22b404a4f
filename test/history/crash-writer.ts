import { scheduleInRealTime } from '../../src/engine/runtime.ts';
import { SECOND } from '../../src/domain/time.ts';
import { DatabaseHistory } from '../../src/history/history.ts';
import { feed, NOW, rangeOf, rowOf, sourceOf } from './fixture.ts';
import { settingsFor } from './opening.ts';

/**
 * Records one range after another, each with ten rows of its own in two calls, of which the second completes the range. Prints the
 * number of each range that is stored.
 */
const [url = ''] = process.argv.slice(2);
const history = await DatabaseHistory.open(settingsFor(url), {
  clock: Date.now,
  schedule: scheduleInRealTime,
  fingerprint: String,
  onState: ({ isAvailable, reason }) => {
    if (!isAvailable) throw new Error(reason);
  },
});
const source = sourceOf('north');
const start = Number(process.argv[3] ?? 0);
for (let index = start; ; index++) {
  const age = 100 * (index + 10);
  const rows = Array.from({ length: 10 }, (_, place) => rowOf(`${index}-${place}`, age - place));
  history.record(source, feed, { rows: rows.slice(0, 5), seenAt: NOW, ranges: [] });
  history.record(source, feed, {
    rows: rows.slice(5),
    seenAt: NOW,
    // The ranges leave a second between each other, so that they stay apart.
    ranges: [rangeOf(age, age - 99, NOW - index * SECOND)],
  });
  await history.flush();
  process.stdout.write(`${index}\n`);
}
