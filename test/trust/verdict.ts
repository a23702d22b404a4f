import type { GivenPage, GivenProblem, GivenRow, GivenTask } from './questions.ts';
import { givenRowLine, providerOf, taskLine } from './truth.ts';
import type { Line } from './truth.ts';
import type { Answer } from './world.ts';

/** What may be said of one provider. */
export interface Expectation {
  /** All that there is, when nothing goes wrong. */
  readonly truth: readonly Line[];
  /** `all` of it without an error; `some` of it, and an error if any is missing; `none` and an error. */
  readonly gives: 'all' | 'some' | 'none';
  /** The types that the error may have. Absent: any. */
  readonly errors?: readonly string[];
}

export type Expectations = Readonly<Record<string, Expectation>>;

/** What is wrong with a list, in sentences; none if it keeps its promises. */
export function faultsOfList(
  { status, errors, data }: Answer,
  page: GivenPage<GivenRow> | GivenPage<GivenTask> | undefined,
  expectations: Expectations,
): string[] {
  if (status !== 200 || errors !== undefined || data === undefined || page === undefined) {
    return [`answered ${status} with ${JSON.stringify(errors)}`];
  }
  const lines = page.nodes.map((node) => ('of' in node ? givenRowLine(node) : taskLine(node)));
  const unexpected = lines.filter((line) => expectations[providerOf(line)] === undefined);
  return [
    ...unexpected.map((line) => `nobody was asked for: ${line}`),
    ...disorder(page),
    ...Object.entries(expectations).flatMap(([provider, expectation]) =>
      faultsOf(
        provider,
        lines.filter((line) => providerOf(line) === provider),
        page.errors.find(({ at }) => at?.name === provider),
        expectation,
      ),
    ),
    ...page.errors.flatMap((problem) => faultsOfProblem(problem)),
  ];
}

/** What is wrong with the part of an answer that speaks of one provider. */
export function faultsOf(
  provider: string,
  given: readonly Line[],
  problem: GivenProblem | undefined | null,
  { truth, gives, errors }: Expectation,
): string[] {
  const [has, owed] = [new Set(given), new Set(truth)];
  const wrong = given.filter((line) => !owed.has(line));
  const missing = truth.filter((line) => !has.has(line));
  const isOfType = problem == null || errors === undefined || errors.includes(problem.__typename);
  return [
    ...wrong.map((line) => `wrong: ${line}`),
    has.size < given.length ? `${provider}: ${given.length - has.size} rows twice` : '',
    missing.length > 0 && problem == null
      ? `${provider}: ${missing.length} rows missing without a word, the first of them ${missing[0]}`
      : '',
    gives === 'all' && problem != null ? `${provider}: ${problem.__typename}: ${problem.message}` : '',
    gives === 'none' && given.length > 0 ? `${provider}: ${given.length} rows, and there should be none` : '',
    gives === 'none' && problem == null ? `${provider}: no error` : '',
    isOfType ? '' : `${provider}: ${problem.__typename} instead of ${errors?.join()}: ${problem.message}`,
  ].filter((sentence) => sentence !== '');
}

/** What an error must tell, whatever it is. */
export function faultsOfProblem({ at, message, __typename, retryAfter }: GivenProblem): string[] {
  return [
    at === null ? `${__typename} at no provider: ${message}` : '',
    message.trim() === '' ? `${__typename} without a message` : '',
    /undefined|\[object|NaN|\bnull\b/.test(message) ? `a message with a hole: ${message}` : '',
    retryAfter?.startsWith('-') === true ? `retry after ${retryAfter}` : '',
  ].filter((sentence) => sentence !== '');
}

function disorder({ nodes }: GivenPage<GivenRow> | GivenPage<GivenTask>): string[] {
  return nodes.flatMap(({ createdAt }, index) => {
    const before = nodes[index - 1];
    return before !== undefined && before.createdAt < createdAt ? [`out of order: ${createdAt}`] : [];
  });
}
