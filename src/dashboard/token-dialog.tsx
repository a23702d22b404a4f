import { useApolloClient } from '@apollo/client/react';
import { useEffect, useRef } from 'react';
import type { SubmitEvent } from 'react';
import { giveToken, useTokenDemand } from './access-token.ts';
import { Mark } from './icons.tsx';

/** Asks for an access token when the API wants one. */
export function TokenDialog() {
  const demand = useTokenDemand();
  return demand === undefined ? null : <Dialog reason={demand} />;
}

function Dialog({ reason }: { readonly reason: string }) {
  const client = useApolloClient();
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    giveToken(input.current?.value.trim() ?? '');
    // Another refusal asks again.
    client.refetchQueries({ include: 'active' }).catch(() => undefined);
  };
  return (
    <dialog ref={dialog} className="token-dialog" aria-labelledby="token-title" onCancel={keepOpen}>
      <form onSubmit={submit}>
        <Mark />
        <h2 id="token-title">Access token</h2>
        <p>This API answers only with a token. It is kept in this tab until you close it.</p>
        <input
          ref={input}
          type="password"
          name="token"
          aria-label="Access token"
          autoComplete="off"
          required
          autoFocus
        />
        {reason !== '' && (
          <p className="reason" role="alert">
            {reason}
          </p>
        )}
        <button type="submit" className="button-main">
          Continue
        </button>
      </form>
    </dialog>
  );
}

/** Without a token there is nothing to go back to. */
const keepOpen = (event: { preventDefault(): void }): void => event.preventDefault();
