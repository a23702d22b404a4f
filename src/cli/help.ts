import type { Command, HelpSection } from './command.ts';
import type { Option, Options } from './options.ts';

const width = 90;
const margin = '  ';

/** What `edgetasks --help` prints. */
export const overview = (commands: readonly Command[], options: Options): string =>
  pageOf([
    'One GraphQL API over the cache tasks (prefetch and purge) of the CDNs that a company uses.',
    'Usage\n  edgetasks <command> [options]',
    section({ title: 'Commands', entries: commands.map(({ name, summary }) => [name, summary]) }),
    section({ title: 'Options', entries: optionEntries(options) }),
    '`edgetasks <command> --help` tells more of each.',
  ]);

/** What `edgetasks <command> --help` prints. */
export const helpOf = (
  { name, summary, usage, options, sections = [], examples }: Command,
  common: Options,
): string =>
  pageOf([
    wrapped(summary, ''),
    `Usage\n${usage.map((form) => `${margin}edgetasks ${name} ${form}`.trimEnd()).join('\n')}`,
    ...sections.map(section),
    section({ title: 'Options', entries: optionEntries({ ...options, ...common }) }),
    `Examples\n${examples.map((example) => `${margin}${example}`).join('\n')}`,
  ]);

const pageOf = (parts: readonly string[]): string => `${parts.join('\n\n')}\n`;

const optionEntries = (options: Options): HelpSection['entries'] =>
  Object.entries(options).map(([name, option]) => [optionTerm(name, option), option.meaning]);

const optionTerm = (name: string, { short, value }: Option): string =>
  `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` <${value}>`}`;

/** Terms in a column, their meanings beside them. */
function section({ title, entries }: HelpSection): string {
  const column = Math.max(...entries.map(([term]) => term.length)) + 2;
  const lines = entries.map(([term, meaning]) => {
    const indent = margin + ' '.repeat(term === '' ? 0 : column);
    return margin + (term === '' ? '' : term.padEnd(column)) + wrapped(meaning, indent);
  });
  return [title, ...lines].join('\n');
}

/** Broken between words; every line but the first begins with the indent, whose width the first is taken to have too. */
function wrapped(text: string, indent: string): string {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line === undefined || indent.length + line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines.join(`\n${indent}`);
}
