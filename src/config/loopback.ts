import { isIPv4 } from 'node:net';

/** Whether an address or name is a loopback one, which other machines cannot reach. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));

/** Whether a `Host` header contains a loopback name. True if there is no header. */
export function isLoopbackHeader(header: string | undefined): boolean {
  if (header === undefined || !URL.canParse(`http://${header}`)) return header === undefined;
  return isLoopback(new URL(`http://${header}`).hostname.replace(/^\[(.*)\]$/, '$1'));
}
