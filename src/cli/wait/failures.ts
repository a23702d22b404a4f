/** The server did not answer, or not now: asking again may help. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** The server will not answer this, however often it is asked. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

/** Something between here and the server passes no streams on. */
export class NoStreams extends Error {
  override readonly name = 'NoStreams';
}
