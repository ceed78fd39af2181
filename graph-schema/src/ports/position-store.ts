/** Port of the positions of trucks and ships: columns in, columns out, beside the truth and never through the record flow. Proved by test/contract/position-store. */

/** Name of the positions' file in a data folder of the embedded engines. */
export const positionsFile = 'positions.duckdb';

/** Bits of a fix's flags. */
export const fixFlags = {
  /** Its time lies after the moment at which it came in. */
  future: 1,
  /** It came in more than ten minutes after its time. */
  late: 2,
  /** The receiver had no fix: the place is 0°, 0°. */
  noFix: 4,
} as const;

/** Unknown numbers are NaN. Times are milliseconds UTC, places degrees in WGS-84. */
export interface FixBatch {
  readonly count: number;
  /** Numbers from `devices`. */
  readonly device: Int32Array;
  readonly at: Float64Array;
  readonly received: Float64Array;
  readonly lng: Float64Array;
  readonly lat: Float64Array;
  /** As the source gave it, NaN where that is WGS-84 already. */
  readonly ownLng: Float64Array;
  readonly ownLat: Float64Array;
  readonly kmh: Float32Array;
  readonly course: Float32Array;
  readonly flags: Int32Array;
  /** H3 cell at resolution 7. */
  readonly cell: BigInt64Array;
}

/** Fixes with their places as the source gave them. */
export type OwnFixes = Omit<FixBatch, 'ownLng' | 'ownLat' | 'flags' | 'cell'>;

/** Places to WGS-84, cells and marks, as when fixes come in. */
export type CleanFixes = (own: OwnFixes) => Promise<FixBatch>;

/** Where one device stood, and how many fixes say so. */
export interface StandingPlace {
  readonly lng: number;
  readonly lat: number;
  readonly fixes: number;
}

export type MoverKind = 'truck' | 'vessel';
export type DeviceScheme = 'plate' | 'terminal' | 'mmsi' | 'imo';

export interface DeviceKey {
  readonly scheme: DeviceScheme;
  readonly value: string;
  /** '' where the source names none. */
  readonly terminal: string;
  /** Of a vessel, '' unknown. */
  readonly name: string;
  /** Of a vessel that goes by its MMSI. */
  readonly imo?: string;
}

/** From the one moment up to the other, which is not in it, the device's fixes are those of the target; null: open. Milliseconds UTC. */
export interface DeviceBinding {
  readonly scheme: DeviceScheme;
  readonly value: string;
  readonly target: Pick<DeviceKey, 'scheme' | 'value'>;
  readonly from: number | null;
  readonly to: number | null;
}

/** A vehicle or vessel that has positions. */
export interface MoverFacts {
  /** Number in this store. */
  readonly mover: number;
  readonly kind: MoverKind;
  readonly scheme: DeviceScheme;
  readonly value: string;
  /** Of a vessel, '' unknown. */
  readonly name: string;
  /** Said by a vessel that goes by its MMSI, '' unknown. */
  readonly imo: string;
  readonly first: number;
  readonly last: number;
  readonly fixes: number;
}

/** Fixes in order of time (of equals by device and source). */
export interface FixColumns {
  readonly count: number;
  readonly mover: Int32Array;
  readonly device: Int32Array;
  readonly source: Int32Array;
  readonly at: Float64Array;
  readonly lng: Float64Array;
  readonly lat: Float64Array;
  readonly kmh: Float32Array;
  readonly course: Float32Array;
  readonly flags: Int32Array;
}

export interface Box {
  readonly west: number;
  readonly south: number;
  /** Less than `west` for a box across the date line. */
  readonly east: number;
  readonly north: number;
}

export interface SourceFacts {
  readonly source: number;
  readonly name: string;
}

export interface PositionFile {
  readonly fileId: string;
  readonly number: number;
  readonly name: string;
  readonly source: number;
  readonly sha256: string;
  readonly datum: string;
  readonly actor: string;
  readonly madeAt: string;
  readonly state: 'loading' | 'loaded' | 'withdrawn';
  readonly rows: number;
  readonly stored: number;
  readonly duplicate: number;
  readonly refused: number;
}

export interface RefusedFix {
  readonly row: number;
  readonly field: string;
  readonly value: string;
  readonly code: string;
}

/** Where a batch comes from; `file`: number of the file, 0 for a feed. */
export interface BatchOrigin {
  readonly source: number;
  readonly file: number;
}

export interface Appended {
  /** Number of the batch: consumers remember the last that they have seen. */
  readonly batch: number;
  readonly stored: number;
  /** Fixes whose device, time and source were there already. */
  readonly duplicate: number;
}

/** What one batch, or its withdrawal, touched. */
export interface TouchedSpan {
  readonly batch: number;
  readonly mover: number;
  readonly from: number;
  readonly to: number;
}

export interface MoverQuery {
  /** Parts of a plate, number, terminal or name: any of them. */
  readonly terms?: readonly string[];
  readonly kind?: MoverKind;
  readonly limit: number;
}

export interface Volume {
  readonly fixes: number;
  readonly before: number;
  readonly buckets: number;
  /** On disk, of all. */
  readonly bytes: number;
}

/** Moments of a mover that stay, milliseconds UTC. */
export interface KeptMoments {
  readonly mover: number;
  readonly keep: readonly number[];
  /** Fixes that the mover had in the span when the moments were chosen: with another number it is left as it is. */
  readonly seen?: number;
}

export interface PositionStore {
  readonly engine: 'duckdb' | 'postgres';
  /** The number of a source by its name, a new one where it is unknown. */
  source(name: string): Promise<number>;
  sources(): Promise<SourceFacts[]>;
  /** Numbers in the order asked; new ones where they are unknown. */
  devices(keys: readonly DeviceKey[]): Promise<Int32Array>;
  /** Durable once it returns. Of fixes with equal device, time and source one is kept, whichever comes first: the least by place. */
  append(origin: BatchOrigin, batch: FixBatch): Promise<Appended>;
  /** Rows that arrived unsorted are put where one mover's span is read fast. */
  settle(): Promise<void>;
  movers(query: MoverQuery): Promise<{ total: number; movers: MoverFacts[] }>;
  moversByNumber(numbers: readonly number[]): Promise<MoverFacts[]>;
  mover(scheme: DeviceScheme, value: string): Promise<MoverFacts | null>;
  /** One mover's span, both ends included. */
  track(mover: number, from: number, to: number): Promise<FixColumns>;
  /** Fixes inside box and span, ascending by mover and time. */
  within(box: Box, from: number, to: number): Promise<FixColumns>;
  /** Spans of movers, a mover at a time, ascending; without `movers` all. */
  scan(from: number, to: number, movers?: readonly number[]): AsyncIterable<FixColumns>;
  /** Last fix of each mover that is not marked as future, up to `asOf`, ascending by mover. */
  latest(asOf?: number): Promise<FixColumns>;
  /** Of each mover its last fix before the moment, or its first after it, that is not of the future and has a place; ascending by mover. */
  nearest(at: number, side: 'before' | 'after', movers: readonly number[]): Promise<FixColumns>;
  /** Makes these the only bindings: stored fixes move with their periods, those to come are taken so. The same again changes nothing. @param bindings of one device none overlaps another. @returns fixes moved */
  bind(bindings: readonly DeviceBinding[]): Promise<number>;
  /** Vessels that said this IMO number. */
  moversOfImo(imo: string): Promise<MoverFacts[]>;
  /** All fixes, those before a moment, and how many pairs of mover and so many milliseconds these fall into. */
  volume(before: number, everyMs: number): Promise<Volume>;
  /** Other fixes of the span are gone, which nobody is told as a change. @param to is not in it. @returns fixes removed */
  keepMoments(from: number, to: number, movers: readonly KeptMoments[]): Promise<number>;
  /** What is older is gone, which nobody is told as a change. @returns fixes removed */
  removeBefore(before: number): Promise<number>;
  /** What came after a batch, ascending by batch. */
  touchedAfter(batch: number): Promise<TouchedSpan[]>;
  /** No consumer asks for these any more, besides the thinning for what lies before `lateBefore`. */
  forgetTouched(upTo: number, lateBefore?: number | null): Promise<void>;
  /** What came for times that may have been thinned already, ascending by batch. */
  late(): Promise<TouchedSpan[]>;
  forgetLate(upTo: number): Promise<void>;
  lastBatch(): Promise<number>;

  beginFile(
    file: Pick<PositionFile, 'fileId' | 'name' | 'source' | 'sha256' | 'datum' | 'actor'>,
  ): Promise<number>;
  refuse(file: number, refused: readonly RefusedFix[]): Promise<void>;
  endFile(
    fileId: string,
    counts: Pick<PositionFile, 'rows' | 'stored' | 'duplicate' | 'refused'>,
  ): Promise<void>;
  files(): Promise<PositionFile[]>;
  refusedOf(file: number, limit: number): Promise<RefusedFix[]>;
  /** Its fixes are gone, those that another file said too stay. */
  removeFile(fileId: string, state: 'loading' | 'withdrawn'): Promise<number>;
  /** All that a loaded file said goes through `clean` again and takes the place of what stood. @returns fixes read anew */
  rereadFile(fileId: string, datum: string, clean: CleanFixes): Promise<number>;
  /** Where trucks of a file stood, as its source gives places: the longest stays, 60 at most. */
  stopsOf(file: number): Promise<StandingPlace[]>;
  /** Where devices of other sources stood within these cells, in WGS-84. */
  stopsIn(cells: readonly bigint[], exceptSource: number): Promise<StandingPlace[]>;
  /** A copy into the folder as of one moment, while others write; nothing where the database of the truth holds them too. */
  backUp(folder: string): Promise<void>;
  close(): Promise<void>;
}
