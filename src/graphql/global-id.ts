import { Buffer } from 'node:buffer';
import { UserInputError } from '../domain/errors.ts';
import { areas, taskKinds } from '../domain/task.ts';
import type { Area, TaskHints, TaskKey } from '../domain/task.ts';
import { SECOND, secondOf } from '../domain/time.ts';

/** Identifies one URL of a task. */
export interface UrlDetailKey extends TaskKey {
  readonly url: string;
  readonly area?: Area | undefined;
}

/** The object that a global id identifies. */
export type GlobalId =
  | { readonly type: 'Provider'; readonly name: string }
  | { readonly type: 'Task'; readonly key: TaskKey }
  | { readonly type: 'UrlDetail'; readonly key: UrlDetailKey };

export const providerId = (name: string): string => encoded(['Provider', name]);

export const taskId = (key: TaskKey): string => encoded(['Task', ...taskParts(key), ...hintParts(key)]);

/**
 * The id of a task of which only the key is known, because it could not be looked up. It differs from `taskId`, since a
 * normalized client cache would otherwise overwrite what it knows of the task. It can be fetched by `node` all the same.
 */
export const unreadTaskId = (key: TaskKey): string =>
  encoded(['UnreadTask', ...taskParts(key), ...hintParts(key)]);

export const urlDetailId = (key: UrlDetailKey): string =>
  encoded(['UrlDetail', ...taskParts(key), key.url, key.area ?? '', ...hintParts(key)]);

const taskParts = ({ provider, kind, taskId: id }: TaskKey): readonly string[] => [provider, kind, id];

/** The scope and the creation second. Absent if neither is known, as in the ids of earlier versions. */
const hintParts = ({ scope = '', createdAt }: TaskHints): readonly string[] =>
  scope === '' && createdAt === undefined
    ? []
    : [scope, createdAt === undefined ? '' : String(secondOf(createdAt) / SECOND)];

/** Reads an id back. Throws `UserInputError` on anything that the functions above did not write. */
export function readGlobalId(id: string, argument: string): GlobalId {
  const parts = decoded(id);
  const globalId = parts === undefined ? undefined : fromParts(parts);
  if (globalId !== undefined) return globalId;
  throw new UserInputError(
    argument,
    `${JSON.stringify(shortened(id))} is not an id of this API. Pass the value of a field \`id\` unchanged.`,
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
    `This is the id of a ${globalId.type}; the argument takes the id of a ${type}.`,
  );
}

const isOf = <Type extends GlobalId['type']>(
  id: GlobalId,
  type: Type,
): id is Extract<GlobalId, { type: Type }> => id.type === type;

function fromParts([type, ...parts]: readonly string[]): GlobalId | undefined {
  if (type === 'Provider' && parts.length === 1) return { type, name: parts[0] ?? '' };
  const [provider = '', kindName, id = '', ...rest] = parts;
  const kind = taskKinds.find((known) => known === kindName);
  if (kind === undefined || parts.length < 3) return undefined;
  if (type === 'Task' || type === 'UnreadTask') {
    const hints = hintsFrom(rest);
    return hints && { type: 'Task', key: { provider, kind, taskId: id, ...hints } };
  }
  const [url, areaName, ...last] = rest;
  const hints = hintsFrom(last);
  const area = areas.find((known) => known === areaName);
  if (type !== 'UrlDetail' || url === undefined || hints === undefined) return undefined;
  if (area === undefined && areaName !== '') return undefined;
  return { type, key: { provider, kind, taskId: id, url, area, ...hints } };
}

/** Parses what `hintParts` wrote; undefined for anything else. */
function hintsFrom(parts: readonly string[]): TaskHints | undefined {
  if (parts.length === 0) return {};
  const [scope, second = ''] = parts;
  if (parts.length !== 2 || !/^(?:0|-?[1-9]\d{0,12})?$/.test(second)) return undefined;
  if (scope === '' && second === '') return undefined;
  return {
    ...(scope !== '' && { scope }),
    ...(second !== '' && { createdAt: Number(second) * SECOND }),
  };
}

/** Readable text, such as `Task:tencent-main:PREFETCH:1702364413`, encoded so that nobody builds one by hand. */
const encoded = (parts: readonly string[]): string =>
  Buffer.from(parts.map(escaped).join(':'), 'utf8').toString('base64url');

function decoded(id: string): readonly string[] | undefined {
  const parts = Buffer.from(id, 'base64url').toString('utf8').split(':').map(unescaped);
  // Encoded again it must be the same, so that each object has one id and damaged ids are rejected.
  return encoded(parts) === id ? parts : undefined;
}

/** A lone surrogate, which JSON may contain, cannot be encoded in UTF-8 and is escaped like the separators. */
function escaped(part: string): string {
  if (!special.test(part)) return part;
  const separated = part.replaceAll('%', '%25').replaceAll(':', '%3A');
  return separated.isWellFormed() ? separated : separated.replace(/\p{Surrogate}/gu, escapedHalf);
}

/** Only URLs contain these often. */
const special = /[%:\uD800-\uDFFF]/;

const escapedHalf = (half: string): string => `%u${half.charCodeAt(0).toString(16).toUpperCase()}`;

const unescaped = (part: string): string =>
  part.replace(
    /%(?:u([0-9A-F]{4})|([0-9A-F]{2}))/g,
    (_, wide: string | undefined, narrow: string | undefined) =>
      String.fromCharCode(Number.parseInt(wide ?? narrow ?? '', 16)),
  );

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
