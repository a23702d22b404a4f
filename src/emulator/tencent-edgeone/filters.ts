import { Refusal } from '../protocol.ts';
import type { TencentParameters } from '../tencent/product.ts';

/** Which values a filter of a given name accepts, and what they are compared with. */
export interface FilterRule<Item> {
  readonly isSingle: boolean;
  /** `Fuzzy` is accepted in every filter, and has an effect in these. */
  readonly canBeFuzzy: boolean;
  /** The allowed values; undefined allows any. */
  readonly values?: readonly string[];
  valueOf(item: Item, now: number): string;
}

/** The filters of a call. */
export interface Filters<Item> {
  /** The first value of each filter. */
  readonly values: ReadonlyMap<string, string>;
  readonly where: ((item: Item) => boolean) | undefined;
}

const maxValues = 20;

/** @throws {Refusal} InvalidParameter.ParameterError when a filter breaks a documented rule. */
export function readFilters<Item>(
  parameters: TencentParameters,
  rules: Readonly<Record<string, FilterRule<Item>>>,
  now: number,
): Filters<Item> {
  const filters = parameters.objects('Filters', ['Name', 'Values', 'Fuzzy']) ?? [];
  const tests: ((item: Item) => boolean)[] = [];
  const firstValues = new Map<string, string>();
  for (const filter of filters) {
    const name = filter.text('Name') ?? '';
    const values = filter.texts('Values') ?? [];
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (rule === undefined) throw parameterError(`There is no filter named ${JSON.stringify(name)}.`);
    checkValues(name, values, rule);
    const isFuzzy = rule.canBeFuzzy && filter.boolean('Fuzzy') === true;
    firstValues.set(name, values[0] ?? '');
    tests.push(
      isFuzzy
        ? (item) => values.some((value) => rule.valueOf(item, now).includes(value))
        : (item) => values.includes(rule.valueOf(item, now)),
    );
  }
  const where = tests.length === 0 ? undefined : (item: Item) => tests.every((test) => test(item));
  return { values: firstValues, where };
}

/** EdgeOne has one code for all invalid parameters. */
export function parameterError(message: string): Refusal {
  return new Refusal('InvalidParameter.ParameterError', message);
}

function checkValues<Item>(name: string, values: readonly string[], rule: FilterRule<Item>): void {
  if (values.length === 0) throw parameterError(`The filter ${name} has no values.`);
  if (values.length > maxValues)
    throw parameterError(`The filter ${name} has more than ${maxValues} values.`);
  if (rule.isSingle && values.length > 1) throw parameterError(`The filter ${name} takes one value.`);
  const { values: allowed } = rule;
  if (allowed !== undefined && !values.every((value) => allowed.includes(value))) {
    throw parameterError(`The filter ${name} takes ${allowed.join(', ')}.`);
  }
}
