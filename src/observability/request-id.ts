/** By which a client or a proxy names a request, and by which the answer tells its name. */
export const requestIdHeader = 'x-request-id';

/** The id that came, as long as it is one that can stand in a log and a header; else a new one. */
export const requestIdOf = (given: string | null, newId: () => string): string =>
  given !== null && /^[\w.:+/=@-]{1,128}$/.test(given) ? given : newId();
