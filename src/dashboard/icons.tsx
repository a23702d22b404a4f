/** The icons of the page, as paths in a square of 16 by 16. */
const shapes = {
  check: 'M3.5 8.5l3 3 6-7',
  cross: 'M4 4l8 8M12 4l-8 8',
  clock: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11M8 5v3.2l2.2 1.6',
  alert: 'M8 2.5l6 10.8H2L8 2.5M8 6.6v3M8 11.4v.1',
  half: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11M8 3v10M9.5 5h2.6M9.5 8h3.6M9.5 11h2.6',
  ban: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11M4.2 4.2l7.6 7.6',
  question: 'M5.6 6a2.4 2.4 0 1 1 3.5 2.1c-.8.4-1.1.8-1.1 1.6M8 12.4v.1',
  ring: 'M8 2.5a5.5 5.5 0 1 0 5.5 5.5',
  skip: 'M3 8h10',
  refresh: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.2v2.9h-2.9',
  search: 'M7 2.8a4.2 4.2 0 1 0 0 8.4a4.2 4.2 0 0 0 0-8.4M10.2 10.2l3.3 3.3',
  copy: 'M6 5.5h7v8H6zM10 5.5v-3H3v8h3',
  close: 'M4 4l8 8M12 4l-8 8',
  down: 'M4 6.2l4 4 4-4',
  up: 'M8 13V3.5M4 7l4-4 4 4',
  sun: 'M8 5.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 0 0 0-5.6M8 1.5v1.6M8 12.9v1.6M1.5 8h1.6M12.9 8h1.6M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M12.6 3.4l-1.1 1.1M4.5 11.5l-1.1 1.1',
  moon: 'M13 9.6A5.4 5.4 0 0 1 6.4 3a5.4 5.4 0 1 0 6.6 6.6',
  contrast: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11M8 2.5v11M8 5h3.6M8 8h5M8 11h3.6',
  download: 'M8 2.5v7.5M4.8 7L8 10.2L11.2 7M3 13.2h10',
  layers: 'M8 2.5l6 3-6 3-6-3zM2.5 8.6L8 11.4l5.5-2.8M2.5 11L8 13.8l5.5-2.8',
  globe:
    'M8 2.2a5.8 5.8 0 1 0 0 11.6a5.8 5.8 0 0 0 0-11.6M2.2 8h11.6M8 2.2c2 1.6 2.6 3.6 2.6 5.8S10 12.2 8 13.8M8 2.2C6 3.8 5.4 5.8 5.4 8S6 12.2 8 13.8',
} as const;

/** The name of an icon. */
export type IconName = keyof typeof shapes;

/** An icon beside a word; screen readers read only the word. */
export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg className={`icon icon-${name}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path d={shapes[name]} />
  </svg>
);

/** The logo: a ring of edges around an origin. */
export const Mark = () => (
  <svg className="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <circle className="mark-ring" cx="16" cy="16" r="10" />
    <circle cx="16" cy="6" r="3.6" />
    <circle cx="7.3" cy="21" r="3.6" />
    <circle cx="24.7" cy="21" r="3.6" />
    <circle cx="16" cy="16" r="2.6" />
  </svg>
);
