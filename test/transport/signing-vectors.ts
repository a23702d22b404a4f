import { readFileSync } from 'node:fs';

/** One published or reproduced example; see `conventions` in the JSON file. */
export interface SigningVector {
  readonly id: string;
  readonly algorithm: string;
  readonly inputs: {
    readonly secretId: string;
    readonly secretKey: string;
    readonly accessKeyId: string;
    readonly accessKeySecret: string;
    readonly method: string;
    readonly path: string;
    readonly service: string;
    readonly region: string;
    readonly timestamp: number;
    /** TC3 signs content-type and host where this is absent. */
    readonly headersToSign?: Readonly<Record<string, string>>;
    readonly query: Readonly<Record<string, string>>;
    readonly queryString: string;
    readonly contentType: string;
    readonly host: string;
    readonly body: string;
  };
  readonly expected: {
    readonly canonicalQueryString: string;
    readonly signedHeaders: string;
    readonly hashedRequestPayload: string;
    readonly hashedCanonicalRequest: string;
    readonly credentialScope: string;
    readonly stringToSign: string;
    readonly secretDateHex?: string;
    readonly secretServiceHex?: string;
    readonly secretSigningHex?: string;
    readonly signature: string;
    readonly authorization: string;
  };
}

const file: { readonly vectors: readonly SigningVector[] } = JSON.parse(
  readFileSync(new URL('./signing-vectors.json', import.meta.url), 'utf8'),
);

export const vectorsOf = (algorithm: string): readonly SigningVector[] =>
  file.vectors.filter((vector) => vector.algorithm === algorithm);
