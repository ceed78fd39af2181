/** What the demo world hides, for tests: every thing named by the key under which the records join (`Enterprise:uscc:…`). */

export type Ref = string;

export interface Edge {
  readonly kind: string;
  readonly source: Ref;
  readonly target: Ref;
}

export interface GangAnswer {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly core: Ref;
  /** Enterprises, which can be replaced. */
  readonly shells: Ref[];
  /** People, phones, addresses, vehicles, devices, overseas parties that stay. */
  readonly persistent: Ref[];
  readonly cases: Ref[];
  readonly drift: {
    readonly seized: string;
    readonly closed: string;
    readonly fromOffice: Ref;
    readonly toOffice: Ref;
    readonly firstFiling: string;
    readonly newShells: Ref[];
  } | null;
}

export interface RingAnswer {
  readonly id: string;
  readonly kind: 'shareholding' | 'round-trip';
  readonly edges: Edge[];
  /** The edge that would close a near-ring. */
  readonly missing: Edge | null;
}

export interface LookAlike {
  readonly of: string;
  readonly zh: string;
  readonly en: string;
  readonly members: Ref[];
}

export interface Duplicate {
  /** Keys that belong to one entity. */
  readonly keys: Ref[];
  /** Writings of the name in the files. */
  readonly names: string[];
}

export interface Defect {
  readonly file: string;
  /** As an analyst counts: the header is row 1; in JSON lines the line. */
  readonly row: number;
  /** Heading of the column; null when the whole row cannot be read. */
  readonly field: string | null;
  readonly code: string;
}

/** Times of the clock in China, `YYYY-MM-DD HH:MM:SS`. */
export interface WrittenSpan {
  readonly from: string;
  readonly until: string;
}

/** Longitude and latitude, WGS-84. */
export type WrittenPlace = readonly [lon: number, lat: number];

/** What the files of positions hide; plans, so fixes lie within minutes and some metres of them. */
export interface TrackAnswers {
  /** Rows, those that come twice included. */
  fixes: number;
  duplicates: number;
  /** Rows after a younger row of the same terminal. */
  disordered: number;
  /** Single fixes far from where the truck or ship was. */
  readonly jumps: { readonly of: string; readonly device: string; readonly at: string }[];
  readonly convoy: {
    readonly members: readonly Ref[];
    /** Drives ahead of them, and belongs to nobody they know. */
    readonly scout: Ref;
    readonly from: WrittenPlace;
    readonly to: WrittenPlace;
    readonly nights: readonly WrittenSpan[];
  };
  readonly dark: {
    readonly vehicle: Ref;
    readonly gaps: readonly (WrittenSpan & {
      readonly lastSeen: WrittenPlace;
      readonly nextSeen: WrittenPlace;
    })[];
  };
  readonly clone: {
    readonly vehicle: Ref;
    /** The true truck's, then the other's. */
    readonly devices: readonly string[];
    /** When the other one is about. */
    readonly days: readonly WrittenSpan[];
  };
  /** Stands with its goods at a place that nobody declared, between gate and declared destination; null in a small world. */
  readonly shed: {
    readonly vehicle: Ref;
    readonly place: WrittenPlace;
    readonly stays: readonly (WrittenSpan & {
      readonly declaration: string;
      readonly office: string;
      readonly day: string;
    })[];
  } | null;
  readonly lookAlikes: readonly (LookAlike & {
    readonly places: readonly WrittenPlace[];
    readonly spans: readonly WrittenSpan[];
  })[];
}

export interface Answers {
  begin: {
    readonly key: Ref;
    readonly dataset: string;
    readonly recordKey: readonly string[];
    readonly name: string;
  } | null;
  readonly gangs: GangAnswer[];
  readonly rings: RingAnswer[];
  readonly nearRings: RingAnswer[];
  readonly lookAlikes: LookAlike[];
  /** Same thing under several writings and identifiers, which keys join. */
  readonly duplicates: Duplicate[];
  /** Same thing under different keys: for people to judge. */
  readonly possibleDuplicates: { readonly left: Ref; readonly right: Ref }[];
  readonly defects: Defect[];
  /** Rows of each file, defects included. */
  readonly rows: Record<string, number>;
  /** Null when no positions were written. */
  tracks: TrackAnswers | null;
}

export function noAnswers(): Answers {
  return {
    begin: null,
    gangs: [],
    rings: [],
    nearRings: [],
    lookAlikes: [],
    duplicates: [],
    possibleDuplicates: [],
    defects: [],
    rows: {},
    tracks: null,
  };
}
