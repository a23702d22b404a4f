import { Kind } from 'graphql';
import type { GraphQLResolveInfo, SelectionNode, SelectionSetNode } from 'graphql';

type Fragments = GraphQLResolveInfo['fragments'];

/**
 * Whether `finishedAt` is selected anywhere below the field that is being resolved, ignoring `@skip` and `@include`.
 * The end of a task is known only from all of its rows, so queries that do not select it do not pay for it.
 */
export const selectsFinishedAt = ({ fieldNodes, fragments }: GraphQLResolveInfo): boolean =>
  fieldNodes.some(({ selectionSet }) => contains(selectionSet, fragments));

/** Results by selection, so that a fragment that is spread often is searched once. */
const searched = new WeakMap<SelectionSetNode, boolean>();

function contains(selected: SelectionSetNode | undefined, fragments: Fragments): boolean {
  if (selected === undefined) return false;
  const known = searched.get(selected);
  if (known !== undefined) return known;
  const isThere = selected.selections.some((selection) => isOrContains(selection, fragments));
  searched.set(selected, isThere);
  return isThere;
}

function isOrContains(selection: SelectionNode, fragments: Fragments): boolean {
  if (selection.kind === Kind.FRAGMENT_SPREAD)
    return contains(fragments[selection.name.value]?.selectionSet, fragments);
  if (selection.kind === Kind.FIELD && selection.name.value.startsWith('finishedAt')) return true;
  return contains(selection.selectionSet, fragments);
}
