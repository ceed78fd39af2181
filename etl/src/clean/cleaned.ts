/** What a cleaner answers: the canonical text, nothing, a refusal with its reason, or a value with a warning. */
import type { RowReasonCode } from '../reasons.ts';

export class Refusal {
  readonly code: RowReasonCode;
  constructor(code: RowReasonCode) {
    this.code = code;
  }
}

/** The value is kept; the file's summary counts the warning. */
export class Warned {
  readonly value: string;
  readonly code: RowReasonCode;
  constructor(value: string, code: RowReasonCode) {
    this.value = value;
    this.code = code;
  }
}

/** `null` = the cell says nothing. */
export type Cleaned = string | null | Refusal | Warned;

export function refuse(code: RowReasonCode): Refusal {
  return new Refusal(code);
}
