import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

/** Whether an element is in sight. Nothing is watched while nobody wants to know. */
export function useIsOnScreen<Shown extends Element>(
  isWanted: boolean,
): readonly [RefObject<Shown | null>, boolean] {
  const element = useRef<Shown>(null);
  const [isOnScreen, setIsOnScreen] = useState(false);
  useEffect(() => {
    if (!isWanted || element.current === null) return undefined;
    const observer = new IntersectionObserver((entries) => {
      const latest = entries.at(-1);
      if (latest !== undefined) setIsOnScreen(latest.isIntersecting);
    });
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      setIsOnScreen(false);
    };
  }, [isWanted]);
  return [element, isOnScreen];
}
