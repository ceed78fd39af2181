/** The two classes of failure of an import: one row is set aside, or the whole run stops. */

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
