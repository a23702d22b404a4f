import { ConfigurationError } from './config/issue.ts';
import type { ProviderSettings } from './config/settings.ts';
import type { Clock } from './domain/time.ts';
import { demoAccountList, demoAccounts, keepDemoAlive } from './emulator/demo.ts';
import { startEmulator } from './emulator/emulator.ts';
import type { EmulatedAccount } from './emulator/emulator.ts';
import { vendorNamed } from './vendors/registry.ts';

/** A running emulator with example accounts, and the settings that reach them. */
export interface Demo {
  readonly providers: readonly ProviderSettings[];
  close(): Promise<void>;
}

/**
 * Starts the emulator on loopback. The rest of the app treats its accounts like any others. Rejects with `ConfigurationError` for a
 * name of no account.
 *
 * @param chosen names of accounts, or `all`; absent: an account of each of the first vendors, and one more
 */
export async function startDemo(clock: Clock, chosen?: readonly string[]): Promise<Demo> {
  const names = namesOf(chosen);
  const now = clock();
  const accounts = demoAccounts(now, { names });
  const emulator = await startEmulator({ accounts, now: clock, maxCallsKept: 1000 });
  const stop = keepDemoAlive(emulator, clock, { names });
  return {
    providers: accounts.map((account) => providerOf(account, emulator.endpoint(account.vendor))),
    close: () => {
      stop();
      return emulator.close();
    },
  };
}

function namesOf(chosen: readonly string[] | undefined): readonly string[] | undefined {
  const known = demoAccountList.map(({ name }) => name);
  if (chosen?.includes('all') === true) return known;
  const unknown = chosen?.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const message = `names ${unknown}, which is no account of the demo. There are: ${known.join(', ')}; or all`;
    throw new ConfigurationError('The environment', [{ path: 'EDGETASKS_DEMO_ACCOUNTS', message }]);
  }
  return chosen;
}

function providerOf(
  { name, vendor, id, secret, zones, zoneDetails }: EmulatedAccount,
  endpoint: string,
): ProviderSettings {
  const description = vendorNamed(vendor);
  // The first credential is the id, the second the secret.
  const [identity, proof] = description?.credentials ?? [];
  if (description === undefined || identity === undefined || proof === undefined) {
    throw new Error(`The demo has an account of ${vendor}, which is not a vendor`);
  }
  const isDiscovered = demoAccountList.find((account) => account.name === name)?.isDiscovered === true;
  const scopes = (isDiscovered ? undefined : zones)?.map((zone) => {
    const domains = zoneDetails?.[zone]?.aliases;
    return domains === undefined ? zone : { id: zone, domains };
  });
  return {
    name,
    vendor,
    endpoint,
    credentials: { [identity.name]: id, [proof.name]: secret },
    own: description.settings.parse(
      scopes === undefined ? {} : { zones: scopes, sites: scopes, distributions: scopes },
    ),
  };
}
