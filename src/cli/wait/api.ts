import { SECOND } from '../../domain/time.ts';
import type { ClientParts } from '../command.ts';
import { answerOf } from './answer.ts';
import type { Answer } from './answer.ts';
import type { Endpoint } from './endpoint.ts';
import { serverEvents } from './event-stream.ts';
import { NoStreams, Unreachable } from './failures.ts';
import { patience } from './patience.ts';

/** A client of the API. All of it throws `Unreachable` and `Refused`. */
export interface Api {
  readonly ask: (document: string, variables: object, signal: AbortSignal) => Promise<Answer>;
  /** Completes when the server says so; a stream that is cut is `Unreachable`. Throws `NoStreams` too. */
  readonly listen: (
    document: string,
    variables: object,
    signal: AbortSignal,
  ) => AsyncGenerator<Answer, void, undefined>;
}

/** The server answers within its own deadline, ten seconds by default, and tells of vendors that do not. */
const longestAnswer = 60 * SECOND;
/** A stream tells at once where a task stands: nothing for so long means that somebody holds the stream back. */
const longestFirstEvent = 30 * SECOND;
/** A server that lives sends something every twelve seconds. */
const longestSilence = 45 * SECOND;

const json = 'application/graphql-response+json, application/json';
const events = 'text/event-stream';

export function apiAt({ url, token }: Endpoint, world: Pick<ClientParts, 'fetch' | 'after'>): Api {
  const post = (body: object, accept: string, signal: AbortSignal): Promise<Response> =>
    world
      .fetch(url, {
        method: 'POST',
        // A token must not follow to another place.
        redirect: 'manual',
        headers: {
          'content-type': 'application/json',
          accept,
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body),
        signal,
      })
      .catch((error: unknown) => {
        // What ends our patience says so by itself.
        signal.throwIfAborted();
        throw new Unreachable(`${url} cannot be reached${codeOf(error)}.`, { cause: error });
      });
  const cut = (error: unknown, signal: AbortSignal): never => {
    signal.throwIfAborted();
    throw new Unreachable(`${url} cut the connection.`, { cause: error });
  };

  return {
    async ask(query, variables, outer) {
      const { signal, renew, end } = patience(outer, world.after);
      renew(longestAnswer, new Unreachable(`${url} did not answer within ${longestAnswer / SECOND} s.`));
      try {
        const response = await post({ query, variables }, json, signal);
        const text = await response.text().catch((error: unknown) => cut(error, signal));
        return answerOf(text, response, url);
      } finally {
        end();
      }
    },

    async *listen(query, variables, outer) {
      const { signal, renew, end } = patience(outer, world.after);
      renew(longestFirstEvent, new NoStreams(`${url} began no stream.`));
      const heard = (): void => renew(longestSilence, new Unreachable(`${url} fell silent.`));
      try {
        const response = await post({ query, variables }, events, signal);
        if (response.headers.get('content-type')?.startsWith(events) !== true || response.body === null) {
          answerOf(await response.text().catch((error: unknown) => cut(error, signal)), response, url);
          throw new NoStreams(`${url} gave one answer and no stream.`);
        }
        const bytes = untilCut(response.body, (error) => cut(error, signal));
        for await (const { name, data } of serverEvents(bytes, heard)) {
          if (name === 'complete') return;
          if (name === 'next') yield answerOf(data, response, url);
        }
      } finally {
        end();
      }
      throw new Unreachable(`${url} cut the connection.`);
    },
  };
}

async function* untilCut<Chunk>(
  body: AsyncIterable<Chunk>,
  cut: (error: unknown) => never,
): AsyncGenerator<Chunk, void, undefined> {
  try {
    yield* body;
  } catch (error) {
    cut(error);
  }
}

/** Such as ` (ECONNREFUSED)`; empty where there is none. */
function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
}
