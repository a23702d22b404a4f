import { Copyable } from './copyable.tsx';
import { isTrouble } from './coverage.ts';
import type { ProblemFragment } from './gql/graphql.ts';

/** Why a provider could not answer in full, and what its support desk asks for. */
export const Problem = ({ problem }: { readonly problem: ProblemFragment }) => (
  <div className={`problem tone-${isTrouble(problem) ? 'bad' : 'idle'}`}>
    <p>{problem.message}</p>
    {problem.vendorCode !== null && !problem.message.includes(problem.vendorCode) && (
      <p className="problem-id">
        <code>{problem.vendorCode}</code>
      </p>
    )}
    {problem.requestId !== null && (
      <p className="problem-id">
        Request id <Copyable text={problem.requestId} name="request id" />
      </p>
    )}
  </div>
);
