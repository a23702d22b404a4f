import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import * as z from 'zod';
import { listeners } from './contestants.ts';
import { guarded as effort } from './effort.ts';
import { loaded, pageWork, race } from './pages.ts';
import { pageBody } from './queries.ts';
import type { Freshness } from './queries.ts';
import { figureOf, names } from './results.ts';
import type { Work } from './results.ts';
import { hashesOf, signatureOf, signing, signingSchemes, signingWork } from './signing.ts';
import { openStage } from './stage.ts';
import { markdown, rounded } from './table.ts';

/*
 * For every change: what a few works cost, as multiples of the bare proxy's or the bare hashes' cost in the same run,
 * beside what they cost when that was last written down (`npm run bench:guard -- --write`, in `guard.json`). It needs a
 * build and no peers, takes a minute and a half, and only tells: machines are noisy, people judge.
 */

const recordPath = new URL('./guard.json', import.meta.url);
const record = z.record(z.string(), z.number());

/** A change smaller than this is noise. */
const noise = 0.2;

const pages: readonly (readonly [number, Freshness])[] = [
  [20, 'fresh'],
  [100, 'fresh'],
  [20, 'kept'],
  [1_000, 'kept'],
];

/** By work, our processor time as a multiple of the floor's. */
async function multiples(): Promise<Record<string, number>> {
  const stage = await openStage();
  try {
    await stage.setLatency(0);
    const ours = await stage.serve(listeners.ours);
    const proxy = await stage.serve(listeners.proxy);
    const found: Record<string, number> = {};
    for (const [size, freshness] of pages) {
      const body = (wanted: Freshness): string => pageBody(stage.now, size, wanted);
      // The proxy keeps nothing: its page is the measure of both.
      const runners = [loaded(stage, proxy, body('fresh'), size), loaded(stage, ours, body(freshness), size)];
      const name = pageWork(size, freshness);
      const work = await race(stage, runners, effort, { name, floor: names.proxy });
      found[name] = multiple([work], name, names.ours, names.proxy);
    }
    const signed = await signing(stage, effort);
    for (const scheme of signingSchemes) {
      const name = signingWork(scheme);
      found[name] = multiple(signed, name, signatureOf(scheme), hashesOf(scheme));
    }
    return found;
  } finally {
    await stage.close();
  }
}

const multiple = (works: readonly Work[], work: string, one: string, floor: string): number =>
  figureOf(works, work, one) / figureOf(works, work, floor);

const known = record.parse(JSON.parse(readFileSync(recordPath, 'utf8')));
const found = await multiples();
const rows = Object.entries(found).map(([name, now]) => {
  const before = known[name] ?? NaN;
  const change = now / before - 1;
  const verdict = change > noise ? 'dearer' : change < -noise ? 'cheaper' : '';
  return [name, `${rounded(before)} ×`, `${rounded(now)} ×`, verdict];
});
process.stdout.write(markdown(['Work', 'Cost against the floor, on record', 'Now', 'Change'], rows));
if (process.argv.includes('--write')) {
  const entries = Object.entries(found).map(([name, figure]) => [name, Number(figure.toPrecision(3))]);
  writeFileSync(recordPath, `${JSON.stringify(Object.fromEntries(entries), undefined, 2)}\n`);
}
