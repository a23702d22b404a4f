import type { ProviderSettings } from './config/settings.ts';
import type { Clock } from './domain/time.ts';
import { demoAccounts, keepDemoAlive } from './emulator/demo.ts';
import { startEmulator } from './emulator/emulator.ts';
import type { EmulatedAccount } from './emulator/emulator.ts';
import { vendorNamed } from './vendors/registry.ts';

/** A running emulator with example accounts, and the settings that reach them. */
export interface Demo {
  readonly providers: readonly ProviderSettings[];
  close(): Promise<void>;
}

/** Starts the emulator on loopback. The rest of the app treats its accounts like any others. */
export async function startDemo(clock: Clock): Promise<Demo> {
  const now = clock();
  const accounts = demoAccounts(now);
  const emulator = await startEmulator({ accounts, now: clock, maxCallsKept: 1000 });
  const stop = keepDemoAlive(emulator, clock);
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
  // The first credential is the id, the second the secret.
  const [identity, proof] = description?.credentials ?? [];
  if (description === undefined || identity === undefined || proof === undefined) {
    throw new Error(`The demo has an account of ${vendor}, which is not a vendor`);
  }
  return {
    name,
    vendor,
    endpoint,
    credentials: { [identity.name]: id, [proof.name]: secret },
    own: description.settings.parse(zones === undefined ? {} : { zones, sites: zones }),
  };
}
