/** What became of the requests of a soak. */
export class Tally {
  /** By what was asked. */
  readonly requests = new Map<string, number>();
  /** Errors by type, where they are data, and by code, where they are errors of the request. */
  readonly errors = new Map<string, number>();
  readonly statuses = new Map<string, number>();
  /** What is wrong, in sentences. */
  readonly wrong: string[] = [];
  /** Rows and tasks that were compared with the truth. */
  compared = 0;

  asked(kind: string): void {
    add(this.requests, kind);
  }

  answered(status: number, text: string): void {
    add(this.statuses, String(status));
    for (const [, type = ''] of text.matchAll(/"__typename":"(\w+Error)"/g)) add(this.errors, type);
    for (const [, code = ''] of text.matchAll(/"code":"([A-Z_]+)"/g)) add(this.errors, code);
    if (status >= 500 || /Unexpected error|INTERNAL_SERVER_ERROR/.test(text)) {
      this.wrong.push(`answered ${status}: ${text.slice(0, 300)}`);
    }
  }

  get total(): number {
    return [...this.requests.values()].reduce((sum, times) => sum + times, 0);
  }
}

const add = (counts: Map<string, number>, name: string): void => {
  counts.set(name, (counts.get(name) ?? 0) + 1);
};
