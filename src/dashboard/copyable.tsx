import { useEffect, useState } from 'react';
import { Icon } from './icons.tsx';

const shownMs = 1_500;

/** Text that is copied by a click, such as an id for a support desk. Browsers copy on secure pages only. */
export function Copyable({ text, name }: { readonly text: string; readonly name: string }) {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setIsCopied(false), shownMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  if (!('clipboard' in navigator)) return <code>{text}</code>;
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setIsCopied(true),
      () => setIsCopied(false),
    );
  };
  return (
    <button type="button" className="copyable" onClick={copy} title={`Copy the ${name}`}>
      <code>{text}</code>
      <Icon name={isCopied ? 'check' : 'copy'} />
      <span className="unseen" aria-live="polite">
        {isCopied ? 'Copied' : `Copy the ${name}`}
      </span>
    </button>
  );
}
