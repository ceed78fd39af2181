/** What a cleaner answers: the canonical text, nothing, a refusal with its reason, or a value with a warning. */
import type { RowReasonCode } from '../reasons.ts';

export class Refusal {
  readonly code: RowReasonCode;
  /** What the reason is about, named ("unknown unit: 千米"). */
  readonly detail: string;
  constructor(code: RowReasonCode, detail = '') {
    this.code = code;
    this.detail = detail;
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

export function refuse(code: RowReasonCode, detail = ''): Refusal {
  return new Refusal(code, detail);
}
