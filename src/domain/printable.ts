/** Control characters (C0, DEL, C1), format characters (all bidirectional controls), line separators and lone surrogates. */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** As above without the line feed, which ends a line of JSON. */
const unprintableInJson = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Azure Pipelines, GitHub Actions and TeamCity find commands such as `##vso[…]` anywhere in a line. */
const commandInLine = /##(?=\w*\[)/g;

/** GitHub Actions reads `::error::…` at the start of a line, also after white space, as a command. */
const commandAtStart = /^(\s*):(?=:)/;

/**
 * Text from elsewhere as one line that a terminal or a CI log shows and does not obey: each character that could move the
 * cursor, break the line or reverse the text becomes an escape such as `\u001b`, and markers of CI commands are broken up.
 */
export const printable = (text: string): string =>
  text
    .replace(unprintable, unicodeEscape)
    .replaceAll(commandInLine, '#\\u0023')
    .replace(commandAtStart, String.raw`$1\u003a`);

/**
 * The form for logs and JSON lines: takes JSON without indentation and returns JSON that is equal when parsed and holds no
 * such character. `JSON.stringify` itself escapes C0 only.
 */
export const printableJson = (json: string): string =>
  json.replace(unprintableInJson, unicodeEscape).replaceAll(commandInLine, '#\\u0023');

/** One escape for each UTF-16 code unit, as in JSON. */
const unicodeEscape = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');
