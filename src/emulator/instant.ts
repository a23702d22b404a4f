// Formats and parses the vendors' time formats without a library: every call formats pages of up to a thousand rows.

const dayMs = 86_400_000;
const civil = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})/;

/** `YYYY-MM-DDThh:mm:ssZ`, as EdgeOne and Alibaba write. */
export function utcText(instant: number): string {
  return `${dateText(instant)}T${clockText(instant)}Z`;
}

/** `YYYY-MM-DD hh:mm:ss` in a time zone `offsetMs` ahead of UTC, as Tencent Cloud CDN writes. */
export function wallText(instant: number, offsetMs: number): string {
  const shifted = instant + offsetMs;
  return `${dateText(shifted)} ${clockText(shifted)}`;
}

/** The UTC date, `YYYY-MM-DD`. */
export function dateText(instant: number): string {
  const day = Math.floor(instant / dayMs);
  const known = dates.get(day);
  if (known !== undefined) return known;
  if (dates.size > 4096) dates.clear();
  const text = new Date(instant).toISOString().slice(0, 10);
  dates.set(day, text);
  return text;
}

/** Epoch ms of a `YYYY-MM-DDThh:mm:ssZ` text; undefined if it is anything else. */
export function readUtc(text: string): number | undefined {
  return text.length === 20 && text[10] === 'T' && text.endsWith('Z') ? readCivil(text) : undefined;
}

/** Epoch ms of a `YYYYMMDDThhmmssZ` text, as AWS and Huawei sign; undefined if it is anything else. */
export function readBasic(text: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  return readUtc(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** Epoch ms of a `YYYY-MM-DD hh:mm:ss` text in a time zone `offsetMs` ahead of UTC; undefined if it is anything else. */
export function readWall(text: string, offsetMs: number): number | undefined {
  if (text.length !== 19 || text[10] !== ' ') return undefined;
  const instant = readCivil(text);
  return instant === undefined ? undefined : instant - offsetMs;
}

/** Epoch ms of an ISO 8601 text with seconds and `Z` or an offset; undefined if it is anything else. */
export function readIso(text: string): number | undefined {
  const zone = /^.{10}T.{8}(?:\.\d{1,9})?(?:Z|([+-])(\d{2}):(\d{2}))$/.exec(text);
  const instant = readCivil(text);
  if (zone === null || instant === undefined) return undefined;
  const [, sign, hours, minutes] = zone;
  const offsetMs = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return sign === '-' ? instant + offsetMs : instant - offsetMs;
}

const dates = new Map<number, string>();

function clockText(instant: number): string {
  const seconds = Math.floor((instant - Math.floor(instant / dayMs) * dayMs) / 1000);
  return `${pair(Math.floor(seconds / 3600))}:${pair(Math.floor(seconds / 60) % 60)}:${pair(seconds % 60)}`;
}

function pair(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

function readCivil(text: string): number | undefined {
  const parts = civil.exec(text);
  if (parts === null) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1).map(Number);
  const instant = Date.UTC(year ?? 0, (month ?? 0) - 1, day, hour, minute, second);
  // Date.UTC accepts 30 February as 2 March; vendors reject it.
  const isReal =
    utcText(instant).slice(0, 10) === text.slice(0, 10) && clockText(instant) === text.slice(11, 19);
  return isReal ? instant : undefined;
}
