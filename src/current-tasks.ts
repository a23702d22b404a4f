import type { Tasks } from './domain/tasks.ts';

/** Forwards each call to the current tasks. */
export const currentTasks = (current: () => Tasks): Tasks => ({
  get providers() {
    return current().providers;
  },
  tasks: (...question) => current().tasks(...question),
  urlDetails: (...question) => current().urlDetails(...question),
  plan: (...question) => current().plan(...question),
  lookUp: (...question) => current().lookUp(...question),
  urlReports: (...question) => current().urlReports(...question),
  quotas: (...question) => current().quotas(...question),
  scopes: (...question) => current().scopes(...question),
  urlDetailsOf: (...question) => current().urlDetailsOf(...question),
});
