import type { ApolloClient } from '@apollo/client';
import { ApolloProvider, useQuery } from '@apollo/client/react';
import { Chart } from './chart.tsx';
import { CoverageStrip } from './coverage-strip.tsx';
import { Everywhere } from './everywhere.tsx';
import { Filters } from './filters.tsx';
import { counted } from './format.ts';
import { ProvidersDocument } from './gql/graphql.ts';
import { Header } from './header.tsx';
import { Icon } from './icons.tsx';
import { LiveTasksProvider } from './live-tasks.ts';
import type { LiveTasks } from './live-tasks.ts';
import { TaskList } from './task-list.tsx';
import { TaskPanel } from './task-panel.tsx';
import { TokenDialog } from './token-dialog.tsx';
import { useNewerTasks } from './use-newer-tasks.ts';
import type { NewerTasks } from './use-newer-tasks.ts';
import { useTimeline } from './use-timeline.ts';
import { useView } from './use-view.ts';
import { isNarrowed } from './view.ts';

interface AppProps {
  readonly client: ApolloClient;
  readonly liveTasks: LiveTasks;
}

/** The page with what it stands on. */
export const App = ({ client, liveTasks }: AppProps) => (
  <ApolloProvider client={client}>
    <LiveTasksProvider value={liveTasks}>
      <Page />
      <TokenDialog />
    </LiveTasksProvider>
  </ApolloProvider>
);

const healthPollMs = 30_000;

function Page() {
  const view = useView();
  const timeline = useTimeline(view);
  const newer = useNewerTasks(timeline);
  const { data } = useQuery(ProvidersDocument, {
    pollInterval: healthPollMs,
    skipPollAttempt: () => document.hidden,
  });
  const providers = data?.providers ?? [];
  const { tasks, coverage, asOf, isLoading, isChanging, hasMore, refresh } = timeline;
  return (
    <>
      <Header
        providers={providers}
        coverage={coverage}
        asOf={asOf}
        isRefreshing={isLoading || isChanging}
        onRefresh={refresh}
      />
      <main className="layout">
        <div className="rail">
          <Everywhere url={view.everywhere} />
          <CoverageStrip coverage={coverage} />
        </div>
        <section className="timeline" id="timeline" aria-label="Tasks" tabIndex={-1}>
          <Filters view={view} providers={providers} tasks={tasks} />
          <Chart tasks={tasks} hasMore={hasMore} />
          <Newer newer={newer} onShow={refresh} />
          <TaskList timeline={timeline} isNarrowed={isNarrowed(view)} />
        </section>
      </main>
      {view.task !== undefined && <TaskPanel key={view.task} id={view.task} />}
    </>
  );
}

/** Announces what is new instead of moving what is read. */
function Newer({
  newer: { count, isMore },
  onShow,
}: {
  readonly newer: NewerTasks;
  readonly onShow: () => void;
}) {
  const showNew = (): void => {
    window.scrollTo({ top: 0 });
    onShow();
  };
  return (
    <div className="newer" aria-live="polite">
      {count > 0 && (
        <button type="button" className="button-main" onClick={showNew}>
          <Icon name="up" />
          {isMore ? `More than ${counted(count, 'new task')}` : counted(count, 'new task')}
        </button>
      )}
    </div>
  );
}
