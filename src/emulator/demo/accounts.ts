import { isEmulatedVendor, registry } from '../registry.ts';
import type { EmulatedVendor } from '../registry.ts';
import type { DemoAccount } from './account.ts';

/** An account of the demo, and whose it is. */
export type VendorDemoAccount = DemoAccount & { readonly vendor: EmulatedVendor };

/** All accounts that the demo can have. */
export const demoAccountList: readonly VendorDemoAccount[] = Object.keys(registry)
  .filter(isEmulatedVendor)
  .flatMap((vendor) => registry[vendor].demoAccounts.map((account) => ({ ...account, vendor })));

/** The accounts of these names. Without names, those that are no extras. */
export const chosenAccounts = (names?: readonly string[]): readonly VendorDemoAccount[] =>
  demoAccountList.filter(({ name, isExtra = false }) => names?.includes(name) ?? !isExtra);
