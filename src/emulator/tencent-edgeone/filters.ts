import { Refusal } from '../refusal.ts';
import type { Row } from '../row.ts';
import type { TencentParameters } from '../tencent/parameters.ts';

/** What a filter of a given name may hold, and how a row is held against it. */
export interface FilterRule {
  readonly isSingle: boolean;
  /** Fuzzy is accepted in every filter, and heeded in these. */
  readonly canBeFuzzy: boolean;
  /** The allowed values; undefined allows any. */
  readonly values?: readonly string[];
  valueOf(row: Row, now: number): string;
}

/** The filters of a call. `jobId` is apart, since it stands in for the time range. */
export interface Filters {
  readonly jobId: string | undefined;
  readonly where: ((row: Row) => boolean) | undefined;
}

const maxValues = 20;

/** @throws {Refusal} InvalidParameter.ParameterError when a filter breaks a documented rule. */
export function readFilters(
  parameters: TencentParameters,
  rules: Readonly<Record<string, FilterRule>>,
  now: number,
): Filters {
  const filters = parameters.objects('Filters', ['Name', 'Values', 'Fuzzy']) ?? [];
  const tests: ((row: Row) => boolean)[] = [];
  let jobId: string | undefined;
  for (const filter of filters) {
    const name = filter.text('Name') ?? '';
    const values = filter.texts('Values') ?? [];
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) throw parameterError(`There is no filter named ${JSON.stringify(name)}.`);
    checkValues(name, values, rule);
    const isFuzzy = rule.canBeFuzzy && filter.boolean('Fuzzy') === true;
    if (name === 'job-id') jobId = values[0];
    tests.push(
      isFuzzy
        ? (row) => values.some((value) => rule.valueOf(row, now).includes(value))
        : (row) => values.includes(rule.valueOf(row, now)),
    );
  }
  return { jobId, where: tests.length === 0 ? undefined : (row) => tests.every((test) => test(row)) };
}

/** The code that EdgeOne shares among all bad parameters. */
export function parameterError(message: string): Refusal {
  return new Refusal('InvalidParameter.ParameterError', message);
}

function checkValues(name: string, values: readonly string[], rule: FilterRule): void {
  if (values.length === 0) throw parameterError(`The filter ${name} has no values.`);
  if (values.length > maxValues)
    throw parameterError(`The filter ${name} has more than ${maxValues} values.`);
  if (rule.isSingle && values.length > 1) throw parameterError(`The filter ${name} takes one value.`);
  const { values: allowed } = rule;
  if (allowed !== undefined && !values.every((value) => allowed.includes(value))) {
    throw parameterError(`The filter ${name} takes ${allowed.join(', ')}.`);
  }
}
