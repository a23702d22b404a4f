import { isFields } from '../fields.ts';

/** The elements of an XML list: none in an empty or absent one, and a single one stands alone. Absent for anything else. */
export function listed(items: unknown, element: string): readonly unknown[] | undefined {
  if (items === undefined || items === '') return [];
  if (!isFields(items)) return undefined;
  const { [element]: list } = items;
  if (list === undefined) return [];
  return Array.isArray(list) ? list : [list];
}
