import type { RequestScope } from '../domain/request-scope.ts';
import type { TaskSource } from '../domain/source.ts';
import type { Tasks } from '../domain/tasks.ts';
import type { Clock } from '../domain/time.ts';
import type { Call } from './call/calls.ts';
import { chosen } from './list/question.ts';
import { Quotas, type ObserveQuotas } from './quotas.ts';
import type { Runtime } from './runtime.ts';
import { Scopes } from './scopes.ts';
import type { VendorTimes } from './vendor-times.ts';

interface ScopedTasksParts {
  readonly call: Call;
  readonly clock: Clock;
  /** A list that ends now is read up to the time of its vendors. */
  readonly times: VendorTimes;
  readonly observe: Runtime['observe'];
  readonly observeQuotas: ObserveQuotas;
}

/** The same tasks, asked for once the scopes of the providers that a question concerns are known; and what providers tell of themselves. */
export function scopedTasks(
  tasks: Omit<Tasks, 'quotas' | 'scopes'>,
  sources: readonly TaskSource[],
  { call, clock, times, observe, observeQuotas }: ScopedTasksParts,
): Tasks {
  const scopes = new Scopes({ call, observe });
  const quotas = new Quotas({ call, clock, observe: observeQuotas });

  const named = (names: readonly string[] | undefined): readonly TaskSource[] =>
    sources.filter(({ provider }) => names?.includes(provider.name) ?? true);

  function sourceNamed(name: string): TaskSource {
    const [source] = named([name]);
    if (source === undefined) throw new RangeError(`There is no provider ${name}`);
    return source;
  }

  function knowing<Answer>(
    asked: readonly TaskSource[],
    scope: RequestScope,
    ask: () => Promise<Answer>,
  ): Promise<Answer> {
    const wait = scopes.know(asked, scope);
    return wait === undefined ? ask() : wait.then(ask);
  }

  return {
    ...tasks,
    tasks: (query, page, scope) =>
      knowing(chosen(sources, query), scope, () =>
        times.upToNow(page, scope.now, () => tasks.tasks(query, page, scope)),
      ),
    urlDetails: (query, page, scope) =>
      knowing(chosen(sources, query), scope, () =>
        times.upToNow(page, scope.now, () => tasks.urlDetails(query, page, scope)),
      ),
    lookUp: (references, scope) =>
      knowing(named(references.map(({ provider }) => provider)), scope, () =>
        tasks.lookUp(references, scope),
      ),
    urlReports: (query, scope) =>
      knowing(named(query.providers), scope, () => tasks.urlReports(query, scope)),
    urlDetailsOf: (task, filter, page, scope) =>
      knowing(named([task.provider]), scope, () => tasks.urlDetailsOf(task, filter, page, scope)),
    quotas: (name, scope) => knowing(named([name]), scope, () => quotas.report(sourceNamed(name), scope)),
    scopes: async (name, scope) => scopes.report(sourceNamed(name), scope),
  };
}
