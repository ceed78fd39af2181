/** The classes of failure: one row is set aside, the whole import stops, or a job is refused as it was asked for. */
import type { FileReasonCode } from './reasons.ts';

export interface AbortDetail {
  /** File's name as the analyst knows it. */
  readonly file?: string;
  /** Row as an analyst counts in the file; absent when the file itself is at fault. */
  readonly row?: number;
  readonly field?: string;
  readonly value?: string;
}

/** Stops the import; nothing of the file is loaded. `code` is translated by the screen, `message` is the English text. */
export class ImportAbort extends Error {
  override readonly name = 'ImportAbort';
  readonly code: string;
  readonly detail: AbortDetail;

  constructor(code: string, message: string, detail: AbortDetail = {}) {
    super(message);
    this.code = code;
    this.detail = detail;
  }
}

/** A job cannot be done as it was asked for; `code` is a reason with words in both languages, `value` the figure or name that goes with it. */
export class JobRefused extends Error {
  override readonly name = 'JobRefused';
  readonly code: FileReasonCode;
  readonly value: string;

  constructor(code: FileReasonCode, message: string, value: string) {
    super(message);
    this.code = code;
    this.value = value;
  }
}
