import { InMemoryCache } from '@apollo/client';
import type { PossibleTypesMap } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';

/** A list grows page by page; each filter and order has a list of its own. Ask for `edges { cursor node { … } }`. */
const list = relayStylePagination(['filter', 'orderBy']);

/** Every task and URL once, wherever it is shown. */
export const edgetasksCache = (possibleTypes: PossibleTypesMap): InMemoryCache =>
  new InMemoryCache({
    possibleTypes,
    typePolicies: {
      Query: { fields: { tasks: list, urlDetails: list } },
      Provider: { fields: { tasks: list, urlDetails: list } },
      Domain: { keyFields: ['name'], fields: { tasks: list } },
      Task: { fields: { urlDetails: list } },
      // Parts of one thing, of which each query may ask for others.
      Status: { merge: true },
      ProviderLimits: { merge: true },
      ProviderHealth: { merge: true },
    },
  });
