const number = new Intl.NumberFormat('en-GB');
const counted = (value: number, one: string, many = `${one}s`): string =>
  `${number.format(value)} ${value === 1 ? one : many}`;
const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

const translatedVendors: Readonly<Record<string, string>> = {};

/** Every text of the dashboard in English. The other catalogues have the same shape. */
export const en = {
  /** The locale for `Intl`. */
  locale: 'en-GB',
  /** The name of the language in itself. */
  name: 'English',

  justNow: 'just now',
  list: (names: readonly string[]): string => list.format(names),
  tasks: (value: number): string => counted(value, 'task'),
  urls: (value: number): string => counted(value, 'URL'),
  rows: (value: number): string => counted(value, 'row'),
  vendorCalls: (value: number): string => counted(value, 'vendor call'),
  providersCount: (value: number): string => counted(value, 'provider'),
  after: (length: string, isUpperBound: boolean): string =>
    isUpperBound ? `after at most ${length}` : `after ${length}`,
  since: (moment: string): string => `Since ${moment}`,
  close: 'Close',
  all: 'All',
  tryAgain: 'Try again',
  /** Vendors whose name differs in this language. */
  vendors: translatedVendors,

  header: {
    skip: 'Skip to the tasks',
    providers: 'Providers',
    answers: 'answers',
    isSlow: 'is slow to answer',
    didNotAnswer: 'did not answer in full',
    isHeldBack: 'is not called for a while, because too many calls failed',
    lastFailure: (message: string): string => `Last failure: ${message}`,
    refresh: 'Refresh',
    asOf: (time: string): string => `as of ${time}`,
    language: 'Language',
    colours: { auto: 'Colours: as the system', light: 'Colours: light', dark: 'Colours: dark' },
  },

  title: (inProgress: number): string =>
    inProgress === 0 ? 'Edgetasks' : `${number.format(inProgress)} in progress – Edgetasks`,
  newTasks: (value: number, isMore: boolean): string =>
    isMore ? `More than ${counted(value, 'new task')}` : counted(value, 'new task'),

  states: {
    FAILED: { word: 'Failed', meaning: 'Ended without success.' },
    TIMED_OUT: { word: 'Timed out', meaning: 'Given up by the vendor because it took too long.' },
    INVALID: { word: 'Invalid', meaning: 'The origin answered with something other than 2xx.' },
    PARTIALLY_SUCCEEDED: { word: 'Partly done', meaning: 'Some of its URLs succeeded and some did not.' },
    CANCELED: { word: 'Canceled', meaning: 'Stopped before it was done.' },
    UNKNOWN: { word: 'Unknown', meaning: 'The vendor uses a word that this version does not know.' },
    PROCESSING: { word: 'In progress', meaning: 'Waiting or running.' },
    SUCCEEDED: { word: 'Done', meaning: 'Every URL succeeded.' },
  },

  kinds: {
    PREFETCH: 'Prefetch',
    PURGE_URL: 'Purge URLs',
    PURGE_DIRECTORY: 'Purge directory',
    PURGE_HOST: 'Purge host',
    PURGE_ALL: 'Purge everything',
    PURGE_CACHE_TAG: 'Purge cache tag',
    PURGE_REGEX: 'Purge by pattern',
    UNKNOWN: 'Unknown kind',
  },

  filters: {
    label: 'Filter the tasks',
    state: 'State',
    kind: 'Kind',
    provider: 'Provider',
    clear: 'Clear',
    timeRange: 'Time range',
    between: 'Between…',
    from: 'From',
    to: 'To',
    ranges: {
      '15m': 'Last 15 minutes',
      '1h': 'Last hour',
      '6h': 'Last 6 hours',
      '24h': 'Last 24 hours',
      '3d': 'Last 3 days',
      '7d': 'Last 7 days',
      '30d': 'Last 30 days',
    },
  },

  search: {
    label: 'Search by URL, host or task id',
    placeholder: 'URL, host or task id',
    understoodAs: 'Understood as',
    orAs: 'or as',
    kinds: {
      url: 'exactly this URL',
      host: 'a host name',
      domain: 'a domain with its subdomains',
      part: 'a part of a URL',
      ids: 'a task id',
    },
    asking: 'Searching…',
    cost: (rows: number, calls: number): string =>
      `Read ${counted(rows, 'row')} with ${counted(calls, 'vendor call')}.`,
    readBackTo: (moment: string): string => `Read back to ${moment} so far.`,
    askedProviders: (value: number): string => `Asked ${counted(value, 'provider')} by id.`,
    isItEverywhere: 'Is it everywhere?',
  },

  taskList: {
    label: 'Tasks',
    reading: 'Reading the tasks of every provider…',
    waitingFor: (names: readonly string[]): string =>
      `Waiting for ${list.format(names)}. The tasks appear here when the answer arrives.`,
    failed: 'The tasks could not be read',
    failedPart: (name: string): string => `The tasks of ${name} could not be read`,
    loadMore: 'Load more',
    loading: 'Reading on…',
    isAll: (value: number): string => `${counted(value, 'task')}. That is all of the chosen time.`,
    isAllFound: (value: number): string => `${counted(value, 'task')}. No other task matches.`,
    isAllBut: (value: number, names: readonly string[]): string =>
      `${counted(value, 'task')}. Tasks of ${list.format(names)} may be missing.`,
    none: 'No tasks',
    noneMatches: 'Nothing was submitted in the chosen time that matches.',
    noneSoFar: 'No tasks so far',
    stillReading: 'Still reading.',
    noneSince: (moment: string): string => `None since ${moment}. Still reading.`,
    mayBeMissing: (names: readonly string[]): string =>
      `There may be tasks that are not shown here: ${list.format(names)} did not answer in full.`,
    noSuchId: 'No provider knows this task id.',
    clearFilters: 'Clear the filters',
    notDone: (value: number, all: number): string => `of ${number.format(all)} not done`,
    progressOf: (kind: string, name: string): string => `Progress of ${kind} at ${name}`,
    finishedAt: (time: string): string => `Finished at ${time}`,
    download: (value: number): string => `Download ${counted(value, 'task')}`,
    downloadSoFar: (value: number): string => `Download the ${counted(value, 'task')} read so far`,
    downloadHint: 'One JSON object per line',
    onProviders: (value: number): string => `on ${counted(value, 'provider')}`,
  },

  chart: {
    label: 'Tasks over time',
    title: 'Tasks over time by state',
    mostInBar: (value: number): string => `At most ${counted(value, 'task')} in a bar.`,
    isWhole: (value: number): string => `all ${counted(value, 'task')}`,
    isPart: (value: number, moment: string): string =>
      `${counted(value, 'task')} since ${moment}; older ones are not read yet`,
    isWithout: (names: readonly string[]): string => `without ${list.format(names)}`,
    onlySince: (name: string, moment: string): string => `${name} only since ${moment}`,
    unread: 'Not read yet',
    readAll: 'Read the rest',
    asTable: 'As a table',
  },

  statistics: {
    title: 'Statistics',
    pages: 'Pages',
    failed: 'The statistics could not be read',
    tasks: 'Tasks',
    urls: 'URLs',
    succeeded: 'Succeeded',
    median: 'Half done within',
    most: '95 % done within',
    longest: 'Longest',
    isIncomplete: (names: readonly string[]): string =>
      `The history does not contain all tasks of ${list.format(names)} in this time.`,
    keptSince: (name: string, moment: string, lag: string): string =>
      `${name}: kept since ${moment}, last read ${lag} ago`,
    notKept: (name: string): string => `${name}: not read completely yet`,
  },

  coverage: {
    title: 'Who answered',
    latestPage: (calls: number): string => `For this list: ${counted(calls, 'vendor call')}`,
    nothing: 'Nothing covered',
    feed: 'Feed',
    answer: 'Answer',
    asOf: 'As of',
    sources: {
      VENDOR: 'Read from the vendor',
      HISTORY: 'From the history',
      BOTH: 'From the vendor and the history',
    },
    calls: 'Calls',
    rows: 'Rows',
    call: (value: number): string => counted(value, 'call'),
    waiting: 'Waiting',
    waitingNote: 'Has not answered yet',
    outcomes: {
      COMPLETE: 'Complete',
      PARTIAL: 'In part',
      FAILED: 'No answer',
      SKIPPED: 'Not asked',
    },
    soFar: 'So far',
  },

  quotas: {
    quota: 'May be submitted',
    remaining: 'Left',
    ofLimit: (limit: number, days: number): string =>
      days === 1 ? `of ${number.format(limit)} a day` : `of ${number.format(limit)} in ${days} days`,
    reading: 'Reading the quotas…',
    none: 'The vendor reports no quotas.',
  },

  everywhere: {
    title: 'Is it everywhere yet?',
    url: 'URL',
    check: 'Check',
    since: 'Submitted since',
    sinceChoices: {
      '15m': '15 minutes ago',
      '1h': '1 hour ago',
      '6h': '6 hours ago',
      '24h': '24 hours ago',
      '3d': '3 days ago',
      '7d': '7 days ago',
      '30d': '30 days ago',
    },
    sinceInstant: 'A point in time…',
    period: (moment: string): string => `Tasks submitted since ${moment}`,
    asking: 'Asking every provider…',
    askingSlow: (names: readonly string[]): string => `Still waiting. Slow now: ${list.format(names)}`,
    failed: 'That could not be answered',
    closeAnswer: 'Close the answer',
    verdicts: {
      EVERYWHERE: 'Yes, everywhere',
      IN_PROGRESS: 'Not yet',
      NOT_EVERYWHERE: 'No, not everywhere',
      UNKNOWN: 'That cannot be told',
    },
    standings: {
      DONE: { word: 'Done', meaning: 'The newest task that covers the URL succeeded.' },
      IN_PROGRESS: { word: 'In progress', meaning: 'The newest task that covers the URL is running.' },
      FAILED: { word: 'Failed', meaning: 'The newest task that covers the URL did not succeed.' },
      NOT_SUBMITTED: { word: 'Not submitted', meaning: 'No task since then covers the URL.' },
      NOT_SERVED: { word: 'Not served', meaning: 'This provider does not serve the host.' },
      UNKNOWN: { word: 'Unknown', meaning: 'The provider did not answer, or cannot tell.' },
    },
    by: (url: string): string => `by ${url}`,
  },

  task: {
    reading: 'Reading the task…',
    failed: 'The task could not be read',
    noSuch: 'No such task',
    noSuchText: 'The vendor does not know it, or no longer.',
    progress: 'Progress',
    progressOf: (name: string): string => `Progress of ${name}`,
    provider: 'Provider',
    taskId: 'Task id',
    submitted: 'Submitted',
    finished: 'Finished',
    notYet: 'not yet',
    notTold: 'not reported by the vendor',
    whichUrls: 'Which URLs to list',
    moreUrls: 'More URLs',
    vendorStatus: 'Vendor status',
    requestId: 'Request id',
    area: 'Area',
    areas: { MAINLAND: 'Mainland China', OVERSEAS: 'Outside mainland China', GLOBAL: 'Worldwide' },
    purgeMethod: 'Purged content is',
    purgeMethods: { INVALIDATE: 'Marked stale', DELETE: 'Deleted' },
    lastChange: 'Last change',
    observedAt: 'Reported by the vendor at',
    raw: 'The row as the vendor sent it',
    copy: (name: string): string => `Copy the ${name.toLowerCase()}`,
    copied: 'Copied',
  },

  token: {
    title: 'Access token',
    text: 'This API answers only with a token. It is kept in this tab until you close it.',
    continue: 'Continue',
  },

  server: {
    unreachable: 'The server cannot be reached.',
    status: (status: number): string => `The server answered with status ${status}.`,
  },
};

/** The shape of a catalogue. */
export type Texts = typeof en;
