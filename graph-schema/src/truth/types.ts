/** What a caller hands to and gets from the writer of the truth. */
import type { Said } from './inbox.ts';

export type FileMode = 'delta' | 'snapshot';

/** What is known of a prepared file before it is applied. */
export interface FileFacts {
  /** Default: a fresh UUID. */
  readonly fileId?: string;
  readonly dataset: string;
  readonly name: string;
  readonly sha256: string;
  readonly mappingId: string;
  /** Hash of the mapping as used: the same file read in another way is another file. */
  readonly mappingHash: string;
  readonly mode: FileMode;
  /** 'YYYY-MM-DD'; a file that adds to a snapshot gets that one's. */
  readonly sourceDate: string | null;
  /** File that this one corrects. */
  readonly supersedes?: string;
  /**
   * Loaded snapshot, or a file that adds to one: this file's rows count beside that snapshot's, while that one counts.
   * Rows without a date of their own are prepared under the day of that snapshot.
   */
  readonly supplements?: string;
  /** What it brings is recorded, and is no news. */
  readonly history?: boolean;
  readonly reason?: string;
  readonly bytes: number;
  readonly rowsRead: number;
  readonly rowsLoaded: number;
  readonly rowsQuarantined: number;
}

/** What an analyst states by hand; each becomes a file of the dataset 'analyst', so that withdrawing it takes it back. */
export type AnalystFact = Extract<Said, { kind: 'tag' | 'note' | 'relation' }>;

export type JudgementKind = 'same' | 'different' | 'ignoreKey';

export interface NewJudgement {
  readonly kind: JudgementKind;
  readonly left: string;
  /** The other record; absent for ignoreKey. */
  readonly right?: string;
  /** For ignoreKey. */
  readonly key?: string;
}

export interface Judgement {
  readonly id: string;
  readonly kind: JudgementKind;
  readonly left: string;
  readonly right: string | null;
  readonly key: string | null;
  readonly actor: string;
  readonly reason: string;
  readonly at: string;
}

export interface ChangeCounts {
  readonly entitiesAdded: number;
  readonly entitiesChanged: number;
  readonly entitiesRemoved: number;
  readonly relationsAdded: number;
  readonly relationsChanged: number;
  readonly relationsRemoved: number;
}

export interface ApplySummary extends ChangeCounts {
  /** null: nothing was written, `unchanged` says why. */
  readonly revision: number | null;
  readonly unchanged:
    'alreadyLoaded' | 'alreadySuperseded' | 'alreadyWithdrawn' | 'nothingToDo' | null;
  readonly fileId: string | null;
  readonly rowsRead: number;
  readonly rowsLoaded: number;
  readonly rowsQuarantined: number;
  /** Records that became new or got other content, and records no live file asserts any more. */
  readonly recordsChanged: number;
  readonly recordsRemoved: number;
  readonly declarationsChanged: number;
  /** Files of this revision; all counts but those of rows are of all of them. */
  readonly filesTogether: number;
  readonly judgementIds: readonly string[];
}

/** The change cannot be made; nothing was written. */
export class ApplyRefused extends Error {
  override readonly name = 'ApplyRefused';
  readonly code:
    | 'FILE_UNKNOWN'
    | 'FILE_NOT_LOADED'
    | 'OTHER_DATASET'
    | 'BASE_NOT_SNAPSHOT'
    | 'OTHER_BASE'
    | 'RECORD_UNKNOWN'
    | 'TYPE_MISMATCH'
    | 'KIND_UNKNOWN'
    | 'KIND_DERIVED'
    | 'JUDGEMENT_UNKNOWN'
    | 'TAG_UNKNOWN';
  constructor(code: ApplyRefused['code'], message: string) {
    super(message);
    this.code = code;
  }
}
