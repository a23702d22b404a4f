import * as z from 'zod';
import type { Effort } from './effort.ts';
import type { Work } from './results.ts';
import { alternate } from './rounds.ts';
import type { Stage } from './stage.ts';
import { Figures } from './statistics.ts';

const schemes = ['TC3', 'ACS3'] as const;
const parts = ['hashes', 'signature'] as const;

export const signingWork = (scheme: string): string => `signing a call, ${scheme}`;
const nameOf = (scheme: string, part: string): string => `${scheme} ${part}`;
export const hashesOf = (scheme: string): string => nameOf(scheme, 'hashes');
export const signatureOf = (scheme: string): string => nameOf(scheme, 'signature');
export const signingSchemes: readonly string[] = schemes;

/** Each signature beside the hashes that its scheme prescribes. */
export async function signing(stage: Stage, { rounds, roundMs }: Effort): Promise<Work[]> {
  const child = stage.open({ name: 'signing', script: './contestants/signing.mjs' });
  const figures = new Figures();
  const works = schemes.flatMap((scheme) => parts.map((part) => nameOf(scheme, part)));
  const once = (work: string): Promise<number> =>
    child.ask('sign', z.number(), { work, count: 20 * roundMs });
  await alternate(works, 1, async (work) => void (await once(work)));
  await alternate(works, 2 * rounds, async (work) => figures.add(work, await once(work)));
  await child.end();
  return schemes.map((scheme) => ({
    name: signingWork(scheme),
    unit: 'µs',
    floor: hashesOf(scheme),
    measured: parts.map((part) => ({
      contestant: nameOf(scheme, part),
      figure: figures.median(nameOf(scheme, part)),
    })),
  }));
}
