import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { isTrouble } from './coverage.ts';
import type { ProblemFragment } from './gql/graphql.ts';
import { Icon } from './icons.tsx';
import type { IconName } from './icons.tsx';
import { texts } from './language.ts';
import type { Tone } from './states.tsx';

const pictures: Readonly<Record<Tone, IconName>> = {
  good: 'check',
  busy: 'ring',
  warn: 'alert',
  bad: 'cross',
  idle: 'search',
};

interface NoticeProps {
  readonly tone: Tone;
  readonly title: string;
  readonly text: string;
  /** What the reader can do about it. */
  readonly children?: ReactNode;
}

/** Says why nothing can be shown, and what to do. */
export const Notice = ({ tone, title, text, children }: NoticeProps) => (
  <div className={`notice tone-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
    <Icon name={pictures[tone]} />
    <div>
      <strong>{title}</strong>
      <p>{text}</p>
      {children}
    </div>
  </div>
);

/** Why a provider's answer is incomplete, with the details that its support desk asks for. */
export const Problem = ({ problem }: { readonly problem: ProblemFragment }) => (
  <div className={`problem tone-${isTrouble(problem) ? 'bad' : 'idle'}`}>
    <p>{problem.message}</p>
    {problem.vendorCode !== null && !problem.message.includes(problem.vendorCode) && (
      <p className="problem-id">
        <code>{problem.vendorCode}</code>
      </p>
    )}
    {problem.requestId !== null && (
      <p className="problem-id">
        {texts().task.requestId} <Copyable text={problem.requestId} name={texts().task.requestId} />
      </p>
    )}
  </div>
);

const copiedMs = 1_500;

/** Text that a click copies, such as an id for a support desk. Browsers allow copying only on secure pages. */
export function Copyable({ text, name }: { readonly text: string; readonly name: string }) {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setIsCopied(false), copiedMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  if (!('clipboard' in navigator)) return <code>{text}</code>;
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setIsCopied(true),
      () => setIsCopied(false),
    );
  };
  const label = texts().task.copy(name);
  return (
    <button type="button" className="copyable" onClick={copy} title={label}>
      <code>{text}</code>
      <Icon name={isCopied ? 'check' : 'copy'} />
      <span className="unseen" aria-live="polite">
        {isCopied ? texts().task.copied : label}
      </span>
    </button>
  );
}
