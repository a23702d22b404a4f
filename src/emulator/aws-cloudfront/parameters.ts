import { Refusal } from '../protocol.ts';
import type { ReceivedParameters } from '../protocol.ts';

/** A text parameter; undefined if absent or empty. */
export function textOf({ values }: ReceivedParameters, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** MaxItems, a positive number. @throws {Refusal} InvalidArgument */
export function maxItemsOf(parameters: ReceivedParameters): number | undefined {
  const text = textOf(parameters, 'MaxItems');
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw invalidArgument('MaxItems must be a positive number.');
  return Number(text);
}

/** The error for an argument that has no code of its own. */
export function invalidArgument(message: string): Refusal {
  return new Refusal('InvalidArgument', message);
}

/** What follows a marker in a list of ids: a page of it. @throws {Refusal} for a marker that is in no list */
export function pageAfter<Item>(
  items: readonly Item[],
  idOf: (item: Item) => string,
  marker: string | undefined,
  maxItems: number,
): { readonly page: readonly Item[]; readonly nextMarker: string | undefined } {
  const at = marker === undefined ? -1 : items.findIndex((item) => idOf(item) === marker);
  if (marker !== undefined && at < 0) throw invalidArgument('The marker is invalid.');
  const page = items.slice(at + 1, at + 1 + maxItems);
  const last = page.at(-1);
  const isTruncated = last !== undefined && at + 1 + maxItems < items.length;
  return { page, nextMarker: isTruncated ? idOf(last) : undefined };
}
