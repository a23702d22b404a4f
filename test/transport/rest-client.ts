import type { VendorError } from '../../src/domain/errors.ts';
import type { SigningScheme } from '../../src/transport/scheme.ts';
import { vendorClient } from '../../src/transport/vendor-client.ts';
import { toVendorError } from './failure-of.ts';
import { fakeHttp, type Answer } from './fake-http.ts';

/** When the calls are made. */
export const NOW = Date.UTC(2026, 0, 15, 8, 30);
export const never = new AbortController().signal;
export const request = { action: 'Any', parameters: {}, path: '/path', callsPerSecond: 1 };

interface Product {
  readonly title: string;
  readonly endpoint: string;
  readonly service: string;
  readonly region: string;
  readonly credentials: { readonly id: string; readonly secret: string; readonly token: string };
}

/** Clients of a REST API over canned answers. */
export function restClients(scheme: SigningScheme, product: Product) {
  const clientOf = (credentials: Product['credentials'], ...answers: readonly Answer[]) => {
    const http = fakeHttp(...answers);
    const client = vendorClient(scheme, {
      ...product,
      credentials,
      version: '',
      clock: () => NOW,
      nonce: () => 'unused',
      http,
    });
    return { http, send: client.send };
  };
  const failureOf = (answer: Answer): Promise<VendorError> =>
    toVendorError(clientOf(product.credentials, answer).send(request, never));
  return { clientOf, failureOf };
}
