import { show } from './use-view.ts';
import { isPreset, presets } from './view.ts';
import type { Range } from './view.ts';

const custom = 'custom';
const day = 86_400_000;

const choose = (name: string): void => {
  if (isPreset(name)) show({ range: { preset: name } });
  else show({ range: { from: new Date(Date.now() - day).toISOString() } });
};

/** When the tasks were submitted: a range that ends now, or one between two instants. */
export function RangeFilter({ range }: { readonly range: Range }) {
  return (
    <div className="range-filter">
      <select
        aria-label="Time range"
        value={'preset' in range ? range.preset : custom}
        onChange={({ target }) => choose(target.value)}
      >
        {Object.entries(presets).map(([name, { label }]) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
        <option value={custom}>Between…</option>
      </select>
      {!('preset' in range) && (
        <>
          <InstantInput
            label="From"
            instant={range.from}
            onChange={(from) => show({ range: { ...range, from } })}
          />
          <InstantInput label="To" instant={range.to} onChange={(to) => show({ range: { ...range, to } })} />
        </>
      )}
    </div>
  );
}

interface InstantInputProps {
  readonly label: string;
  readonly instant: string | undefined;
  readonly onChange: (instant: string | undefined) => void;
}

function InstantInput({ label, instant, onChange }: InstantInputProps) {
  const shown = instant === undefined ? '' : localText(instant);
  return (
    <input
      key={shown}
      type="datetime-local"
      aria-label={label}
      title={label}
      defaultValue={shown}
      onKeyDown={({ key, currentTarget }) => {
        if (key === 'Enter') currentTarget.blur();
      }}
      onBlur={({ target }) => {
        if (target.value === shown) return;
        onChange(target.value === '' ? undefined : new Date(target.value).toISOString());
      }}
    />
  );
}

/** As such inputs want it: the reader's own time, to the minute. */
function localText(instant: string): string {
  const date = new Date(instant);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
