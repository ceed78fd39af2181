/** What a way in hands to the track flow: one position as its source said it, or why there is none. */

export type Datum = 'WGS-84' | 'GCJ-02' | 'BD-09';

/** What a source names the thing by. */
export interface DeviceName {
  readonly scheme: 'plate' | 'terminal' | 'mmsi' | 'imo';
  readonly value: string;
}

/** One position as a source said it. */
export interface RawFix {
  /** What identifies the mover best: a plate before a terminal. */
  readonly device: DeviceName;
  /** Of the terminal, when it is given beside a plate. */
  readonly terminal?: string;
  /** Of the fix, milliseconds UTC. */
  readonly at: number;
  /** Milliseconds UTC. */
  readonly received?: number;
  readonly lng: number;
  readonly lat: number;
  readonly datum: Datum;
  readonly kmh?: number;
  /** Degrees clockwise from north. */
  readonly course?: number;
  /** Of a vessel. */
  readonly name?: string;
  /** Of a vessel that is named by its MMSI. */
  readonly imo?: string;
}

/** A message or row that is no position. */
export interface Quarantined {
  readonly code: string;
  readonly words: { readonly zh: string; readonly en: string };
  /** Row, line or byte. */
  readonly at: string;
  readonly sample?: string;
}

export type Decoded =
  { readonly fix: RawFix } | { readonly refused: Quarantined } | { readonly ignored: string };
