import { texts } from './language.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** An instant: epoch milliseconds, or ISO 8601 text as the API gives it. */
export type Moment = number | string;

/** Creates one formatter for each locale, because creating them is slow. */
function byLocale<Format>(create: (locale: string) => Format): () => Format {
  const created = new Map<string, Format>();
  return () => {
    const { locale } = texts();
    const known = created.get(locale);
    if (known !== undefined) return known;
    const format = create(locale);
    created.set(locale, format);
    return format;
  };
}

const dateFormat = (options: Intl.DateTimeFormatOptions): ((moment: Moment) => string) => {
  const formatOf = byLocale((locale) => new Intl.DateTimeFormat(locale, { hourCycle: 'h23', ...options }));
  return (moment) => formatOf().format(new Date(moment));
};

/** Such as `14:03:27`. Like all functions below, it uses the reader's time zone. */
export const clock = dateFormat({ hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** Such as `14:03`. */
export const shortClock = dateFormat({ hour: '2-digit', minute: '2-digit' });

/** Such as `22 Nov 2026, 14:03:27`. */
export const fullMoment = dateFormat({ dateStyle: 'medium', timeStyle: 'medium' });

/** Such as `22 Nov, 14:03`. */
export const shortMoment = dateFormat({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

const longDay = dateFormat({ weekday: 'long', day: 'numeric', month: 'long' });
const relativeDay = byLocale((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));

/** Such as `Today`, `Yesterday` or `Friday 20 November`. */
export function dayName(moment: Moment, now: number): string {
  const name = longDay(moment);
  const back = [0, 1].find((days) => name === longDay(now - days * day));
  if (back === undefined) return name;
  const words = relativeDay().format(-back, 'day');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const numberFormat = byLocale((locale) => new Intl.NumberFormat(locale));

/** Such as `1,240`. */
export const count = (value: number): string => numberFormat().format(value);

const units = [
  { length: day, unit: 'day' },
  { length: hour, unit: 'hour' },
  { length: minute, unit: 'minute' },
  { length: 1000, unit: 'second' },
] as const;

type Unit = (typeof units)[number]['unit'];

const unitFormats = byLocale((locale) => {
  const format = (unit: Unit): Intl.NumberFormat =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' });
  return { day: format('day'), hour: format('hour'), minute: format('minute'), second: format('second') };
});

/** In its two largest units, such as `3 min 12 sec`; `0 sec` for less than a second. */
export function lengthOfTime(milliseconds: number): string {
  const first = units.findIndex(({ length }) => milliseconds >= length);
  if (first < 0) return unitFormats().second.format(0);
  let rest = milliseconds;
  const parts = units.slice(first, first + 2).map(({ length, unit }) => {
    const whole = Math.floor(rest / length);
    rest -= whole * length;
    return whole > 0 ? unitFormats()[unit].format(whole) : '';
  });
  return parts.filter((part) => part !== '').join(' ');
}

const relative = byLocale((locale) => new Intl.RelativeTimeFormat(locale, { style: 'short' }));

/** In its largest unit, such as `3 min ago`; `just now` for less than ten seconds. */
export function ago(moment: Moment, now: number): string {
  const age = now - new Date(moment).getTime();
  const unit = age < 10_000 ? undefined : units.find(({ length }) => age >= length);
  if (unit === undefined) return texts().justNow;
  return relative().format(-Math.floor(age / unit.length), unit.unit);
}

/** Splits a URL into its host and the rest. A text that is not a URL is returned as the host. */
export function urlParts(url: string): { readonly host: string; readonly path: string } {
  const parts = /^[a-z]+:\/\/([^/?#]+)(.*)$/i.exec(url);
  return { host: parts?.[1] ?? url, path: decoded(parts?.[2] ?? '') };
}

/** Decodes percent-encoded text; returns it unchanged if it is malformed. */
function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
