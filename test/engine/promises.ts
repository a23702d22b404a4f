import type { Scenario } from './scenario.ts';
import { walk, type ListName } from './walking.ts';

/** What a walk must not do, by name; all lists are empty when it keeps its promises. */
interface BrokenPromises {
  readonly unexpectedErrors: readonly string[];
  readonly givenTwice: readonly string[];
  readonly missing: readonly string[];
  readonly notMatching: readonly string[];
  readonly outOfOrder: readonly string[];
  readonly wrongTotal: readonly number[];
}

export const KEPT: BrokenPromises = {
  unexpectedErrors: [],
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
  const { given, givenInOrder, owed, allowed, errors, firstTotal } = await walk(scenario, list);
  const names = new Set(given);
  const isUndisturbed = scenario.outages.length === 0;
  const isStill = isUndisturbed && scenario.interludes.length === 0;
  return {
    unexpectedErrors: errors.filter((message) => !EXPECTED_ERROR.test(message)),
    givenTwice: given.filter((name, index) => given.indexOf(name) !== index),
    missing: [...owed].filter((name) => !names.has(name)),
    notMatching: given.filter((name) => !allowed.has(name)),
    // What an account that was out gives later stands where the walk then is.
    outOfOrder: isUndisturbed ? given.filter((name, index) => givenInOrder[index] !== name) : [],
    wrongTotal: isStill && firstTotal !== undefined && firstTotal !== given.length ? [firstTotal] : [],
  };
}
