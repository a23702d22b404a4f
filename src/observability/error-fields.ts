/** What a log tells of an error. */
export interface ErrorFields {
  readonly type: string;
  readonly message: string;
  readonly code?: string | undefined;
  readonly stack?: string | undefined;
}

const mostCauses = 5;

/**
 * An error and what caused it, outermost first. Nothing but what is named here: other members of an error may hold what
 * was sent, such as a query with its variables, a command with its password, or a body.
 */
export function causesOf(error: unknown): readonly ErrorFields[] {
  const causes: ErrorFields[] = [];
  for (let cause = error; cause !== undefined && cause !== null;) {
    causes.push(fieldsOf(cause));
    if (!(cause instanceof Error) || causes.length === mostCauses) break;
    cause = cause.cause;
  }
  return causes;
}

function fieldsOf(error: unknown): ErrorFields {
  if (!(error instanceof Error)) return { type: typeof error, message: 'What was thrown is no error' };
  const { name: type, message, stack } = error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return { type, message, code, stack };
}
