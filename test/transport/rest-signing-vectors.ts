import { readFileSync } from 'node:fs';

/** One request that an official client sent; see `conventions` in the JSON file. */
export interface RestSigningVector {
  readonly id: string;
  readonly algorithm: 'AWS4-HMAC-SHA256' | 'SDK-HMAC-SHA256';
  readonly inputs: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string | null;
    readonly region: string;
    readonly service: string;
    readonly method: string;
    readonly path: string;
    readonly query: Readonly<Record<string, string | readonly string[]>>;
    readonly headersToSign: Readonly<Record<string, string>>;
    readonly body: string;
  };
  readonly expected: {
    readonly canonicalQueryString: string;
    readonly signedHeaders: string;
    readonly hashedRequestPayload: string;
    readonly hashedCanonicalRequest: string;
    readonly credentialScope: string;
    readonly stringToSign: string;
    readonly signature: string;
    readonly authorization: string;
  };
}

const file: { readonly vectors: readonly RestSigningVector[] } = JSON.parse(
  readFileSync(new URL('./rest-signing-vectors.json', import.meta.url), 'utf8'),
);

export const restVectorsOf = (algorithm: RestSigningVector['algorithm']): readonly RestSigningVector[] =>
  file.vectors.filter((vector) => vector.algorithm === algorithm);
