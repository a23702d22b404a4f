import type { ReactNode } from 'react';
import { Icon } from './icons.tsx';
import type { IconName } from './shapes.ts';
import type { Tone } from './states.ts';

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
  /** What can be done about it. */
  readonly children?: ReactNode;
}

/** Says why there is nothing to see, and what to do. */
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
