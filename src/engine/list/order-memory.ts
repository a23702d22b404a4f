import type { Feed, TaskSource } from '../../domain/source.ts';
import { MINUTE, type Clock, type Instant, type Milliseconds } from '../../domain/time.ts';
import type { Runtime } from '../runtime.ts';

/** What the answers of feeds have shown of their order. */
export interface OrderMemory {
  /** Whether a feed was seen to answer newest first. */
  isConfirmed(source: TaskSource, feed: Feed): boolean;
  /** Whether a feed was lately seen to answer in another order. */
  isOther(source: TaskSource, feed: Feed): boolean;
  confirm(source: TaskSource, feed: Feed): void;
  /** An answer broke the order. */
  refute(source: TaskSource, feed: Feed): void;
}

/** How long a feed is read window by window before it is trusted again: it may have been a passing disorder. */
const DISTRUST: Milliseconds = 10 * MINUTE;

export function orderMemory(clock: Clock, observe: Runtime['observe']): OrderMemory {
  const confirmed = new Set<string>();
  const otherUntil = new Map<string, Instant>();
  return {
    isConfirmed: (source, feed) => confirmed.has(nameOf(source, feed)),
    isOther: (source, feed) => otherUntil.size > 0 && (otherUntil.get(nameOf(source, feed)) ?? 0) > clock(),
    confirm(source, feed) {
      confirmed.add(nameOf(source, feed));
    },
    refute(source, feed) {
      const name = nameOf(source, feed);
      confirmed.delete(name);
      otherUntil.set(name, clock() + DISTRUST);
      observe({ type: 'disorder', provider: source.provider.name, action: feed.action });
    },
  };
}

const nameOf = ({ provider }: TaskSource, { action, scope = '' }: Feed): string =>
  `${provider.name}\n${action}\n${scope}`;
