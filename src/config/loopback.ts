import { isIPv4 } from 'node:net';

/** Whether an address or name is this machine's own, which nobody else reaches. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));

/** Whether a request's `Host` header names this machine as loopback; so does one that names nothing. */
export function isLoopbackHeader(header: string | undefined): boolean {
  if (header === undefined || !URL.canParse(`http://${header}`)) return header === undefined;
  return isLoopback(new URL(`http://${header}`).hostname.replace(/^\[(.*)\]$/, '$1'));
}
