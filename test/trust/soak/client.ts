import type { Answer } from '../world.ts';
import type { Tally } from './tally.ts';

/** How a request is sent; everything may be left out. */
export interface Sending {
  /** In ms. */
  readonly deadline?: number;
  readonly accept?: string;
  readonly signal?: AbortSignal;
}

/** Speaks HTTP with the server, and notes what comes of it. */
export class Client {
  readonly #url: string;
  readonly #tally: Tally;

  constructor(url: string, tally: Tally) {
    this.#url = url;
    this.#tally = tally;
  }

  /** Gives the whole answer as text; of an event stream, all of its events. */
  async post(kind: string, body: string, sending: Sending = {}): Promise<{ status: number; text: string }> {
    const { deadline = 3_000, accept = 'application/json', signal } = sending;
    this.#tally.asked(kind);
    const response = await fetch(`${this.#url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept, 'x-edgetasks-deadline': String(deadline) },
      body,
      ...(signal && { signal }),
    });
    const text = await response.text();
    this.#tally.answered(response.status, text);
    return { status: response.status, text };
  }

  async ask<Data>(
    kind: string,
    query: string,
    variables: Readonly<Record<string, unknown>>,
    sending?: Sending,
  ): Promise<Answer<Data>> {
    const { status, text } = await this.post(kind, JSON.stringify({ query, variables }), sending);
    return { ...JSON.parse(text), status };
  }

  /** Goes away after so many ms, answered or not. */
  async leave(kind: string, body: string, after: number, accept?: string): Promise<void> {
    const signal = AbortSignal.timeout(Math.ceil(after));
    await this.post(kind, body, { signal, ...(accept !== undefined && { accept }) }).catch(
      (error: unknown) => {
        if (!signal.aborted) throw error;
      },
    );
  }

  /** Reads what is beside the API. */
  async read(path: string): Promise<{ status: number; text: string }> {
    this.#tally.asked(path);
    const response = await fetch(this.#url + path);
    return { status: response.status, text: await response.text() };
  }
}
