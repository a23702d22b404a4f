import type { ApolloClient } from '@apollo/client';
import { ApolloProvider, useQuery } from '@apollo/client/react';
import { useEffect, useMemo } from 'react';
import { Chart } from './chart.tsx';
import { messageOf } from './client.ts';
import { CoverageStrip } from './coverage-strip.tsx';
import { Everywhere } from './everywhere.tsx';
import { Filters } from './filters.tsx';
import { ProvidersDocument } from './gql/graphql.ts';
import type { ProviderHealthFragment } from './gql/graphql.ts';
import { Header } from './header.tsx';
import { hasHistory } from './history.ts';
import { Icon } from './icons.tsx';
import { texts, useLanguage } from './language.ts';
import { LiveTasksProvider } from './live-tasks.ts';
import type { LiveTasks } from './live-tasks.ts';
import { Notice } from './problem.tsx';
import { Understood } from './search-box.tsx';
import { Statistics } from './statistics.tsx';
import { TaskList } from './task-list.tsx';
import { TaskPanel } from './task-panel.tsx';
import { TokenDialog } from './token.tsx';
import { useTaskChanges } from './use-task-changes.ts';
import { useNewerTasks, useTimeline } from './use-timeline.ts';
import type { NewerTasks } from './use-timeline.ts';
import { show, useView } from './use-view.tsx';
import { isNarrowed } from './view.ts';
import type { View } from './view.ts';

interface AppProps {
  readonly client: ApolloClient;
  readonly liveTasks: LiveTasks;
}

/** The page with the API client and the live tasks that its parts use. */
export const App = ({ client, liveTasks }: AppProps) => (
  <ApolloProvider client={client}>
    <LiveTasksProvider value={liveTasks}>
      <Start key={useLanguage()} />
    </LiveTasksProvider>
  </ApolloProvider>
);

const healthPollMs = 30_000;

/** Learns which providers there are. It costs no vendor call. */
function Start() {
  const { data, error, refetch } = useQuery(ProvidersDocument, {
    pollInterval: healthPollMs,
    skipPollAttempt: () => document.hidden,
  });
  const again = (): void => {
    refetch().catch(() => undefined);
  };
  return (
    <>
      {data === undefined ? (
        <EmptyPage failure={error === undefined ? undefined : messageOf(error)} onAgain={again} />
      ) : (
        <Page providers={data.providers} />
      )}
      <TokenDialog onToken={again} />
    </>
  );
}

/** The page before the providers are known, or without a server. */
const EmptyPage = ({
  failure,
  onAgain,
}: {
  readonly failure: string | undefined;
  readonly onAgain: () => void;
}) => (
  <>
    <Header
      providers={[]}
      coverage={[]}
      slow={[]}
      asOf={Date.now()}
      isRefreshing={failure === undefined}
      onRefresh={onAgain}
    />
    <main className="layout" id="timeline">
      {failure !== undefined && (
        <section className="timeline">
          <Notice tone="bad" title={texts().taskList.failed} text={failure}>
            <button type="button" className="button-main" onClick={onAgain}>
              {texts().tryAgain}
            </button>
          </Notice>
        </section>
      )}
    </main>
  </>
);

function Page({ providers }: { readonly providers: readonly ProviderHealthFragment[] }) {
  const view = useView();
  const isKept = hasHistory(providers);
  const list = useTimeline(
    view,
    useMemo(() => providers.map(({ name }) => name), [providers]),
    isKept,
  );
  const changes = useTaskChanges(view, list, isKept);
  const newer = useNewerTasks(view, list, changes);
  const { tasks, coverage, slow, asOf, isLoading, isChanging, refresh } = list;
  const inProgress = tasks.filter(({ state }) => state === 'PROCESSING').length;
  useEffect(() => {
    document.title = texts().title(inProgress);
  }, [inProgress]);
  return (
    <>
      <Header
        providers={providers}
        coverage={coverage}
        slow={slow}
        asOf={asOf}
        isRefreshing={isLoading || isChanging}
        onRefresh={refresh}
      />
      <main className="layout">
        <div className="rail">
          <Everywhere url={view.everywhere} since={view.since} slow={slow} />
          <CoverageStrip coverage={coverage} slow={slow} />
        </div>
        <section className="timeline" id="timeline" aria-label={texts().taskList.label} tabIndex={-1}>
          <PageTabs page={view.page} />
          {view.page === 'statistics' ? (
            <Statistics providers={providers} />
          ) : (
            <>
              <Filters view={view} providers={providers} tasks={tasks} />
              <Understood view={view} list={list} />
              <Chart list={list} />
              <Newer newer={newer} onShow={refresh} />
              <TaskList list={list} isNarrowed={isNarrowed(view)} />
            </>
          )}
        </section>
      </main>
      {view.task !== undefined && <TaskPanel key={view.task} id={view.task} />}
    </>
  );
}

/** Announces new tasks, and moves the list only when the reader asks for it. */
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
          {texts().newTasks(count, isMore)}
        </button>
      )}
    </div>
  );
}

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
