import type { ZoneDetails } from '../account.ts';
import type { EmulatedArea } from '../submission.ts';
import type { CompanyPart } from './plans.ts';

/** An account of the demo's company at one vendor. */
export interface DemoAccount {
  readonly name: string;
  readonly areas: readonly EmulatedArea[];
  /** Every domain if absent. */
  readonly domains?: readonly string[];
  /** The zone, site or distribution of each part of the company, if the vendor has such. */
  readonly zones?: Readonly<Record<CompanyPart, ZoneDetails & { readonly id: string }>>;
  /** Whether the vendor is asked for these zones, instead of naming them in the configuration. */
  readonly isDiscovered?: boolean;
  /** Makes its outcomes differ from those of other accounts. */
  readonly salt: number;
  /** Whether it is there only if it is asked for. */
  readonly isExtra?: boolean;
}
