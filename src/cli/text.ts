/** Characters that take two columns: East Asian wide and fullwidth ones, and emoji. */
const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation}/u;
/** Marks that combine with the previous character. */
const combining = /\p{Mn}|\p{Me}/u;

/** How many columns of a terminal a character takes. */
function widthOf(character: string): number {
  if (combining.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** How many columns of a terminal a text takes once it is printable. */
export const textWidth = (text: string): number =>
  Array.from(printable(text)).reduce((sum, character) => sum + widthOf(character), 0);

/** Untrusted text, made printable and at most this wide; what does not fit ends in `…`. */
export function clipped(text: string, width: number): string {
  const shown = printable(text);
  if (textWidth(shown) <= width) return shown;
  let [kept, used] = ['', 0];
  for (const character of shown) {
    used += widthOf(character);
    if (used > width - 1) break;
    kept += character;
  }
  return width < 1 ? '' : `${kept}…`;
}

/** Like `clipped`, but with `…` in the middle, because the end of a name says more than its middle. */
function shortened(text: string, width: number): string {
  const shown = printable(text);
  if (textWidth(shown) <= width || width < 3) return clipped(shown, width);
  const head = clipped(shown, Math.ceil((width + 1) / 2));
  let [tail, used] = ['', textWidth(head)];
  for (const character of Array.from(shown).toReversed()) {
    used += widthOf(character);
    if (used > width) break;
    tail = character + tail;
  }
  return head + tail;
}

/** Untrusted text, made printable and exactly this wide; what does not fit is left out in the middle. */
export function fitted(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const shown = shortened(text, width);
  const blanks = ' '.repeat(Math.max(0, width - textWidth(shown)));
  return align === 'left' ? shown + blanks : blanks + shown;
}

const colors = { green: 32, red: 31, yellow: 33, cyan: 36, dim: 2 } as const;
export type Color = keyof typeof colors;

export const painted = (text: string, color: Color | undefined): string =>
  color === undefined ? text : `\u001B[${colors[color]}m${text}\u001B[0m`;

/** Control characters (C0, DEL, C1), format characters (all bidirectional controls), line separators and lone surrogates. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** The same without the line feed, which ends a line of JSON. */
const unprintableInJson = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Azure Pipelines, GitHub Actions and TeamCity find commands such as `##vso[…]` anywhere in a line. */
const commandInLine = /##(?=\w*\[)/g;

/** GitHub Actions reads `::error::…` at the start of a line, also after white space, as a command. */
const commandAtStart = /^(\s*):(?=:)/;

/**
 * Untrusted text as one line that a terminal or a CI log displays but does not obey: each character that could move the
 * cursor, break the line or reverse the text becomes an escape such as `\u001b`, and markers of CI commands are broken
 * up.
 */
export const printable = (text: string): string =>
  text
    .replace(unprintable, unicodeEscape)
    .replaceAll(commandInLine, '#\\u0023')
    .replace(commandAtStart, String.raw`$1\u003a`);

/**
 * The same for logs and JSON lines: takes JSON without indentation and returns JSON that is equal when parsed but
 * contains no such character. `JSON.stringify` itself escapes C0 only.
 */
export const printableJson = (json: string): string =>
  json.replace(unprintableInJson, unicodeEscape).replaceAll(commandInLine, '#\\u0023');

/** One escape for each UTF-16 code unit, as in JSON. */
const unicodeEscape = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');
