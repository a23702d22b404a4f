import { z } from 'zod';

/** The server did not answer, or is temporarily unable to. A retry may help. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** The server refuses this request permanently. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** A proxy between this program and the server does not pass streams through. */
export class NoStreams extends Error {
  override readonly name = 'NoStreams';
}

/** An error of one field of a response. */
export interface LocatedError {
  readonly message: string;
  readonly path: readonly (string | number)[];
  /** The server's word for its kind, such as `VENDOR_RETENTION`; absent if it gave none. */
  readonly code: string | undefined;
  /** Whether the same request may succeed later. */
  readonly isTransient: boolean;
}

/** A GraphQL response with data. `decoded` gives the data their type. */
export interface GraphqlResponse {
  readonly data: unknown;
  readonly errors: readonly LocatedError[];
}

/** The parts of an HTTP response other than its body. */
type HttpHead = Pick<Response, 'status' | 'headers'>;

const responseShape = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).default([]),
        extensions: z.object({ code: z.string().optional(), retryable: z.boolean().optional() }).default({}),
      }),
    )
    .default([]),
});

/** Unexpected errors of the server are transient, and so are errors that it reports as retryable. */
const transientCode = 'INTERNAL_SERVER_ERROR';

/** Reads the body of a response. Throws `Unreachable` or `Refused` if it holds no data. */
export const responseOfText = (text: string, head: HttpHead, url: string): GraphqlResponse =>
  responseOf(parsedJson(text), head, url);

/** Reads a parsed response. Throws `Unreachable` or `Refused` if it holds no data. */
export function responseOf(body: unknown, head: HttpHead, url: string): GraphqlResponse {
  const read = responseShape.safeParse(body);
  if (!read.success) throw notGraphql(head, url);
  const { data, errors } = read.data;
  const inputError = errors.find(({ extensions }) => extensions.code === 'BAD_USER_INPUT');
  if (inputError !== undefined) throw new Refused(inputError.message);
  if (data === undefined || data === null) {
    const message = errors.map((error) => error.message).join(' ') || 'The response is empty.';
    const isTransient = errors.some(({ extensions }) => extensions.code === transientCode);
    throw isTransient
      ? new Unreachable(`${url} reports an internal error: ${message}`)
      : new Refused(withAdvice(message, errors[0]?.extensions.code));
  }
  return {
    data,
    errors: errors.map(({ message, path, extensions }) => ({
      message,
      path,
      code: extensions.code,
      isTransient: extensions.retryable ?? extensions.code === transientCode,
    })),
  };
}

const advice: Readonly<Record<string, string>> = {
  UNAUTHENTICATED: 'Give it with --token or EDGETASKS_TOKEN.',
  PERSISTED_QUERY_ONLY: 'The documents of this program are registered if the server has the same version.',
};

const withAdvice = (message: string, code = ''): string =>
  [message, ...(advice[code] === undefined ? [] : [advice[code]])].join(' ');

/** The response of a proxy, or of something that is not a GraphQL server. */
function notGraphql({ status, headers }: HttpHead, url: string): Error {
  if (status >= 500 || status === 429 || status === 408) return new Unreachable(`${url} answers ${status}.`);
  const location = headers.get('location');
  if (status >= 300 && status < 400 && location !== null) {
    return new Refused(`${url} redirects to ${location}: give that address if it is the right one.`);
  }
  return new Refused(
    `${url} answers ${status}, and not in GraphQL. The address of the server ends in /graphql, such as http://127.0.0.1:4000/graphql.`,
  );
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Data in the shape that a document asks for. Throws `Refused` if the server sends another. */
export function decoded<Shape extends z.ZodType>(shape: Shape, data: unknown): z.infer<Shape> {
  const read = shape.safeParse(data);
  if (read.success) return read.data;
  const place = read.error.issues[0]?.path.join('.') ?? '';
  throw new Refused(
    `The server answers in a form that this program does not know (at ${place}). Do both have the same version?`,
  );
}
