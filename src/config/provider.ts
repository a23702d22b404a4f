import * as z from 'zod';
import type { VendorDescription } from '../vendors/vendor.ts';
import { nearest } from './mistake.ts';
import type { Path } from './mistake.ts';
import type { ProviderSettings } from './settings.ts';

/** Enters a mistake at a path below what is checked; what is mistaken has no value. */
export type Tell = (path: Path, message: string) => undefined;

export type Members = Readonly<Record<string, unknown>>;

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const namePattern = /^[A-Za-z0-9][\w.-]*$/;

const commonSettings = z.object({
  name: z
    .string({ error: 'must be a text: the name that `Provider.name` shows' })
    .regex(namePattern, { error: 'must consist of letters, digits, dots, dashes and underscores' }),
  endpoint: z
    .string({ error: 'must be a URL, such as http://127.0.0.1:9801' })
    .refine(isEndpoint, { error: 'must be a URL of http or https with nothing but scheme, host and port' })
    .optional(),
});

const commonNames = ['name', 'vendor', 'credentials', 'endpoint'];

/** One entry of `providers`; undefined when anything is wrong with it. */
export function checkProvider(
  entry: unknown,
  vendors: readonly VendorDescription[],
  tell: Tell,
): ProviderSettings | undefined {
  if (!isMembers(entry)) return tell([], 'must be an object with name, vendor and credentials');
  const vendor = vendors.find(({ name }) => name === entry['vendor']);
  if (vendor === undefined) tell(['vendor'], `must be one of ${vendors.map(({ name }) => name).join(', ')}`);
  const common = checked(commonSettings, entry, tell);
  if (vendor === undefined) return undefined;
  checkNames(entry, [...commonNames, ...Object.keys(vendor.settings.shape)], tell);
  const own = checked(vendor.settings, entry, tell);
  const credentials = checkCredentials(entry['credentials'], vendor, tell);
  if (common === undefined || own === undefined || credentials === undefined) return undefined;
  return { name: common.name, vendor: vendor.name, credentials, endpoint: common.endpoint, own };
}

function checkCredentials(
  given: unknown,
  { credentials: members }: VendorDescription,
  tell: Tell,
): Readonly<Record<string, string>> | undefined {
  const names = members.map(({ name }) => name);
  if (!isMembers(given)) return tell(['credentials'], `must be an object with ${names.join(', ')}`);
  let isSound = checkNames(given, names, (path, message) => tell(['credentials', ...path], message));
  const credentials: Record<string, string> = {};
  for (const { name, isOptional } of members) {
    const value = given[name] ?? '';
    const text = typeof value === 'string' ? value.trim() : undefined;
    if (text !== undefined && text !== '') credentials[name] = text;
    if (text === '' && isOptional) continue;
    if (text !== undefined && text !== '') continue;
    isSound = false;
    tell(['credentials', name], text === '' ? 'is missing or empty' : 'must be a text: put it in quotes');
  }
  return isSound ? credentials : undefined;
}

/** Whether every name is known; says of the others what may have been meant. */
export function checkNames(members: Members, known: readonly string[], tell: Tell): boolean {
  const unknown = Object.keys(members).filter((name) => !known.includes(name));
  for (const name of unknown) {
    const meant = nearest(name, known);
    tell(
      [name],
      meant === undefined
        ? `is not known; there are ${known.join(', ')}`
        : `is not known; do you mean ${meant}?`,
    );
  }
  return unknown.length === 0;
}

/** What a schema makes of a value; its issues become mistakes. */
export function checked<Output>(schema: z.ZodType<Output>, value: unknown, tell: Tell): Output | undefined {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  for (const { path, message } of result.error.issues) {
    tell(
      path.map((part) => (typeof part === 'number' ? part : String(part))),
      message.replace(/^Invalid input: /, ''),
    );
  }
  return undefined;
}

/** Nothing else in the URL would be used, and a user or password in it would be sent nowhere. */
function isEndpoint(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
}
