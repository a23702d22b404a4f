import type { Emulator, FaultRule } from '../../../src/emulator/emulator.ts';
import type { CompanyAccount } from '../company.ts';
import { faultCases, faultOf } from '../fault-cases.ts';
import type { FaultCase } from '../fault-cases.ts';

/** Faults that come over accounts and go again. */
export interface Storm {
  /** How often each kind of fault struck a call. */
  readonly strikes: ReadonlyMap<string, number>;
  /** Whether states of an account were told in words that nobody knows since then, epoch ms. */
  readonly hadOddWords: (account: string, since: number) => boolean;
  /** Nothing strikes any more. */
  end(): void;
}

/**
 * Not drawn: what no client can tell from an undocumented behaviour that is drawn too, such as a page that ends early beside
 * counts that are wrong; and a connection that is dropped before the first byte, for that call is sent again at once as one
 * that the vendor never saw, which the emulator counts.
 */
const notDrawn: ReadonlySet<string> = new Set([
  'a connection that is dropped at once',
  'lists without a value',
  'pages shorter than promised',
]);
const drawn = faultCases.filter(({ name }) => !notDrawn.has(name));

/** How long a fault lasts, in ms. */
const shortest = 300;
const longest = 2_500;
/** How often there is peace instead. */
const calm = 0.3;
/** How often a fault strikes every call. */
const whole = 0.2;

/** Lets one fault after another strike some calls of an account, or all, on every account at its own pace. */
export function startStorm(
  emulator: Pick<Emulator, 'inject'>,
  accounts: readonly CompanyAccount[],
  random: () => number,
): Storm {
  const strikes = new Map<string, number>();
  const oddWords = new Map<string, number>();
  const endings = new Map<string, () => void>();

  const ruleFor = (meets: FaultCase, { name, vendor }: CompanyAccount): FaultRule => ({
    account: name,
    probability: random() < whole ? 1 : 0.05 + 0.5 * random(),
    seed: Math.floor(random() * 2 ** 31),
    // The emulator reads it for each call that it strikes.
    get fault() {
      strikes.set(meets.name, (strikes.get(meets.name) ?? 0) + 1);
      if (meets.outcome === 'words') oddWords.set(name, Date.now());
      return faultOf(meets, vendor);
    },
  });

  const change = (account: CompanyAccount): void => {
    endings.get(account.name)?.();
    const meets = random() < calm ? undefined : drawn[Math.floor(random() * drawn.length)];
    const remove = meets && emulator.inject(ruleFor(meets, account));
    const timer = setTimeout(change, shortest + (longest - shortest) * random(), account);
    endings.set(account.name, () => {
      clearTimeout(timer);
      remove?.();
    });
  };

  accounts.forEach(change);
  return {
    strikes,
    hadOddWords: (account, since) => (oddWords.get(account) ?? -Infinity) >= since,
    end: () => endings.forEach((end) => end()),
  };
}
