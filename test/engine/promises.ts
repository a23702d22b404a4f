import type { Scenario } from './scenario.ts';
import { walk, type ListName } from './walking.ts';

/** What a walk must not do, by name; all lists are empty when it keeps its promises. */
interface BrokenPromises {
  readonly unexpectedErrors: readonly string[];
  /** Providers that failed and of which a page does not say so. */
  readonly unnamedFailures: readonly string[];
  readonly givenTwice: readonly string[];
  readonly missing: readonly string[];
  readonly notMatching: readonly string[];
  readonly outOfOrder: readonly string[];
  readonly wrongTotal: readonly number[];
}

export const KEPT: BrokenPromises = {
  unexpectedErrors: [],
  unnamedFailures: [],
  givenTwice: [],
  missing: [],
  notMatching: [],
  outOfOrder: [],
  wrongTotal: [],
};

/** What a vendor cannot know of its rows, or does not keep any more. */
const EXPECTED_ERROR = /area|keeps tasks|which domains/;

/** Walks a list of vendors that are as documented. Nothing may be missing in it, and nothing may be said to be. */
export async function brokenPromises(scenario: Scenario, list: ListName): Promise<BrokenPromises> {
  const { given, givenInOrder, owed, allowed, errors, unnamed, firstTotal } = await walk(scenario, list);
  const names = new Set(given);
  const struck = new Set(scenario.outages.flatMap((outages) => outages.map(({ account }) => account)));
  // What an account that was out gives later stands where the walk then is.
  const isFromSound = (name: string): boolean => !struck.has(providerOf(name));
  const isStill = struck.size === 0 && scenario.interludes.length === 0;
  return {
    unexpectedErrors: errors.filter((message) => !EXPECTED_ERROR.test(message)),
    unnamedFailures: unnamed,
    givenTwice: given.filter((name, index) => given.indexOf(name) !== index),
    missing: [...owed].filter((name) => !names.has(name)),
    notMatching: given.filter((name) => !allowed.has(name)),
    outOfOrder: disordered(given.filter(isFromSound), givenInOrder.filter(isFromSound)),
    wrongTotal: isStill && firstTotal !== undefined && firstTotal !== given.length ? [firstTotal] : [],
  };
}

/** The names that stand in another place than they should. */
export const disordered = (names: readonly string[], inOrder: readonly string[]): string[] =>
  names.filter((name, index) => inOrder[index] !== name);

/** The provider of a named node. */
export const providerOf = (name: string): string => name.split(' ')[1] ?? '';
