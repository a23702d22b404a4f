import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type Bytes = Uint8Array<ArrayBuffer>;

/** The encodings in order of preference: the smallest result first. */
const encodings = ['br', 'gzip'] as const;
export type Encoding = (typeof encodings)[number];

/** The encoding to use for a client, by its `Accept-Encoding`; undefined if it accepts none of ours. */
export const acceptedEncoding = (accepted: string | null | undefined): Encoding | undefined =>
  encodings.find((encoding) => new RegExp(`\\b${encoding}\\b(?!;q=0(?:\\.0*)?\\b)`).test(accepted ?? ''));

/** Compresses in another thread. The quality is Brotli's, from 0 to 11. */
export async function compress(bytes: Uint8Array, encoding: Encoding, quality: number): Promise<Bytes> {
  if (encoding === 'gzip') return new Uint8Array(await promisify(gzip)(bytes));
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return new Uint8Array(await promisify(brotliCompress)(bytes, { params }));
}

export interface Compressed {
  readonly body: Bytes;
  /** Undefined if the client accepts none of our encodings. */
  readonly encoding: Encoding | undefined;
}

/** Creates content when it is first requested, and compresses it once for each encoding. */
export function compressedOnce(
  make: () => Promise<Bytes>,
  quality: number,
): (accepted: string | null | undefined) => Promise<Compressed> {
  const plain = once(make);
  const encoded: Record<Encoding, () => Promise<Bytes>> = {
    br: once(async () => compress(await plain(), 'br', quality)),
    gzip: once(async () => compress(await plain(), 'gzip', quality)),
  };
  return async (accepted) => {
    const encoding = acceptedEncoding(accepted);
    return { encoding, body: await (encoding === undefined ? plain() : encoded[encoding]()) };
  };
}

/** Creates a value when it is first requested. A failure is not cached. */
export function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
