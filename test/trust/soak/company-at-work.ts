import { drawBehaviour } from '../../../src/emulator/emulator.ts';
import type { Behaviour, Emulator } from '../../../src/emulator/emulator.ts';
import { account, company, vendorNames, type CompanyAccount } from '../company.ts';

/** What the judge of the answers does not allow for: rows that are told in other words, appear late, or are never listed. */
const judgeable: Partial<Behaviour> = {
  lateRowShare: 0,
  visibleDelayMs: 0,
  clockOffsetMs: 0,
  staleFirstAnswer: false,
  unknownStateShare: 0,
  unknownKindShare: 0,
};

/** Two accounts of each vendor, whose vendors' undocumented behaviour is drawn at random. */
export const staff = (now: number, random: () => number): CompanyAccount[] =>
  [
    ...company(now),
    ...vendorNames.map((vendor) => account(vendor, `second-${vendor.toLowerCase()}`, now)),
  ].map((each) => ({ ...each, behaviour: { ...drawBehaviour(random), ...judgeable } }));

/** In ms. */
const between = 1_000;
const takes = 3_000;

/** Every account prefetches something each second, which takes some seconds. Returns what ends it. */
export function keepAtWork(
  emulator: Pick<Emulator, 'submit'>,
  accounts: readonly CompanyAccount[],
): () => void {
  let count = 0;
  const timer = setInterval(() => {
    count += 1;
    const at = Date.now();
    for (const { name } of accounts) {
      emulator.submit(name, {
        taskId: `5${at}${count}`,
        kind: 'PREFETCH',
        at,
        targets: ['a', 'b'].map((file) => ({
          url: `https://www.example.com/new/${count}/${file}.js`,
          finishesAt: at + takes,
          outcome: file === 'a' ? 'succeeded' : 'failed',
        })),
      });
    }
  }, between);
  return () => clearInterval(timer);
}
