import type { EmulatedAccount, Submission, SubmissionKind } from '../../src/emulator/emulator.ts';
import { vendors } from '../../src/vendors/registry.ts';
import { isEmulatedVendor } from '../../src/emulator/registry.ts';

const kindsOf = (vendor: string): readonly SubmissionKind[] =>
  vendor === 'AWS_CLOUDFRONT' ? ['PURGE_URL'] : ['PREFETCH', 'PURGE_URL'];

/** The scopes of vendors that have such. */
const zones: Readonly<Record<string, readonly string[]>> = {
  TENCENT_EDGEONE: ['zone-1'],
  AWS_CLOUDFRONT: ['E1'],
  ALIBABA_ESA: ['1001'],
};

/** CloudFront's rows are paths, and none of its invalidations fails. */
function task(vendor: string, index: number, now: number): Submission {
  const kinds = kindsOf(vendor);
  const at = now - (index + 2) * 60_000;
  const path = `/${vendor.toLowerCase()}/${index}.js`;
  const isOfPaths = vendor === 'AWS_CLOUDFRONT';
  const url = isOfPaths ? path : `https://www.example.com${path}`;
  const fails = !isOfPaths && index % 3 === 2;
  return {
    taskId: String(71_000 + index),
    kind: kinds[index % kinds.length] ?? 'PREFETCH',
    at,
    targets: [
      { url, finishesAt: at + 5_000, outcome: fails ? 'failed' : 'succeeded', message: 'The origin failed' },
    ],
  };
}

/** An account of every vendor, named by a prefix and the vendor, with tasks of one URL that ended long ago. */
export const accountsOfEveryVendor = (
  prefix: string,
  count: number,
  now: number,
): readonly EmulatedAccount[] =>
  vendors
    .map(({ name }) => name)
    .filter(isEmulatedVendor)
    .map((vendor) => ({
      vendor,
      name: `${prefix}-${vendor.toLowerCase().replaceAll('_', '-')}`,
      id: `id-of-${prefix}-${vendor}`,
      secret: `secret-of-${prefix}-${vendor}`,
      ...(zones[vendor] && { zones: zones[vendor] }),
      behaviour: { enforcesRate: false },
      history: Array.from({ length: count }, (_, index) => task(vendor, index, now)),
    }));
