import type { Emulator } from '../../../src/emulator/emulator.ts';
import { account, company, vendorNames, type CompanyAccount } from '../company.ts';

/** Two accounts of each vendor. */
export const staff = (now: number): CompanyAccount[] => [
  ...company(now),
  ...vendorNames.map((vendor) => account(vendor, `second-${vendor.toLowerCase()}`, now)),
];

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
