import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Bytes = Uint8Array<ArrayBuffer>;

/** What clients read packed, the smallest first. */
const encodings = ['br', 'gzip'] as const;
export type Encoding = (typeof encodings)[number];

export interface Packed {
  readonly body: Bytes;
  /** Absent where the client reads none of ours. */
  readonly encoding: Encoding | undefined;
}

/** Made when it is first asked for, and packed once in each encoding; asked with `Accept-Encoding`. */
export function packed(
  make: () => Promise<Bytes>,
  brotliQuality: number,
): (accepted: string) => Promise<Packed> {
  const plain = once(make);
  const packers: Record<Encoding, () => Promise<Bytes>> = {
    br: once(async () => {
      const params = { [constants.BROTLI_PARAM_QUALITY]: brotliQuality };
      return new Uint8Array(await promisify(brotliCompress)(await plain(), { params }));
    }),
    gzip: once(async () => new Uint8Array(await promisify(gzip)(await plain()))),
  };
  return async (accepted) => {
    const encoding = acceptable(accepted);
    return { encoding, body: await (encoding === undefined ? plain() : packers[encoding]()) };
  };
}

const acceptable = (accepted: string): Encoding | undefined =>
  encodings.find((encoding) => new RegExp(`\\b${encoding}\\b(?!;q=0(?:\\.0*)?\\b)`).test(accepted));

/** Makes a thing when it is first asked for; a failure is not kept. */
function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
