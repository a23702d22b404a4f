/** The host name that a URL names, in lower case; undefined for what is no URL with a host. */
export function hostOf(url: string): string | undefined {
  const { host } = /^(?:[a-z][\w+.-]*:)?\/\/(?:[^/?#@]*@)?(?<host>[^/?#:]+)/i.exec(url)?.groups ?? {};
  return host?.toLowerCase();
}
