/** An answer as plain values. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** A request's header by its name in lower case. */
export type HeaderOf = (name: string) => string | undefined;

/** Answers GET and HEAD of one path. */
export type Route = (header: HeaderOf) => Answer | Promise<Answer>;

/** By path. */
export type Routes = ReadonlyMap<string, Route>;

/** What nobody may keep and give to others. */
const unkept = { 'cache-control': 'no-store' };

export const plainText = (
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', ...unkept, ...headers },
  body: `${text}\n`,
});

export const json = (status: number, value: unknown): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...unkept },
  body: `${JSON.stringify(value, undefined, 2)}\n`,
});
