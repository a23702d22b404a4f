/** One event of a stream. */
export interface ServerEvent {
  readonly name: string;
  readonly data: string;
}

/**
 * Reads server-sent events (WHATWG HTML, "Event stream interpretation") as far as GraphQL over SSE needs them. Comments,
 * with which a server keeps a quiet connection open, are given no event; `heard` is told of everything that arrives.
 */
export async function* serverEvents(
  body: AsyncIterable<Uint8Array>,
  heard: () => void,
): AsyncGenerator<ServerEvent, void, undefined> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    heard();
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split(/\r\n\r\n|\n\n|\r\r/);
    // What stands after the last blank line is not whole yet.
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = eventOf(block);
      if (event !== undefined) yield event;
    }
  }
}

function eventOf(block: string): ServerEvent | undefined {
  const fields = block.split(/\r\n|\n|\r/).flatMap((line) => {
    const [, name, value] = /^([^:]+)(?:: ?(.*))?$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, value: value ?? '' }];
  });
  if (fields.length === 0) return undefined;
  const values = (wanted: string): readonly string[] =>
    fields.filter(({ name }) => name === wanted).map(({ value }) => value);
  return { name: values('event').at(-1) ?? 'message', data: values('data').join('\n') };
}
