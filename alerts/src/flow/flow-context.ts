/** What the steps of the alert flow hand on to each other. */
import type { Ontology, Sql } from '@phecda/graph-schema';
import type { StateTransaction } from '@phecda/graph-schema/ports/state-store';
import type { Finding } from '../conditions/condition.ts';
import type { Change } from '../detect/change.ts';
import type { LeftOutFact } from '../detect/left-out.ts';
import type { Screen } from '../detect/screen.ts';
import type { Hold } from '../store/alert-store.ts';
import type { Watch } from '../watch.ts';

/** An alert on its way: each step adds what it knows, and a hold says why nothing is sent. */
export interface Draft {
  readonly watch: Watch;
  readonly finding: Finding;
  readonly key: string;
  /** Set by `record`. */
  readonly id: string;
  readonly parent: string | null;
  readonly held: Hold | null;
  /** It was closed or judged false, and there is new evidence: it is told as a new one is. */
  readonly reopens: boolean;
  /** Messages about it join those of the same key; set by `group`. */
  readonly groupKey: string;
}

export interface FlowContext {
  readonly sql: Sql;
  readonly ontology: Ontology;
  readonly watches: readonly Watch[];
  readonly now: Date;
}

export interface ReadContext extends FlowContext {
  readonly change: Change;
  /** What people have judged to tie nobody. */
  readonly leftOut: readonly LeftOutFact[];
  readonly screen: Screen;
}

export interface WriteContext extends FlowContext {
  readonly revision: number;
  readonly tx: StateTransaction;
}

export type WriteStep = (
  drafts: readonly Draft[],
  context: WriteContext,
) => Promise<readonly Draft[]>;
