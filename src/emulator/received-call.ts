/** What was asked and how it went, for tests and benchmarks. */
export interface ReceivedCall<Vendor extends string = string> {
  readonly vendor: Vendor;
  /** The account's name; undefined when the access key is unknown. */
  readonly account: string | undefined;
  readonly action: string | undefined;
  /** As received; empty when they could not be read. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** When it arrived, epoch ms by the emulator's clock. */
  readonly at: number;
  /** The vendor's error code, `HTTP 502` and the like for a gateway's failure, `hang`; undefined for a success. */
  readonly code: string | undefined;
  /** How many rows were answered. */
  readonly rows: number;
  /** How many rows had to be looked at. */
  readonly scanned: number;
  readonly requestId: string;
}
