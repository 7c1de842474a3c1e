/** A start that cannot go on for a reason the operator can mend. The message says what to do. */
export class StartRefused extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
