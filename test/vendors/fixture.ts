import { readFileSync } from 'node:fs';

/** A vendor's answer, as `decode` gets it: without the envelope of the scheme. */
export const fixture = (name: string): Readonly<Record<string, unknown>> =>
  JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8'));
