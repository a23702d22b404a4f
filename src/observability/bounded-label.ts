/** What a label says when there are too many values, or strange ones. */
const other = 'other';

/**
 * Lets a text from outside be a metric's label as long as few are known: each makes a series that is kept for ever, and
 * whoever chooses the texts would choose how much memory that takes.
 */
export function boundedLabel(most = 100): (text: string) => string {
  const known = new Set<string>();
  return (text) => {
    if (known.has(text)) return text;
    if (known.size >= most || !/^[\w.:-]{1,80}$/.test(text)) return other;
    known.add(text);
    return text;
  };
}
