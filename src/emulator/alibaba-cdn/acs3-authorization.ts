import { Refusal } from '../refusal.ts';
import type { ReceivedRequest } from '../vendor-side.ts';

/** The parts of the Authorization header. */
export interface Acs3Authorization {
  readonly keyId: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const form = /^ACS3-HMAC-SHA256 Credential=([^,\s]+),SignedHeaders=([a-z0-9;-]+),Signature=([0-9a-f]{64})$/;
const mandatory = ['host', 'x-acs-content-sha256', 'x-acs-date', 'x-acs-signature-nonce'];

/** @throws {Refusal} IncompleteSignature when the header is not as documented, or leaves a header unsigned. */
export function readAcs3Authorization(request: ReceivedRequest): Acs3Authorization {
  const parts = form.exec(request.headers['authorization']?.[0] ?? '');
  if (parts === null)
    throw incomplete('The Authorization header does not have the form of ACS3-HMAC-SHA256.');
  const [, keyId = '', names = '', signature = ''] = parts;
  const signedHeaders = names.split(';');
  for (const name of mandatory) {
    if (request.headers[name] === undefined) throw incomplete(`The header ${name} is missing.`);
  }
  for (const name of Object.keys(request.headers)) {
    const mustBeSigned = name === 'host' || name === 'content-type' || name.startsWith('x-acs-');
    if (mustBeSigned && !signedHeaders.includes(name)) throw incomplete(`The header ${name} must be signed.`);
  }
  for (const name of signedHeaders) {
    if (request.headers[name] === undefined) throw incomplete(`The header ${name} is signed but not sent.`);
  }
  if (names !== signedHeaders.toSorted().join(';')) throw incomplete('SignedHeaders are not sorted.');
  return { keyId, signedHeaders, signature };
}

function incomplete(message: string): Refusal {
  return new Refusal(
    'IncompleteSignature',
    `The request signature does not conform to Aliyun standards. ${message}`,
  );
}
