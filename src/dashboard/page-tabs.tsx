import { texts } from './language.ts';
import { show } from './use-view.tsx';
import type { View } from './view.ts';

/** Switches between the tasks and the statistics. */
export const PageTabs = ({ page }: { readonly page: View['page'] }) => (
  <nav className="page-tabs" aria-label={texts().statistics.pages}>
    {(['tasks', 'statistics'] as const).map((each) => (
      <button
        key={each}
        type="button"
        className="button-quiet"
        aria-current={page === each ? 'page' : undefined}
        onClick={() => show({ page: each })}
      >
        {each === 'tasks' ? texts().taskList.label : texts().statistics.title}
      </button>
    ))}
  </nav>
);
