import { useQuery } from '@apollo/client/react';
import { messageOf } from './client.ts';
import { count } from './format.ts';
import { QuotasDocument } from './gql/graphql.ts';
import type { QuotaRowFragment } from './gql/graphql.ts';
import { texts } from './language.ts';
import { Problem } from './problem.tsx';
import type { Tone } from './states.tsx';

/** A warning is shown when at most this share of a quota is left. */
const lowShare = 0.1;

/**
 * How much a provider may still submit in the current periods. The vendor is called when it is shown, at most once a
 * minute.
 */
export function Quotas({ provider }: { readonly provider: string }) {
  const { data, error } = useQuery(QuotasDocument, {
    variables: { provider },
    fetchPolicy: 'cache-and-network',
  });
  const report = data?.provider?.quotas;
  if (report === undefined) {
    return <p className="faint">{error === undefined ? texts().quotas.reading : messageOf(error)}</p>;
  }
  const { quotas, errors } = report;
  return (
    <>
      {quotas.length > 0 && <QuotaTable quotas={quotas} />}
      {quotas.length + errors.length === 0 && <p className="faint">{texts().quotas.none}</p>}
      {errors.map((problem) => (
        <Problem key={problem.message} problem={problem} />
      ))}
    </>
  );
}

const QuotaTable = ({ quotas }: { readonly quotas: readonly QuotaRowFragment[] }) => (
  <table className="quotas">
    <thead>
      <tr>
        <th scope="col">{texts().quotas.quota}</th>
        <th scope="col" className="number">
          {texts().quotas.remaining}
        </th>
      </tr>
    </thead>
    <tbody>
      {quotas.map((quota) => (
        <Quota key={JSON.stringify([quota.name, quota.area, quota.scope, quota.period])} quota={quota} />
      ))}
    </tbody>
  </table>
);

function Quota({ quota }: { readonly quota: QuotaRowFragment }) {
  const { kind, name, area, scope, period, limit, remaining } = quota;
  return (
    <tr>
      <td>
        {texts().kinds[kind]}
        <span className="faint quota-detail">
          <code>{name}</code>
          {area !== null && <span>{texts().task.areas[area]}</span>}
          {scope !== null && <code>{scope}</code>}
        </span>
      </td>
      <td className="number">
        <span className={`quota-left tone-${toneOf(quota)}`}>{count(remaining)}</span>{' '}
        <span className="faint">{texts().quotas.ofLimit(limit, daysIn(period))}</span>
      </td>
    </tr>
  );
}

/** The API returns whole days, such as `P1D`. */
const daysIn = (period: string): number => Number(/^P(\d+)D$/.exec(period)?.[1] ?? 1);

function toneOf({ limit, remaining }: QuotaRowFragment): Tone {
  if (remaining === 0) return 'bad';
  return remaining <= limit * lowShare ? 'warn' : 'idle';
}
