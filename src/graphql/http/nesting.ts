import { GraphQLError, Lexer, Source, TokenKind } from 'graphql';

/** Brackets within brackets, of any kind. More than any depth of fields with their arguments needs. */
export const deepestNesting = 200;

/** How many brackets a token opens, less those that it closes. */
const steps: Readonly<Record<string, number>> = {
  [TokenKind.BRACE_L]: 1,
  [TokenKind.BRACKET_L]: 1,
  [TokenKind.PAREN_L]: 1,
  [TokenKind.BRACE_R]: -1,
  [TokenKind.BRACKET_R]: -1,
  [TokenKind.PAREN_R]: -1,
};

/**
 * Refuses a document that is nested so deep that whoever walks it, the parser first, would run out of stack. Reads its
 * tokens one after another; a short document is not read, for it cannot be so deep. Throws `GraphQLError`.
 */
export function checkNesting(given: string | Source): void {
  const source = typeof given === 'string' ? new Source(given) : given;
  if (source.body.length < deepestNesting) return;
  const lexer = new Lexer(source);
  let depth = 0;
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
    depth += steps[token.kind] ?? 0;
    if (depth <= deepestNesting) continue;
    throw new GraphQLError(`The query is nested too deep; at most ${deepestNesting} brackets are read.`, {
      extensions: { code: 'QUERY_TOO_COMPLEX' },
    });
  }
}
