import { describe, expect, it } from 'vitest';
import { allOf, isGiven, readOptions, UsageError, valueOf } from '../../src/cli/options.ts';

const options = {
  timeout: { value: 'duration', meaning: '' },
  provider: { value: 'name', meaning: '' },
  json: { short: 'j', meaning: '' },
};
const read = (line: string) => readOptions(line.split(' '), options);

describe('a command line', () => {
  it('holds words and options in any order', () => {
    const given = read('one --timeout 10m two --provider a --json --provider=b');
    expect(given.words).toEqual(['one', 'two']);
    expect(valueOf(given, 'timeout')).toBe('10m');
    expect(allOf(given, 'provider')).toEqual(['a', 'b']);
    expect([isGiven(given, 'json'), isGiven(read('one -j'), 'json'), isGiven(read('one'), 'json')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('counts an option that was given twice as it was given last', () => {
    expect(valueOf(read('--timeout 1m --timeout 2m'), 'timeout')).toBe('2m');
  });

  it('takes everything after -- for words', () => {
    expect(read('-- --json -x').words).toEqual(['--json', '-x']);
  });

  it('takes a value that begins with a dash if it is joined by =', () => {
    expect(valueOf(read('--provider=-a'), 'provider')).toBe('-a');
  });

  it.each([
    ['--timout 10m', 'There is no option --timout. Is --timeout meant?'],
    ['--constructor', 'There is no option --constructor.'],
    ['-x', 'There is no option -x.'],
    ['--timeout', '--timeout needs a value: --timeout <duration>.'],
    ['--timeout --json', '--timeout needs a value: --timeout <duration>.'],
    ['--timeout=', '--timeout needs a value: --timeout <duration>.'],
    ['--json=yes', '--json takes no value: leave out "=yes".'],
  ])('%j says what to change', (line, message) => {
    expect(() => read(line)).toThrow(new UsageError(message));
  });
});
