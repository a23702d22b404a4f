import type { EmulatedRow, Emulator } from '../../../src/emulator/emulator.ts';
import { aggregateState } from '../../../src/domain/task.ts';
import { addUp } from '../../../src/engine/list/group.ts';
import { STATES } from '../../engine/world.ts';
import type { GivenPage, GivenProblem, GivenRow, GivenTask } from '../questions.ts';
import { taskLine, truthOf } from '../truth.ts';
import type { Truth } from '../truth.ts';
import { faultsOfList, faultsOfProblem } from '../verdict.ts';
import type { Expectations } from '../verdict.ts';
import type { Answer } from '../world.ts';

/** How long what is in progress may be told as it was, in ms: it is kept for a while, and an answer takes its time. */
const lag = 5_000;

/** When an answer was asked for, and about what: rows created in `[since, to)`. All are epoch ms. */
export interface Asked {
  readonly began: number;
  readonly since: number;
  readonly to: number;
  /** The accounts that were asked. */
  readonly accounts: readonly string[];
}

export interface JudgeParts {
  readonly emulator: Pick<Emulator, 'rows'>;
  /** Whether states of an account were told in words that nobody knows since then. */
  readonly hadOddWords: (account: string, since: number) => boolean;
}

/** Compares answers with what the vendors hold. Rows are in progress meanwhile, so a state may be that of a moment ago. */
export class Judge {
  readonly #parts: JudgeParts;

  constructor(parts: JudgeParts) {
    this.#parts = parts;
  }

  /** What is wrong with rows that were read to the end of their list, or to an error. */
  rows(answer: Answer, page: GivenPage<GivenRow> | undefined, asked: Asked): string[] {
    const books = this.#books(asked);
    const nodes = page?.nodes.map((row) => books.settledRow(row)) ?? [];
    return faultsOfList(answer, page && { ...page, nodes }, books.expectations('rows'));
  }

  /** The same of tasks. */
  tasks(answer: Answer, page: GivenPage<GivenTask> | undefined, asked: Asked): string[] {
    const books = this.#books(asked);
    const nodes = page?.nodes.map((task) => books.settledTask(task)) ?? [];
    return faultsOfList(answer, page && { ...page, nodes }, books.expectations('tasks'));
  }

  /** What is wrong with a task that was looked up. */
  task(task: GivenTask, asked: Asked): string[] {
    const books = this.#books({ ...asked, since: 0, to: Infinity });
    const line = taskLine(books.settledTask(task));
    return books.truth(task.provider.name).tasks.includes(line) ? [] : [`wrong: ${line}`];
  }

  /** What is wrong with an error that was given instead of a task. */
  absence(problem: GivenProblem, { provider, taskId }: { provider: string; taskId: string }): string[] {
    const isThere = this.#parts.emulator.rows(provider).some((row) => row.taskId === taskId);
    const isDenied = isThere && problem.__typename === 'NotFoundError';
    return [
      ...faultsOfProblem(problem),
      ...(isDenied ? [`${provider} has ${taskId}: ${problem.message}`] : []),
    ];
  }

  #books(asked: Asked): Books {
    return new Books(asked, this.#parts);
  }
}

/** What the accounts hold at one moment. */
class Books {
  readonly #asked: Asked;
  readonly #parts: JudgeParts;
  readonly #rows: ReadonlyMap<string, readonly EmulatedRow[]>;

  constructor(asked: Asked, parts: JudgeParts) {
    this.#asked = asked;
    this.#parts = parts;
    this.#rows = new Map(asked.accounts.map((name) => [name, parts.emulator.rows(name)]));
  }

  expectations(what: 'rows' | 'tasks'): Expectations {
    return Object.fromEntries(
      this.#asked.accounts.map((name) => [name, { gives: 'some', truth: this.truth(name)[what] }]),
    );
  }

  truth(account: string): Truth {
    const { since, to } = this.#asked;
    const rows = this.#rows.get(account)?.filter(({ createdAt }) => createdAt < to) ?? [];
    return truthOf({ rows: () => rows }, account, { since });
  }

  /** The row with the state that it has now, if the one that it was given with may have been its own. */
  settledRow(row: GivenRow): GivenRow {
    const { provider, taskId } = row.of;
    const truth = this.#rowsOf(provider.name, taskId).find(
      ({ url }) => withoutScheme(url) === withoutScheme(row.url),
    );
    if (truth === undefined || !this.#statesOf(truth, provider.name).has(row.state)) return row;
    return { ...row, state: STATES[truth.state] };
  }

  /** The same of a task. */
  settledTask(task: GivenTask): GivenTask {
    const { name } = task.provider;
    const rows = this.#rowsOf(name, task.taskId);
    const states = rows.map((row) => this.#statesOf(row, name));
    if (states.every(({ size }) => size === 1)) return task;
    const mayBe = new Set(states.flatMap((each) => [...each]));
    const total = task.stateCounts.reduce((sum, { count }) => sum + count, 0);
    if (total !== rows.length || !task.stateCounts.every(({ state }) => mayBe.has(state))) return task;
    const counts = addUp(rows.map((row) => ({ state: STATES[row.state], count: 1 })));
    return { ...task, state: aggregateState(counts), stateCounts: counts };
  }

  #rowsOf(account: string, taskId: string): readonly EmulatedRow[] {
    return this.#rows.get(account)?.filter((row) => row.taskId === taskId) ?? [];
  }

  /** What the state of a row may have been told as. */
  #statesOf(row: EmulatedRow, account: string): ReadonlySet<string> {
    const recently = this.#asked.began - lag;
    const isFresh = STATES[row.state] === 'PROCESSING' || row.updatedAt >= recently;
    return new Set<string>([
      STATES[row.state],
      ...(isFresh ? ['PROCESSING'] : []),
      // Alibaba's preload details tell of a URL that some nodes do not have, and not why.
      ...(row.state === 'timedOut' && row.kind === 'PREFETCH' ? ['FAILED'] : []),
      ...(this.#parts.hadOddWords(account, recently) ? ['UNKNOWN'] : []),
    ]);
  }
}

const withoutScheme = (url: string): string => url.replace(/^https?:\/\//, '');
