import { builder } from './builder.ts';
import { AreaEnum, TaskKindEnum, TaskStateEnum, VendorEnum } from './enums.ts';

const TimeRangeInput = builder.inputType('TimeRange', {
  description: 'A range of creation times. It includes `from` and ends before `to`.',
  fields: (t) => ({
    from: t.field({
      type: 'DateTime',
      description:
        'Where it begins; 24 hours before `to` if left out. May lie as far back as you like: what a vendor no longer keeps is said in `errors`.',
    }),
    to: t.field({ type: 'DateTime', description: 'Where it ends; now if left out.' }),
  }),
});

export const TaskFilterInput = builder.inputType('TaskFilter', {
  description:
    'What to list. Fields are joined with AND, the values of a list with OR: `{ kinds: [PREFETCH], states: [FAILED, TIMED_OUT] }` gives the prefetches that failed or timed out.',
  fields: (t) => ({
    providers: t.stringList({
      description: 'Names of providers, as in `Provider.name`. Left out: all of them.',
    }),
    vendors: t.field({
      type: [VendorEnum],
      description: 'Only providers of these vendors. Left out: all of them.',
    }),
    kinds: t.field({
      type: [TaskKindEnum],
      description: 'Only tasks of these kinds. Left out: all of them.',
    }),
    states: t.field({
      type: [TaskStateEnum],
      description:
        "Of a list of tasks: the state of the whole task. Of a list of URLs: each URL's own state.",
    }),
    createdAt: t.field({
      type: TimeRangeInput,
      description: 'When it was submitted. Left out: the last 24 hours.',
    }),
    url: t.string({
      description:
        'Exactly this URL, directory, host or tag, as the vendor spells it, such as `https://www.example.com/app.js`.',
    }),
    domain: t.string({ description: 'Exactly this host name, in any case, such as `www.example.com`.' }),
    area: t.field({ type: AreaEnum, description: 'Only what touches the caches of this part of the world.' }),
  }),
});

export const UrlDetailFilterInput = builder.inputType('UrlDetailFilter', {
  description: 'Which URLs of a task to list.',
  fields: (t) => ({
    states: t.field({
      type: [TaskStateEnum],
      description: 'Only URLs in one of these states. Left out: all.',
    }),
    url: t.string({ description: 'Exactly this URL, as the vendor spells it.' }),
  }),
});

/** The arguments of every list: Relay's, beside a filter of its own. */
export const pageFields = () =>
  builder.args((t) => ({
    first: t.int({
      description:
        'How many to give, newest first: at most 1000, 20 if left out. To page on, pass `pageInfo.endCursor` as `after`.',
    }),
    after: t.string({
      description: 'Continue after this cursor, which an earlier page gave for the same filter.',
    }),
    last: t.int({
      description:
        'How many to give when walking backwards, towards newer ones: at most 1000. Not together with `first`.',
    }),
    before: t.string({ description: 'Walk backwards from this cursor. Goes with `last`.' }),
  }));

/** The arguments of every list over feeds. */
export const listFields = () => ({
  ...builder.args((t) => ({
    filter: t.field({
      type: TaskFilterInput,
      description: 'What to list; the last 24 hours of everything if left out.',
    }),
  })),
  ...pageFields(),
});
