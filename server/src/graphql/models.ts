/** What resolvers of one type hand to the resolvers of its fields. */
import type { Job } from '@phecda/etl/jobs/job';
import type { InboxLine } from '@phecda/etl/inbox/inbox';
import type {
  EntitySummary,
  Period,
  RelationSummary,
} from '@phecda/graph-schema/ports/graph-store';
import type { Pending, YuanBasis } from '../generated/resolvers.ts';

export interface EntityModel {
  readonly id: string;
  /** The smallest of its records. */
  readonly record: string;
  readonly type: string;
  readonly label: string;
  /** Materialised winning values (the winning one first where sources disagree). */
  readonly props: Readonly<Record<string, unknown>>;
  readonly behaviour: Readonly<Record<string, unknown>>;
  readonly sources: readonly string[];
}

export interface RelationModel {
  readonly id: string;
  readonly kind: string;
  readonly source: string;
  readonly target: string;
  readonly periods: readonly Period[];
  readonly weight: number;
  readonly sources: readonly string[];
  readonly props: Readonly<Record<string, unknown>>;
  /** Entry of the inbox that draws it, while it is not in the graph view. */
  readonly inboxNumber?: number;
}

/** Roles hold record ids; their nodes are loaded on demand. */
export interface DeclarationModel {
  readonly id: string;
  readonly number: string;
  readonly date: string | null;
  readonly direction: string;
  readonly trader: string | null;
  readonly declarant: string | null;
  readonly overseas: string | null;
  readonly carrier: string | null;
  readonly vehicle: string | null;
  readonly vessel: string | null;
  readonly container: string | null;
  readonly port: string | null;
  readonly hs: string | null;
  /** Record of the code. */
  readonly goods: string | null;
  readonly origin: string | null;
  readonly destination: string | null;
  readonly mode: string | null;
  readonly value: number | null;
  readonly currency: string | null;
  readonly yuan: number | null;
  readonly yuanBasis: YuanBasis | null;
  readonly mass: number | null;
  readonly quantity: number | null;
  readonly inspection: string | null;
  readonly extra: string | null;
  readonly fileId: string;
  readonly fileName: string;
  readonly row: number;
}

export interface ShareModel {
  readonly key: string;
  readonly label: string;
  readonly entity: string | null;
  readonly count: number;
  readonly value: number;
}

export interface GroundPathModel {
  readonly nodes: NodeModel[];
  readonly links: LinkModel[];
}

/** Why a rule derives a tag: its sentence with figures, and paths from the entity to what the tag rests on. */
export interface TagGroundModel {
  readonly zh: string;
  readonly en: string;
  readonly version: number;
  /** Of inherited risk, 0 to 1. */
  readonly score: number | null;
  readonly since: string;
  readonly revision: number;
  readonly paths: GroundPathModel[];
}

export interface TagOnEntityModel {
  readonly name: string;
  readonly sources: string[];
  readonly byHand: boolean;
  readonly reason: string | null;
  readonly pending: Pending | null;
  readonly ground: TagGroundModel | null;
}

export type NodeModel = EntitySummary;
export type InboxEntryModel = InboxLine;
/** `inboxNumber`: drawn by an entry that is not in the graph view yet; `removing`: an entry takes it back. */
export type LinkModel = RelationSummary & {
  readonly inboxNumber?: number;
  readonly removing?: boolean;
};
export type PeriodModel = Period;

export type JobModel = Job;
