/** The one error class for what a user can be told: a code for programs, a message key with parameters for people. */

export const errorCodes = {
  BAD_INPUT: 400,
  DOCUMENT_UNKNOWN: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  TOO_LARGE: 413,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
} as const;
export type ErrorCode = keyof typeof errorCodes;

export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: ErrorCode;
  /** Message key of the client's dictionaries, such as `error.tagUnknown`. */
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** Structured list behind the message, such as the faults of a mapping. */
  readonly details: readonly unknown[];

  /** @param message English sentence for logs and programs; carries no personal data. */
  constructor(
    code: ErrorCode,
    key: string,
    message: string,
    params: Readonly<Record<string, string | number>> = {},
    details: readonly unknown[] = [],
  ) {
    super(message);
    this.code = code;
    this.key = key;
    this.params = params;
    this.details = details;
  }
}

export function notFound(what: string): DomainError {
  return new DomainError('NOT_FOUND', 'error.notFound', `There is no such ${what}.`, { what });
}
