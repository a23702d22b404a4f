import { maxPageSize, maxValues } from './arguments.ts';
import { builder } from './builder.ts';
import { AreaEnum, TaskKindEnum, TaskStateEnum, VendorEnum } from './enums.ts';
import { ListOrderInput } from './order.ts';

const TimeRangeInput = builder.inputType('TimeRange', {
  description: 'A range of creation times. It includes `from` and ends before `to`.',
  fields: (t) => ({
    from: t.field({
      type: 'DateTime',
      description:
        'The start. 24 hours before `to` if omitted. It may lie further back than a vendor keeps its tasks; `errors` then says what is missing.',
    }),
    to: t.field({ type: 'DateTime', description: 'The end. Now if omitted.' }),
  }),
});

export const TaskFilterInput = builder.inputType('TaskFilter', {
  description: `Which tasks to list. Fields are joined with AND, the values of a list with OR: \`{ kinds: [PREFETCH], states: [FAILED, TIMED_OUT] }\` selects the prefetches that failed or timed out. A list has at most ${maxValues} values.`,
  fields: (t) => ({
    providers: t.stringList({
      description: 'Only these providers, by `Provider.name`. All providers if omitted.',
    }),
    vendors: t.field({
      type: [VendorEnum],
      description: 'Only providers of these vendors. All vendors if omitted.',
    }),
    kinds: t.field({
      type: [TaskKindEnum],
      description: 'Only tasks of these kinds. All kinds if omitted.',
    }),
    states: t.field({
      type: [TaskStateEnum],
      description:
        'Only these states. In a list of tasks it applies to the state of the whole task, in a list of URLs to the state of each URL. All states if omitted.',
    }),
    createdAt: t.field({
      type: TimeRangeInput,
      description: 'When the task was submitted. The last 24 hours if omitted.',
    }),
    url: t.string({
      description:
        'Exactly this URL, directory, host or tag, as the vendor spells it, such as `https://www.example.com/app.js`. A URL without its scheme is found with any scheme.',
    }),
    urls: t.stringList({
      description: 'The same as `url`, for several URLs. Cannot be combined with `url`.',
    }),
    domain: t.string({ description: 'Exactly this host name, in any case, such as `www.example.com`.' }),
    domains: t.stringList({
      description: 'The same as `domain`, for several host names. Cannot be combined with `domain`.',
    }),
    area: t.field({
      type: AreaEnum,
      description: 'Only tasks that affect the caches of this region. All regions if omitted.',
    }),
  }),
});

export const UrlDetailFilterInput = builder.inputType('UrlDetailFilter', {
  description: 'Which URLs of a task to list.',
  fields: (t) => ({
    states: t.field({
      type: [TaskStateEnum],
      description: 'Only URLs in one of these states. All states if omitted.',
    }),
    url: t.string({ description: 'Exactly this URL, as the vendor spells it.' }),
    urls: t.stringList({
      description: 'The same as `url`, for several URLs. Cannot be combined with `url`.',
    }),
  }),
});

/** Relay's arguments of a connection. */
export const pageFields = () =>
  builder.args((t) => ({
    first: t.int({
      description: `How many items to return, from the start of the list: at most ${maxPageSize}, 20 if omitted. For the next page pass \`pageInfo.endCursor\` as \`after\`.`,
    }),
    after: t.string({
      description:
        'Continue after this cursor, which an earlier page returned for the same filter and order.',
    }),
    last: t.int({
      description: `How many items to return, from the end of the list or before \`before\`: at most ${maxPageSize}. Cannot be combined with \`first\`.`,
    }),
    before: t.string({ description: 'Continue backwards from this cursor. Used with `last`.' }),
  }));

/** How old an answer may be. */
export const maxAgeField = () =>
  builder.args((t) => ({
    maxAge: t.field({
      type: 'Duration',
      description:
        'How old the data may be, such as `PT30S`. With a history, newer readings are then returned without vendor calls. `PT0S`, the default, always asks the vendors. At most as long as the history keeps tasks.',
    }),
  }));

/** The arguments of every list of tasks or URLs over feeds. */
export const listArguments = () => ({
  ...builder.args((t) => ({
    filter: t.field({
      type: TaskFilterInput,
      description: 'Which tasks to list. All tasks of the last 24 hours if omitted.',
    }),
    orderBy: t.field({
      type: ListOrderInput,
      description: 'The order of the list. Newest first if omitted.',
    }),
  })),
  ...pageFields(),
  ...maxAgeField(),
});
