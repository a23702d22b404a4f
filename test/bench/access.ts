import { createHash } from 'node:crypto';

const token = 'bench-token-of-the-load';

/** What every client of the benchmark sends: our server asks for it, the others do not mind. */
export const authorization = `Bearer ${token}`;

/** What our server's configuration holds of it. */
export const tokenSha256 = createHash('sha256').update(token).digest('hex');
