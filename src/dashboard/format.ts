const locale = 'en-GB';
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const clockFormat = new Intl.DateTimeFormat(locale, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const shortClockFormat = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const dayFormat = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
const momentFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
const shortMomentFormat = new Intl.DateTimeFormat(locale, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const numberFormat = new Intl.NumberFormat(locale);

/** An instant: epoch milliseconds, or ISO 8601 text as the API gives it. */
export type Moment = number | string;

const date = (moment: Moment): Date => new Date(moment);

/** Such as `14:03:27`, in the reader's own zone, as are all that follow. */
export const clock = (moment: Moment): string => clockFormat.format(date(moment));

/** Such as `14:03`. */
export const shortClock = (moment: Moment): string => shortClockFormat.format(date(moment));

/** Such as `22 Nov 2026, 14:03:27`. */
export const fullMoment = (moment: Moment): string => momentFormat.format(date(moment));

/** Such as `22 Nov, 14:03`. */
export const shortMoment = (moment: Moment): string => shortMomentFormat.format(date(moment));

/** Such as `Today`, `Yesterday` or `Friday 20 November`. */
export function dayName(moment: Moment, now: number): string {
  const name = dayFormat.format(date(moment));
  if (name === dayFormat.format(now)) return 'Today';
  return name === dayFormat.format(now - day) ? 'Yesterday' : name;
}

/** Such as `1,240`. */
export const count = (value: number): string => numberFormat.format(value);

/** Such as `1 URL` or `240 URLs`. */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

const units = [
  { length: day, name: 'd' },
  { length: hour, name: 'h' },
  { length: minute, name: 'min' },
  { length: 1000, name: 's' },
] as const;

/** In its two largest units, such as `3 min 12 s`; `0 s` for less than a second. */
export function lengthOfTime(milliseconds: number): string {
  const first = units.findIndex(({ length }) => milliseconds >= length);
  if (first < 0) return '0 s';
  let rest = milliseconds;
  const parts = units.slice(first, first + 2).map(({ length, name }) => {
    const whole = Math.floor(rest / length);
    rest -= whole * length;
    return whole > 0 ? `${whole} ${name}` : '';
  });
  return parts.filter((part) => part !== '').join(' ');
}

/** In its largest unit, such as `3 min ago`; `just now` for less than ten seconds. */
export function ago(moment: Moment, now: number): string {
  const age = now - date(moment).getTime();
  if (age < 10_000) return 'just now';
  const unit = units.find(({ length }) => age >= length);
  return unit === undefined ? 'just now' : `${Math.floor(age / unit.length)} ${unit.name} ago`;
}

/** A URL in what names the site and what follows; all is host where it is no URL. */
export function urlParts(url: string): { readonly host: string; readonly path: string } {
  const parts = /^[a-z]+:\/\/([^/?#]+)(.*)$/i.exec(url);
  return { host: parts?.[1] ?? url, path: readable(parts?.[2] ?? '') };
}

/** As people wrote it, where that can be told from the encoding. */
function readable(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
