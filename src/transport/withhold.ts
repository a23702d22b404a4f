import { Buffer } from 'node:buffer';

/** The shortest text that is withheld: shorter ones occur in many answers by chance. */
const SHORTEST = 8;

/** A credential in the forms in which an answer may repeat it: plain, as a JSON text, percent-encoded, in base64. */
export function formsOf(credential: string): readonly string[] {
  if (credential === '') return [];
  const bytes = Buffer.from(credential, 'utf8');
  const escaped = JSON.stringify(credential).slice(1, -1);
  return [
    ...new Set([
      credential,
      escaped,
      escaped.replaceAll('/', '\\/'),
      encodeURIComponent(credential),
      encodeURIComponent(credential).replace(/%../g, (code) => code.toLowerCase()),
      bytes.toString('base64'),
      bytes.toString('base64url'),
    ]),
  ];
}

/** Credentials in all forms, which must not be shown in answers. */
export const unshown = (credentials: readonly string[]): readonly string[] =>
  credentials.filter(({ length }) => length >= SHORTEST).flatMap(formsOf);

/** The text that replaces a secret. */
export const WITHHELD = '(withheld)';

/** Removes secrets from the text of an answer, because `raw` shows rows as they were received. */
export function withhold(text: string, secrets: readonly string[]): string {
  let shown = text;
  for (const secret of secrets) if (shown.includes(secret)) shown = shown.replaceAll(secret, WITHHELD);
  return shown;
}

/** The signature of a call, with which every scheme ends its header. */
export const signatureIn = ({ authorization }: { readonly authorization: string }): string =>
  authorization.slice(authorization.lastIndexOf('=') + 1);
