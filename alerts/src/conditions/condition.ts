/** What a condition of watches is: settings with words, and what it finds in a change. Each is a folder here and a line in `conditions.ts`. */
import type { SqlReader } from '@phecda/graph-schema';
import type { z } from 'zod';
import type { Change } from '../detect/change.ts';
import type { GraphAt } from '../detect/graph-at.ts';
import type { Target, Targets } from '../detect/targets.ts';
import type { DriftRun } from '../detect/drift-runs.ts';
import type { Movement } from '../detect/movements.ts';
import type { AlertDetail, AlertFacts, Rest } from '../store/alert-store.ts';

export interface Words {
  readonly zh: string;
  readonly en: string;
}

export type SettingControl =
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  | { readonly kind: 'kinds' }
  | { readonly kind: 'categories' }
  | { readonly kind: 'level' }
  | { readonly kind: 'attributes' }
  /** `corridors`: no others can be chosen. */
  | { readonly kind: 'zones'; readonly corridors?: true }
  | {
      readonly kind: 'choice';
      readonly options: readonly { readonly value: string; readonly words: Words }[];
    };

export interface SettingField {
  readonly name: string;
  readonly label: Words;
  readonly explanation: Words;
  readonly control: SettingControl;
}

/** One thing that a watch fires on. */
export interface Finding {
  /** Record of the target. */
  readonly target: string;
  /** Records from the target to what is new; with the watch's version and the mark it makes the key. */
  readonly path: readonly string[];
  /** What makes the key in place of target and path, where the path may be another one tomorrow. */
  readonly keyPath?: readonly string[];
  /** What tells findings with one path apart, such as a day. */
  readonly mark: string;
  /** What further findings of the watch have in common with it, beside the target. */
  readonly subject: string;
  /** Records of declarations that it rests on. */
  readonly facts: readonly string[];
  /** Day on which the fact happened, as far as the source says. */
  readonly day: string | null;
  /** Day from which a relation that made it holds, as far as the source says; only a forecast counts by it. */
  readonly since?: string | null;
  /** Rests on what earlier files said: it is told also where this file is history. */
  readonly saidBefore?: true;
  /** By record of its path: those under which the revision before knew what it is now, where that were others. */
  readonly formerly?: ReadonlyMap<string, readonly string[]>;
  /** Mark of a finding of the same target that this one takes back: it is news only where people have confirmed or closed the alert of that. */
  readonly takesBack?: string;
  readonly detail: AlertDetail;
}

export interface Condition<Settings = unknown> {
  readonly name: string;
  readonly words: Words;
  readonly explanation: Words;
  readonly settings: z.ZodType<Settings>;
  readonly fields: readonly SettingField[];
  detect(change: Change, targets: Targets, settings: Settings): Promise<Finding[]>;
  /** In a finished run of drift tracking of a watched gang. @param known the runs before it, and before the watch began */
  detectRun?(run: DriftRun, known: readonly DriftRun[], settings: Settings): Finding[];
  /** What a later run says of an open alert: its count; null: it bears it out no more. */
  standingInRun?(alert: AlertFacts, run: DriftRun, settings: Settings): number | null;
  /** In what a watched vehicle or vessel did. */
  detectMovement?(
    movement: Movement,
    target: Target & { readonly type: string },
    settings: Settings,
  ): Finding | null;
  /** Of what it found in movements that stand, what the truth bears out; absent: all. */
  borneOut?(findings: readonly Finding[], sql: SqlReader): Promise<readonly Finding[]>;
  /** A declaration can end an open alert, for this reason: then `standing` is asked after every file. */
  readonly declarationsEnd?: string;
  /** Who counts as a target because of one. */
  reach?(graph: GraphAt, targets: Targets, settings: Settings): Promise<Targets>;
  /** Of open alerts that still hold, those that rest on other declarations than they say. */
  restsOn?(
    alerts: readonly AlertFacts[],
    change: Change,
    settings: Settings,
  ): Promise<ReadonlyMap<string, Rest>>;
  /** Its path ends at what is no target: what becomes one ends the alert, and what is one no more raises it. */
  readonly ofOthers?: true;
  /** What its target itself says makes it hold or not: it is asked after every change of the target. */
  readonly ofTarget?: true;
  /** Its path is one of several on which it rests, of which `standing` knows. */
  readonly anyPath?: true;
  /** Ids of those that still hold, of open alerts whose path and declarations are there; absent: that is enough. */
  standing?(
    alerts: readonly AlertFacts[],
    change: Change,
    targets: Targets,
    settings: Settings,
  ): Promise<Set<string>>;
  /** Why it fired, without names. */
  reason(detail: AlertDetail, words: ReasonWords): Words;
}

/** Words of the ontology for reasons. */
export interface ReasonWords {
  type(name: string): Words;
  tag(name: string): Words;
  attribute(type: string, name: string): Words;
}

export const emptyDetail: AlertDetail = {
  targetType: '',
  endType: null,
  tags: [],
  hops: 0,
  count: 1,
  caseNumber: null,
  gang: null,
  relation: null,
  kind: null,
  attribute: null,
  steps: [],
};
