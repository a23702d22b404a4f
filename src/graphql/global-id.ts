import { Buffer } from 'node:buffer';
import { UserInputError } from '../domain/errors.ts';
import { areas, taskKinds } from '../domain/task.ts';
import type { Area, TaskKey, UrlDetail } from '../domain/task.ts';

/** What tells one row from all others. */
export interface UrlDetailKey extends TaskKey {
  readonly url: string;
  readonly area?: Area | undefined;
}

/** What a global id names. */
export type GlobalId =
  | { readonly type: 'Provider'; readonly name: string }
  | { readonly type: 'Task'; readonly key: TaskKey }
  | { readonly type: 'UrlDetail'; readonly key: UrlDetailKey };

export const providerId = (name: string): string => encoded(['Provider', name]);

export const taskId = ({ provider, kind, taskId: id }: TaskKey): string =>
  encoded(['Task', provider, kind, id]);

/**
 * Of what is said of a task that could not be looked up. A client's cache joins what has one id, and would take what is not
 * known for news of the task. It names the task all the same.
 */
export const unreadTaskId = ({ provider, kind, taskId: id }: TaskKey): string =>
  encoded(['UnreadTask', provider, kind, id]);

export const urlDetailId = ({ provider, kind, taskId: id, url, area }: UrlDetailKey | UrlDetail): string =>
  encoded(['UrlDetail', provider, kind, id, url, area ?? '']);

/** Reads an id back. Throws `UserInputError` on anything that the functions above did not write. */
export function readGlobalId(id: string, argument: string): GlobalId {
  const parts = decoded(id);
  const globalId = parts === undefined ? undefined : fromParts(parts);
  if (globalId !== undefined) return globalId;
  throw new UserInputError(
    argument,
    `${JSON.stringify(shortened(id))} is not an id of this API. Ids are opaque: pass on what a field \`id\` gave.`,
  );
}

/** An id that must name one type. */
export function readIdOf<Type extends GlobalId['type']>(
  type: Type,
  id: string,
  argument: string,
): Extract<GlobalId, { type: Type }> {
  const globalId = readGlobalId(id, argument);
  if (isOf(globalId, type)) return globalId;
  throw new UserInputError(
    argument,
    `The id names a ${globalId.type}; this is the place for the id of a ${type}.`,
  );
}

const isOf = <Type extends GlobalId['type']>(
  id: GlobalId,
  type: Type,
): id is Extract<GlobalId, { type: Type }> => id.type === type;

function fromParts([type, ...parts]: readonly string[]): GlobalId | undefined {
  if (type === 'Provider' && parts.length === 1) return { type, name: parts[0] ?? '' };
  const [provider = '', kindName, id = '', url = '', areaName = ''] = parts;
  const kind = taskKinds.find((known) => known === kindName);
  if (kind === undefined) return undefined;
  if ((type === 'Task' || type === 'UnreadTask') && parts.length === 3) {
    return { type: 'Task', key: { provider, kind, taskId: id } };
  }
  if (type !== 'UrlDetail' || parts.length !== 5) return undefined;
  const area = areas.find((known) => known === areaName);
  if (area === undefined && areaName !== '') return undefined;
  return { type, key: { provider, kind, taskId: id, url, area } };
}

/** Where the bytes of an id are written before they become text; a longer id gets a place of its own. */
const scratch = Buffer.allocUnsafe(4_096);

/** Readable text, such as `Task:tencent-main:PREFETCH:1702364413`, in a form that invites nobody to build it. */
function encoded(parts: readonly string[]): string {
  const text = parts.map(escaped).join(':');
  // No character takes more than three bytes.
  if (text.length * 3 > scratch.length) return Buffer.from(text, 'utf8').toString('base64url');
  return scratch.toString('base64url', 0, scratch.write(text, 'utf8'));
}

function decoded(id: string): readonly string[] | undefined {
  const parts = Buffer.from(id, 'base64url').toString('utf8').split(':').map(unescaped);
  // Written anew it must be the same: one thing has one id, and what is damaged is no id.
  return encoded(parts) === id ? parts : undefined;
}

/** Half a surrogate pair, which JSON may carry, has no place in UTF-8 and is escaped like the separators. */
function escaped(part: string): string {
  if (!special.test(part)) return part;
  const separated = part.replaceAll('%', '%25').replaceAll(':', '%3A');
  return separated.isWellFormed() ? separated : separated.replace(/\p{Surrogate}/gu, escapedHalf);
}

/** Few parts but URLs hold any of these. */
const special = /[%:\uD800-\uDFFF]/;

const escapedHalf = (half: string): string => `%u${half.charCodeAt(0).toString(16).toUpperCase()}`;

const unescaped = (part: string): string =>
  part.replace(
    /%(?:u([0-9A-F]{4})|([0-9A-F]{2}))/g,
    (_, wide: string | undefined, narrow: string | undefined) =>
      String.fromCharCode(Number.parseInt(wide ?? narrow ?? '', 16)),
  );

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
