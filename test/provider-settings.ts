import type { EmulatedAccount } from '../src/emulator/emulator.ts';
import { vendorNamed } from '../src/vendors/registry.ts';

/** The setting in which a provider lists the scopes that an emulated account calls zones, by vendor. */
const scopeSettings: Readonly<Partial<Record<EmulatedAccount['vendor'], string>>> = {
  TENCENT_EDGEONE: 'zones',
  AWS_CLOUDFRONT: 'distributions',
  ALIBABA_ESA: 'sites',
};

/** The provider of a configuration file that describes an emulated account. */
export function providerSettings(
  { vendor, name, id, secret, token, zones }: EmulatedAccount,
  endpoint: string,
): Readonly<Record<string, unknown>> {
  const names = vendorNamed(vendor)?.credentials.map((credential) => credential.name);
  if (names === undefined) throw new RangeError(`There is no vendor ${vendor}`);
  const values = [id, secret, token];
  const credentials = names.flatMap((key, index) =>
    values[index] === undefined ? [] : [[key, values[index]] as const],
  );
  const scopes = scopeSettings[vendor];
  return {
    name,
    vendor,
    endpoint,
    credentials: Object.fromEntries(credentials),
    ...(scopes !== undefined && { [scopes]: zones }),
  };
}
