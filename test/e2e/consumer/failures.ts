import { graphql } from './generated/gql.ts';
import type { FailuresQuery } from './generated/graphql.ts';
import { request } from '../../clients/request.ts';

const failuresDocument = graphql(`
  query Failures($first: Int!) {
    urlDetails(filter: { states: [FAILED, INVALID] }, first: $first) {
      nodes {
        id
        url
        status {
          ... on Failed {
            reason
          }
        }
      }
    }
  }
`);

type VendorError = FailuresQuery['urlDetails']['nodes'][number];

/** That a reason is told of a failure alone is known to the compiler. */
const line = ({ url, status }: VendorError): string =>
  status.__typename === 'Failed' ? `${url} failed: ${status.reason ?? ''}` : `${url} is invalid`;

const url = process.env['EDGETASKS_URL'] ?? 'http://127.0.0.1:4000/graphql';
const { urlDetails } = await request({ url }, failuresDocument, { first: 10 });
process.stdout.write(urlDetails.nodes.map((node) => `${line(node)}\n`).join(''));
