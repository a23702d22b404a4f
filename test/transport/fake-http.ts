import type { Http, HttpRequest, HttpResponse } from '../../src/transport/http.ts';

/** What a fake vendor answers. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, unless it is text. */
  readonly body: unknown;
}

/** A vendor in the place of the network: answers in order, the last again and again, and remembers the calls. */
export function fakeHttp(...answers: readonly Answer[]): Http & { readonly calls: readonly HttpRequest[] } {
  const calls: HttpRequest[] = [];
  return {
    calls,
    send: (request) => {
      const answer = answers[Math.min(calls.length, answers.length - 1)];
      calls.push(request);
      return answer === undefined
        ? Promise.reject(new Error('there is no answer'))
        : Promise.resolve(responseOf(answer));
    },
    close: () => Promise.resolve(),
  };
}

const responseOf = ({ status = 200, headers = {}, body }: Answer): HttpResponse => ({
  status,
  header: (name) => headers[name],
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
