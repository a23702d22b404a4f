import type { ProviderSettings } from './config/settings.ts';
import type { Clock } from './domain/time.ts';
import { demoAccounts, keepDemoLively } from './emulator/demo.ts';
import { startEmulator } from './emulator/emulator.ts';
import type { EmulatedAccount } from './emulator/emulator.ts';
import { vendorNamed } from './vendors/registry.ts';

/** The emulator with its made-up accounts, and how to reach them. */
export interface Demo {
  readonly providers: readonly ProviderSettings[];
  close(): Promise<void>;
}

/** Starts it on loopback. To the rest of the app its accounts are like any others. */
export async function startDemo(clock: Clock): Promise<Demo> {
  const now = clock();
  const accounts = demoAccounts(now);
  const emulator = await startEmulator({ accounts, now: clock });
  const stop = keepDemoLively(emulator, now);
  return {
    providers: accounts.map((account) => providerOf(account, emulator.endpoint(account.vendor))),
    close: () => {
      stop();
      return emulator.close();
    },
  };
}

function providerOf(
  { name, vendor, id, secret, zones }: EmulatedAccount,
  endpoint: string,
): ProviderSettings {
  const description = vendorNamed(vendor);
  // The first member names the account, the second proves it.
  const [identity, proof] = description?.credentials ?? [];
  if (description === undefined || identity === undefined || proof === undefined) {
    throw new Error(`The demo has an account of ${vendor}, which is no vendor`);
  }
  return {
    name,
    vendor,
    endpoint,
    credentials: { [identity.name]: id, [proof.name]: secret },
    own: description.settings.parse(zones === undefined ? {} : { zones }),
  };
}
