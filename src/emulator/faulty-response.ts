import type { Behaviour } from './behaviour.ts';
import type { Fault } from './faults.ts';
import { Refusal } from './protocol.ts';
import type { Listing, VendorProtocol, WireAnswer } from './protocol.ts';
import { writtenListing } from './vocabulary.ts';
import type { WrittenListing } from './vocabulary.ts';

/** A response that does not depend on the request. */
interface CannedResponse {
  readonly code: string;
  /** Undefined if the vendor never responds. */
  readonly answer: WireAnswer | undefined;
}

/** The response of the first fault that replaces it; undefined if none does. */
export function cannedResponse(
  faults: readonly Fault[],
  protocol: VendorProtocol,
  requestId: string,
): CannedResponse | undefined {
  for (const fault of faults) {
    if (fault.kind === 'hang') return { code: 'hang', answer: undefined };
    if (fault.kind === 'html') return { code: 'HTTP 200', answer: page(200) };
    if (fault.kind === 'http')
      return { code: `HTTP ${fault.status}`, answer: page(fault.status, fault.headers) };
    if (fault.kind === 'error') {
      const { code, message = 'The request has failed.', status, headers } = fault;
      return { code, answer: protocol.refuse(new Refusal(code, message, status, headers), requestId) };
    }
  }
  return undefined;
}

function page(status: number, headers: Readonly<Record<string, string>> = {}): WireAnswer {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
    body: `<html><head><title>${status}</title></head><body><center><h1>${status}</h1></center></body></html>`,
  };
}

/** The body of a successful response in the account's spelling, corrupted by the faults. */
export function corruptedBody(listing: Listing, faults: readonly Fault[], behaviour: Behaviour): object {
  const { rows, total } = faults.reduce(
    (written, fault) => corrupt(written, fault, listing),
    writtenListing(listing, behaviour),
  );
  return listing.body(rows, total);
}

function corrupt(written: WrittenListing, fault: Fault, { statusField }: Listing): WrittenListing {
  const eachRow = (change: (row: object) => object) => ({
    ...written,
    rows: written.rows?.map(change) ?? written.rows,
  });
  switch (fault.kind) {
    case 'null-lists':
      return { ...written, rows: null };
    case 'wrong-count':
      return { ...written, total: Math.max(0, (written.total ?? 0) + fault.by) };
    case 'short-page':
      return { ...written, rows: written.rows?.slice(0, fault.rows) ?? written.rows };
    case 'missing-fields':
      return eachRow((row) =>
        Object.fromEntries(Object.entries(row).filter(([name]) => !fault.fields.includes(name))),
      );
    case 'unknown-words':
      return eachRow((row) => ({ ...row, [statusField]: fault.word }));
    default:
      return written;
  }
}
