/** Port of what a run needs of entities beyond the graph's shape; the caller of a run supplies it. */

export interface EntityColumn {
  readonly id: string;
  /** A member record: what to keep where a reference has to outlive merging. */
  readonly record: string;
  readonly type: string;
  readonly label: string;
  /** Declared value in cents of yuan, in and out together; null = nothing known in yuan. */
  readonly amount: number | null;
  readonly declarations: number;
  /** 'YYYY-MM-DD' of the first and last declaration. */
  readonly firstActivity: string | null;
  readonly lastActivity: string | null;
}

/** Where an enterprise files, or what it deals in. */
export interface TradeColumn {
  readonly enterprise: string;
  readonly kind: 'port' | 'goods';
  /** Port or HS code. */
  readonly id: string;
  readonly label: string;
  readonly declarations: number;
  /** Cents of yuan. */
  readonly amount: number;
}

/** When an enterprise came to be, 'YYYY-MM-DD'; null = not known. */
export interface BeginningColumn {
  readonly id: string;
  readonly registered: string | null;
  readonly customsRegistered: string | null;
  readonly firstActivity: string | null;
}

/** What an enterprise filed on one day, of one kind of goods, in one way. */
export interface FilingColumn {
  readonly enterprise: string;
  readonly day: string;
  /** Entity ids; null = not given. */
  readonly port: string | null;
  readonly portLabel: string;
  /** Heading, 4 digits; '' = not given. */
  readonly heading: string;
  readonly origin: string;
  readonly mode: string;
  /** Whole part of log₂ of yuan per kilogram (per piece where no mass is given); null = not known. */
  readonly priceBand: number | null;
  readonly declarations: number;
  /** Cents of yuan. */
  readonly amount: number;
  /** Grams. */
  readonly mass: number;
}

/** A party abroad as sources name it. */
export interface OverseasColumn {
  readonly id: string;
  readonly label: string;
  /** '' = not given. */
  readonly country: string;
  readonly address: string;
}

export interface EntityColumns {
  /** Of the known ones among `ids`. */
  entities(ids: readonly string[]): Promise<readonly EntityColumn[]>;
  /** Ports and goods of enterprises. */
  trade(ids: readonly string[]): Promise<readonly TradeColumn[]>;
  /** Of the known enterprises among `ids`. */
  beginnings(ids: readonly string[]): Promise<readonly BeginningColumn[]>;
  /** Those of `ids` that are overseas parties, and all others whose names share a telling word with one of them. */
  overseasLike(ids: readonly string[]): Promise<readonly OverseasColumn[]>;
  /** Dated declarations of enterprises, by day. */
  filings(ids: readonly string[]): Promise<readonly FilingColumn[]>;
}
