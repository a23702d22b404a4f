import type { EmulatedVendor } from '../registry.ts';
import type { SubmissionKind } from '../submission.ts';

type IdForm = (at: number, kind: SubmissionKind, random: () => number) => string;

/** Ids as each vendor makes them. */
export const taskIds: Readonly<Record<EmulatedVendor, IdForm>> = {
  // Nineteen to twenty-three digits that begin with the second of the submission; purges also with letters.
  TENCENT_CDN: (at, kind, random) => {
    const second = String(Math.floor(at / 1000));
    if (kind !== 'PREFETCH' && random() < 0.5) return `${second}-${letters(8, random)}`;
    return second + digits(9 + Math.floor(random() * 5), random);
  },
  TENCENT_EDGEONE: (_at, _kind, random) => letters(12, random),
  ALIBABA_CDN: (_at, _kind, random) => `1${digits(10, random)}`,
};

function digits(count: number, random: () => number): string {
  return Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
}

function letters(count: number, random: () => number): string {
  return Array.from({ length: count }, () => Math.floor(random() * 36).toString(36)).join('');
}
