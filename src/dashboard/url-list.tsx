import type { TaskKind } from './gql/graphql.ts';
import { Problem } from './problem.tsx';
import type { OpenTask } from './task-panel.tsx';
import { UrlRow } from './url-row.tsx';

interface UrlListProps {
  readonly urls: OpenTask['pagedUrls'];
  readonly kind: TaskKind;
  /** Reads on after a cursor. */
  readonly onMore: (after: string | null) => void;
}

/** The URLs of an open task. */
export const UrlList = ({ urls, kind, onMore }: UrlListProps) => (
  <>
    {urls.errors.map((problem) => (
      <Problem key={problem.message} problem={problem} />
    ))}
    <ul className="urls">
      {urls.edges.map(({ node }) => (
        <UrlRow key={node.id} detail={node} kind={kind} />
      ))}
    </ul>
    {urls.pageInfo.hasNextPage && (
      <div className="end">
        <button type="button" className="button-quiet" onClick={() => onMore(urls.pageInfo.endCursor)}>
          More URLs
        </button>
      </div>
    )}
  </>
);
