import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import type { ValueNode } from 'graphql';
import { GraphQLDateTimeISO, GraphQLJSON } from 'graphql-scalars';
import { DateTime, Duration } from 'luxon';
import type { Instant, Milliseconds } from '../domain/time.ts';
import { builder } from './builder.ts';

/** As nearly all clients write it; read by the engine, which takes a tenth of the time of what follows. */
const usualInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/;

/** Inside it is a number of milliseconds; the check of RFC 3339 is the library's, the reading luxon's. */
const parseInstant = (value: unknown): Instant => {
  if (typeof value === 'string' && usualInstant.test(value)) {
    const instant = Date.parse(value);
    // A date that there is not would be taken for another.
    if (!Number.isNaN(instant) && instantText(instant).startsWith(value.slice(0, 19))) return instant;
  }
  GraphQLDateTimeISO.parseValue(value);
  const instant = DateTime.fromISO(String(value)).toMillis();
  if (Number.isNaN(instant)) throw new GraphQLError(`DateTime cannot represent ${JSON.stringify(value)}`);
  return instant;
};

const parseDuration = (value: unknown): Milliseconds => {
  const duration = typeof value === 'string' ? Duration.fromISO(value) : undefined;
  if (duration?.isValid !== true) {
    throw new GraphQLError(`Duration cannot represent ${JSON.stringify(value)}: write it like "PT30S"`);
  }
  return duration.toMillis();
};

const written = (milliseconds: Milliseconds): string | null =>
  Duration.fromMillis(milliseconds).shiftTo('days', 'hours', 'minutes', 'seconds').toISO();

/** Rows of one task share their times, so that the texts of some instants are kept, each at a place of its own. */
const places = 256;
const keptInstants = new Float64Array(places).fill(Number.NaN);
const keptTexts: string[] = Array.from({ length: places }, () => '');

/** Throws a `RangeError` for what is no instant. */
function instantText(instant: Instant): string {
  const place = Math.floor(instant / 1_000) & (places - 1);
  if (keptInstants[place] !== instant) {
    keptTexts[place] = new Date(instant).toISOString();
    keptInstants[place] = instant;
  }
  return keptTexts[place] ?? '';
}

/** No date lies further from 1970, in milliseconds (ECMAScript, Time Values and Time Range). */
const farthest = 8.64e15;

/** A literal in the query holds text or is something else, which the parsers above refuse. */
const textOf = (literal: ValueNode): unknown => (literal.kind === Kind.STRING ? literal.value : undefined);

export const GraphQLInstant = new GraphQLScalarType<Instant, string>({
  name: 'DateTime',
  description:
    'A point in time as RFC 3339 text. Answers are in UTC with milliseconds, such as `2026-03-01T12:30:00.000Z`; arguments may carry any offset, such as `2026-03-01T20:30:00+08:00`.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  serialize: (value) => {
    if (typeof value !== 'number' || !(Math.abs(value) <= farthest)) {
      throw new GraphQLError('DateTime cannot represent this value');
    }
    return instantText(value);
  },
  parseValue: parseInstant,
  parseLiteral: (literal) => parseInstant(textOf(literal)),
});

export const GraphQLDuration = new GraphQLScalarType<Milliseconds, string>({
  name: 'Duration',
  description:
    'A length of time as ISO 8601 text, such as `PT1.5S` (a second and a half) or `P30D` (thirty days).',
  specifiedByURL: 'https://www.iso.org/standard/70907.html',
  serialize: (value) => {
    const text = typeof value === 'number' && Number.isFinite(value) ? written(value) : null;
    if (text === null) throw new GraphQLError('Duration cannot represent this value');
    return text;
  },
  parseValue: parseDuration,
  parseLiteral: (literal) => parseDuration(textOf(literal)),
});

export const GraphQLVendorJSON = new GraphQLScalarType<unknown, unknown>({
  ...GraphQLJSON.toConfig(),
  name: 'JSON',
  description: 'Any JSON value. What a vendor sent stands here as it came.',
});

builder.addScalarType('DateTime', GraphQLInstant);
builder.addScalarType('Duration', GraphQLDuration);
builder.addScalarType('JSON', GraphQLVendorJSON);
