/** An error as a vendor says it. It never carries a secret, a signature or a token. */
export class Refusal extends Error {
  readonly code: string;
  /** Alibaba only; Tencent answers 200 whatever happened. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: string, message: string, status = 400, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.status = status;
    this.headers = headers;
  }
}
