import type { StatusDetailFragment } from './gql/graphql.ts';

/** Why something failed, in the vendor's words; undefined where the vendor gives none. */
export function reasonOf(status: StatusDetailFragment): string | undefined {
  const words = [
    'reason' in status ? status.reason : null,
    'message' in status ? status.message : null,
  ].filter((word) => word != null && word !== '');
  return words.length === 0 ? undefined : [...new Set(words)].join(': ');
}
