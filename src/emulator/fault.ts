/**
 * What goes wrong. `when` a fault strikes: `error`, `http`, `html` and `hang` stand in for the answer; `skewed-clock`
 * moves the vendor's clock; `null-lists`, `wrong-count`, `short-page`, `missing-fields` and `unknown-words` bend a
 * successful answer; the others spoil how the answer is sent.
 */
export type Fault =
  /** A vendor's error in the vendor's own form. `status` matters to Alibaba only (default 400). */
  | {
      readonly kind: 'error';
      readonly code: string;
      readonly message?: string;
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** A gateway's failure with an HTML page. */
  | { readonly kind: 'http'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** An HTML page that calls itself a success. */
  | { readonly kind: 'html' }
  | { readonly kind: 'hang' }
  /** The vendor checks signatures by a clock that is ahead (or behind) by this much. */
  | { readonly kind: 'skewed-clock'; readonly byMs: number }
  | { readonly kind: 'null-lists' }
  /** TotalCount is wrong by this much. */
  | { readonly kind: 'wrong-count'; readonly by: number }
  /** At most so many rows, whatever was promised. */
  | { readonly kind: 'short-page'; readonly rows: number }
  /** These members are missing from every row. */
  | { readonly kind: 'missing-fields'; readonly fields: readonly string[] }
  /** Every row has this state. */
  | { readonly kind: 'unknown-words'; readonly word: string }
  /** Only the first half of the text, with nothing in the transport to tell. */
  | { readonly kind: 'truncated' }
  /** So many bytes at a time, with a pause before each. */
  | { readonly kind: 'slow-drip'; readonly bytes: number; readonly everyMs: number }
  /** At least so many bytes, filled up with blanks. */
  | { readonly kind: 'huge-body'; readonly bytes: number }
  | { readonly kind: 'content-type'; readonly value: string }
  /** The right answer, compressed although nobody asked. */
  | { readonly kind: 'gzip' }
  /** The connection is cut after so many bytes of the body; before any header if 0. */
  | { readonly kind: 'drop'; readonly afterBytes: number }
  | { readonly kind: 'delay'; readonly ms: number };
