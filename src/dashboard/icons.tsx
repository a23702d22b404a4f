import { shapes } from './shapes.ts';
import type { IconName } from './shapes.ts';

/** A small picture beside a word; screen readers hear the word alone. */
export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg className={`icon icon-${name}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path d={shapes[name]} />
  </svg>
);

/** The mark of the product: a ring of edges around an origin. */
export const Mark = () => (
  <svg className="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <circle className="mark-ring" cx="16" cy="16" r="10" />
    <circle cx="16" cy="6" r="3.6" />
    <circle cx="7.3" cy="21" r="3.6" />
    <circle cx="24.7" cy="21" r="3.6" />
    <circle cx="16" cy="16" r="2.6" />
  </svg>
);
