import { readFileSync } from 'node:fs';
import type { VendorAnswer } from '../../src/domain/source.ts';
import { isFields, type Fields } from '../../src/vendors/fields.ts';

export const OBSERVED_AT = Date.UTC(2026, 0, 15);
export const REQUEST_ID = 'the request';

/** A vendor's answer, as `decode` gets it: without the envelope of the scheme. */
export const fixture = (name: string): Fields =>
  JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8'));

export const answerOf = (body: Fields): VendorAnswer => ({
  body,
  requestId: REQUEST_ID,
  sentAt: OBSERVED_AT,
  observedAt: OBSERVED_AT,
});

/** The objects of a list. */
export const rowsIn = (value: unknown): readonly Fields[] =>
  Array.isArray(value) ? value.filter(isFields) : [];
