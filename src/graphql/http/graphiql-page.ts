import { clientSchema, schemaHeader } from './request-headers.ts';

/** A tab that GraphiQL opens with. */
export interface Example {
  /** Including comments that describe it. */
  readonly query: string;
  /** As JSON. */
  readonly variables?: string | undefined;
}

/** The script, style and icon of the page: megabytes that do not change while the server runs. */
export interface GraphiqlAssets {
  readonly script: string;
  readonly style: string;
  /** The `<link>` of the icon, as a data URL. */
  readonly icon: string;
}

/** Splits the library's page into files, so that no script in it is inline. */
export async function graphiqlAssets(): Promise<GraphiqlAssets> {
  // Imported when GraphiQL is first opened.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const page = renderGraphiQL();
  const library = between(page, '<script>', 'YogaGraphiQL.renderYogaGraphiQL(');
  return {
    script: `${library}\n${startScript}`,
    style: `${between(page, '<style>', '</style>')}\n${ownStyle}`,
    icon: `<link rel="icon"${between(page, '<link rel="icon"', '>')}>`,
  };
}

/** The text after the first `start` and before the last `end`. */
function between(page: string, start: string, end: string): string {
  const from = page.indexOf(start);
  const to = end === '>' ? page.indexOf(end, from) : page.lastIndexOf(end);
  if (from === -1 || to < from) throw new Error(`The page of GraphiQL has no ${start}`);
  return page.slice(from + start.length, to);
}

/** The page. Its addresses are relative, so that a proxy may serve it under another path; the nonce permits its script. */
export const graphiqlPage = (
  { icon }: GraphiqlAssets,
  { examples, folder, nonce }: { examples: readonly Example[]; folder: string; nonce: string },
): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Edgetasks</title>
    ${icon}
    <link rel="stylesheet" href="${folder}/graphiql.css" />
  </head>
  <body class="no-focus-outline">
    <noscript>GraphiQL needs JavaScript.</noscript>
    <div id="root"></div>
    <dialog id="access">
      <form method="dialog">
        <label>Access token <input type="password" name="token" autocomplete="off" required /></label>
        <button>Use</button>
        <p>It is forgotten when this tab is closed.</p>
      </form>
    </dialog>
    <script type="application/json" id="options">${embedded(optionsOf(examples))}</script>
    <script nonce="${nonce}" src="${folder}/graphiql.js"></script>
  </body>
</html>
`;

const optionsOf = (examples: readonly Example[]) => ({
  title: 'Edgetasks',
  defaultTabs: examples.map(({ query, variables }) => ({ query, variables: variables ?? null })),
  defaultEditorToolsVisibility: 'variables',
  subscriptionsProtocol: 'SSE',
  // Subscriptions are sent by GET, which requires a header that pages of other origins cannot send.
  additionalHeaders: { 'x-graphql-yoga-csrf': 'graphiql', [schemaHeader]: clientSchema },
});

/** JSON that can neither end the surrounding element nor begin a comment. It contains vendors' URLs. */
const embedded = (value: unknown): string =>
  JSON.stringify(value).replaceAll(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** GraphiQL animates its tabs. Without this style a pressed tab moves away from the pointer and is not opened. */
const ownStyle = `.graphiql-tab { transform: none !important; }
#access { margin: auto; font-family: system-ui, sans-serif; }`;

/**
 * Adds the token to each request: the one that was entered in this tab, or in another open tab of GraphiQL or the dashboard.
 * Without one, or when it is refused, asks for one and sends the request again.
 */
const startScript = `(() => {
  const key = 'edgetasks-token';
  const tabs = new BroadcastChannel(key);
  const known = () => sessionStorage.getItem(key);
  const ofOtherTabs = new Promise((resolve) => {
    if (known() !== null) return resolve();
    setTimeout(resolve, 200);
    tabs.addEventListener('message', ({ data }) => {
      if (typeof data.token !== 'string' || known() !== null) return;
      sessionStorage.setItem(key, data.token);
      resolve();
    });
    tabs.postMessage({ wanted: true });
  });
  tabs.addEventListener('message', ({ data }) => {
    if (data.wanted && known() !== null) tabs.postMessage({ token: known() });
  });

  let asking;
  const ask = () => (asking ??= new Promise((resolve) => {
    const dialog = document.querySelector('#access');
    dialog.addEventListener('close', () => {
      asking = undefined;
      const { token } = dialog.querySelector('form').elements;
      if (token.value !== '') sessionStorage.setItem(key, token.value.trim());
      resolve(token.value !== '');
      token.value = '';
    }, { once: true });
    dialog.showModal();
  }));

  const plainFetch = globalThis.fetch.bind(globalThis);
  const send = (input, init, token) => {
    const headers = new Headers(init?.headers);
    if (token !== null && !headers.has('authorization')) headers.set('authorization', 'Bearer ' + token);
    return plainFetch(input, { ...init, headers });
  };
  globalThis.fetch = async (input, init) => {
    await ofOtherTabs;
    for (;;) {
      const token = known();
      const response = await send(input, init, token);
      if (response.status !== 401 || new Headers(init?.headers).has('authorization')) return response;
// Another request may have asked for a token meanwhile.
      if (known() === token && !(await ask())) return response;
    }
  };

  const options = JSON.parse(document.querySelector('#options').textContent);
  YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#root'), options);
})();
`;
