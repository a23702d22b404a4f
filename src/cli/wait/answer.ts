import { z } from 'zod';
import { Refused, Unreachable } from './failures.ts';

/** An error that stands in a place of an answer. */
export interface PlacedError {
  readonly message: string;
  readonly path: readonly (string | number)[];
  /** Whether asking again may help. */
  readonly isPassing: boolean;
}

/** What came back for a document; its data are read by whoever knows the document. */
export interface Answer {
  readonly data: unknown;
  readonly errors: readonly PlacedError[];
}

const answerShape = z.object({
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

/** What passes by itself: the server's own unforeseen errors, and what it says of a vendor. */
const passingCode = 'INTERNAL_SERVER_ERROR';

/** Reads what a server sent. Throws `Unreachable` or `Refused` where it is no answer. */
export function answerOf(text: string, response: Pick<Response, 'status' | 'headers'>, url: string): Answer {
  const read = answerShape.safeParse(parsed(text));
  if (!read.success) throw noAnswer(response, url);
  const { data, errors } = read.data;
  const isWrong = errors.find(({ extensions }) => extensions.code === 'BAD_USER_INPUT');
  if (isWrong !== undefined) throw new Refused(isWrong.message);
  if (data === undefined || data === null) {
    const message = errors.map((error) => error.message).join(' ') || 'The answer is empty.';
    const isPassing = errors.some(({ extensions }) => extensions.code === passingCode);
    throw isPassing
      ? new Unreachable(`${url} has a problem of its own: ${message}`)
      : new Refused(refusal(message, errors[0]?.extensions.code));
  }
  return {
    data,
    errors: errors.map(({ message, path, extensions }) => ({
      message,
      path,
      isPassing: extensions.retryable ?? extensions.code === passingCode,
    })),
  };
}

const advice: Readonly<Record<string, string>> = {
  UNAUTHENTICATED: 'Give it with --token or EDGETASKS_TOKEN.',
  PERSISTED_QUERY_ONLY: 'Those of this command are among them where the server is of the same version.',
};

const refusal = (message: string, code = ''): string =>
  [message, ...(advice[code] === undefined ? [] : [advice[code]])].join(' ');

/** What a proxy says, or something that is no GraphQL server at all. */
function noAnswer({ status, headers }: Pick<Response, 'status' | 'headers'>, url: string): Error {
  if (status >= 500 || status === 429 || status === 408) return new Unreachable(`${url} answers ${status}.`);
  const location = headers.get('location');
  if (status >= 300 && status < 400 && location !== null) {
    return new Refused(`${url} sends on to ${location}: give that address, if it is the right one.`);
  }
  return new Refused(
    `${url} answers ${status}, and not in GraphQL. The address of the server ends in /graphql, such as http://127.0.0.1:4000/graphql.`,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Data as a document asks for them. Throws `Refused` where the server gives them in another form. */
export function decoded<Shape extends z.ZodType>(shape: Shape, data: unknown): z.infer<Shape> {
  const read = shape.safeParse(data);
  if (read.success) return read.data;
  const place = read.error.issues[0]?.path.join('.') ?? '';
  throw new Refused(
    `The server answers in a form that this program does not know (at ${place}). Are both of one version?`,
  );
}
