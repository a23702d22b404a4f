import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Icon } from './icons.tsx';

/** One of several that can be chosen together. */
export interface Choice<Value extends string> {
  readonly value: Value;
  readonly word: string;
  readonly picture?: ReactNode;
}

interface ChoiceMenuProps<Value extends string> {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  /** Empty: all of them. */
  readonly chosen: readonly Value[];
  readonly onChoose: (chosen: readonly Value[]) => void;
}

/** A button that tells what is chosen, and opens to a list of boxes to tick. */
export function ChoiceMenu<Value extends string>({
  label,
  choices,
  chosen,
  onChoose,
}: ChoiceMenuProps<Value>) {
  const menu = useDismissable();
  const words = choices.filter(({ value }) => chosen.includes(value)).map(({ word }) => word);
  const toggle = (value: Value): void =>
    onChoose(chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value]);
  return (
    <details className={chosen.length > 0 ? 'menu menu-set' : 'menu'} ref={menu}>
      <summary>
        <span className="menu-label">{label}</span>
        <span className="menu-value">{told(words)}</span>
        <Icon name="down" />
      </summary>
      <fieldset className="menu-body">
        <legend className="unseen">{label}</legend>
        {choices.map(({ value, word, picture }) => (
          <label key={value} className="menu-choice">
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
            {picture ?? word}
          </label>
        ))}
        <button
          type="button"
          className="button-quiet"
          disabled={chosen.length === 0}
          onClick={() => onChoose([])}
        >
          All
        </button>
      </fieldset>
    </details>
  );
}

const told = (words: readonly string[]): string => {
  const [first = 'All'] = words;
  return words.length > 1 ? `${first} +${words.length - 1}` : first;
};

/** Closes by Escape, and when the reader goes elsewhere. */
function useDismissable() {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const leave = ({ target }: Event): void => {
      if (target instanceof Node && menu.current?.contains(target) === false) menu.current.open = false;
    };
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || menu.current?.open !== true) return;
      menu.current.open = false;
      menu.current.querySelector('summary')?.focus();
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
      document.removeEventListener('keydown', escape);
    };
  }, []);
  return menu;
}
