import { Buffer } from 'node:buffer';

/** A secret, in one of the forms that it may hide in. */
export interface Leak {
  readonly secret: string;
  readonly form: string;
}

/** The part of a text's base64 that stays the same whatever stands before and after it, for each place in three bytes. */
function inBase64(secret: string, encoding: 'base64' | 'base64url'): readonly string[] {
  return [0, 1, 2].map((before) => {
    const bytes = Buffer.from('.'.repeat(before) + secret);
    const start = before === 0 ? 0 : 4;
    return bytes.toString(encoding).slice(start, Math.floor(bytes.length / 3) * 4);
  });
}

const withoutQuotes = (text: string): string => text.slice(1, -1);

const forms: Readonly<Record<string, (secret: string) => readonly string[]>> = {
  'as it is': (secret) => [secret],
  'URL-encoded': (secret) => [
    encodeURIComponent(secret),
    new URLSearchParams([['', secret]]).toString().slice(1),
  ],
  'as JSON': (secret) => [
    withoutQuotes(JSON.stringify(secret)),
    withoutQuotes(JSON.stringify(withoutQuotes(JSON.stringify(secret)))),
    secret.replaceAll('/', '\\/'),
  ],
  'as HTML': (secret) => [secret.replaceAll('&', '&amp;').replaceAll('"', '&quot;')],
  'in base64': (secret) => inBase64(secret, 'base64'),
  'in base64url': (secret) => inBase64(secret, 'base64url'),
  'in hex': (secret) => {
    const hex = Buffer.from(secret).toString('hex');
    return [hex, hex.toUpperCase()];
  },
};

/** So many characters of each form are looked for first; shorter secrets are not looked for. */
const beginning = 8;

interface Hidden extends Leak {
  readonly written: string;
}

/**
 * Every secret that a text holds, in whatever form. Megabytes are searched for thousands of forms: a number made of the
 * next characters tells where one may begin.
 */
export function leaksIn(text: string, secrets: ReadonlySet<string>): Leak[] {
  const hidden = byBeginning(secrets);
  const found = new Map<string, Leak>();
  for (let at = 0, next = 0; at < text.length; at++) {
    next = after(next, text.charCodeAt(at));
    const start = at + 1 - beginning;
    for (const { secret, form, written } of hidden.get(next) ?? []) {
      if (text.startsWith(written, start)) found.set(`${form} ${secret}`, { secret, form });
    }
  }
  return [...found.values()];
}

/** Four bits of each of eight characters: what is older falls out at the left. */
const after = (before: number, code: number): number => (before << 4) ^ mixed(code);
const mixed = (code: number): number => (code ^ (code >> 3)) & 15;

function byBeginning(secrets: ReadonlySet<string>): ReadonlyMap<number, readonly Hidden[]> {
  const hidden = new Map<number, Hidden[]>();
  for (const secret of secrets) {
    for (const [form, write] of Object.entries(forms)) {
      for (const written of write(secret).filter(({ length }) => length >= beginning)) {
        let key = 0;
        for (let at = 0; at < beginning; at++) key = after(key, written.charCodeAt(at));
        const known = hidden.get(key);
        if (known === undefined) hidden.set(key, [{ secret, form, written }]);
        else known.push({ secret, form, written });
      }
    }
  }
  return hidden;
}
