/** Shape of the demo world before it is written as source files. Days are whole numbers since 1970-01-01. */
import type { Answers } from './answers.ts';
import type { Random } from './random.ts';
import type { Industry, TariffLine } from './trade.ts';
import type { Place } from './places.ts';

export interface WorldOptions {
  /** Number of ordinary enterprises; everything else scales with it. */
  readonly size: number;
  readonly seed: string;
  /** Share of names written messily, 0 to 1. */
  readonly noise: number;
  /** Last day of the two years. */
  readonly lastDay: number;
  readonly declarations: number;
}

export interface Person {
  readonly name: string;
  readonly id: string;
  readonly gender: '男' | '女';
  readonly born: number;
  readonly phone: string;
  readonly home: string;
}

export interface Site {
  readonly city: string;
  readonly district: string;
  readonly text: string;
}

export interface Enterprise {
  readonly no: number;
  readonly kind: 'trader' | 'broker' | 'carrier' | 'holding';
  readonly name: string;
  readonly englishName: string;
  readonly formerName: string | null;
  readonly uscc: string;
  /** Ten digits; null when not registered with customs. */
  readonly code: string | null;
  /** Whether the market authority's register tells the customs code too. */
  readonly codeInRegistry: boolean;
  readonly place: Place;
  readonly site: Site;
  readonly industry: Industry | null;
  readonly founded: number;
  readonly customsDay: number | null;
  /** 万元 */
  readonly capital: number;
  readonly status: string;
  readonly legal: Person;
  readonly phone: string;
  readonly email: string;
  readonly credit: string;
}

export interface OverseasParty {
  readonly code: string;
  readonly name: string;
  readonly country: string;
}

export interface Truck {
  readonly plate: string;
  readonly color: string;
  readonly vin: string;
  readonly brand: string;
  readonly owner: Enterprise | Person;
  readonly user: Enterprise;
  readonly leased: boolean;
  readonly drivers: readonly Person[];
  readonly since: number;
}

export interface Ship {
  readonly imo: string;
  readonly mmsi: string;
  readonly name: string;
  readonly englishName: string;
  readonly callSign: string;
  readonly flag: string;
  readonly kind: string;
  readonly tonnage: number;
  readonly owner: Enterprise;
  readonly operator: Enterprise;
}

export interface Post {
  readonly person: Person;
  readonly enterprise: Enterprise;
  readonly post: string;
  readonly from: number;
  readonly to: number | null;
}

export interface Share {
  readonly holder: Person | Enterprise;
  readonly enterprise: Enterprise;
  /** Hundredths of a percent. */
  readonly share: number;
  readonly from: number;
  readonly to: number | null;
}

export interface Contact {
  readonly owner: Person | Enterprise;
  readonly phone?: string;
  readonly email?: string;
  readonly account?: string;
  readonly bank?: string;
  readonly device?: string;
  readonly deviceKind?: string;
  readonly from: number;
}

export interface Kin {
  readonly person: Person;
  readonly relative: Person;
  readonly kinship: string;
}

/** Who declares what, where and with whom over a span of days. */
export interface Campaign {
  readonly trader: Enterprise;
  readonly from: number;
  readonly to: number;
  /** Declarations a day. */
  readonly rate: number;
  /** Share of imports. */
  readonly imports: number;
  readonly lines: readonly TariffLine[];
  readonly partners: readonly OverseasParty[];
  readonly offices: readonly string[];
  readonly brokers: readonly Enterprise[];
  readonly filers: readonly Person[];
  readonly carriers: readonly Enterprise[];
  /** Trucks and containers of one's own; empty = those of the carrier and the pool. */
  readonly trucks: readonly Truck[];
  readonly containers: readonly string[];
  readonly priceFactor: number;
  /** Share of declarations inspected, and of those found wrong. */
  readonly inspected: number;
  readonly wrong: number;
  /** Day of a declaration that is seized, and the number of the seizure. */
  readonly seizure?: { readonly day: number; readonly number: string };
}

export interface Finding {
  readonly kind: 'inspection' | 'laboratory' | 'seizure' | 'case' | 'tax' | 'score';
  readonly cells: Readonly<Record<string, string | number | null>>;
}

/** A container that came by sea, as its declaration says. */
export interface Landing {
  readonly day: number;
  readonly office: string;
  readonly ship: Ship;
  readonly box: string;
  readonly carrier: Enterprise;
  /** The trader's own; empty = the carrier's. */
  readonly trucks: readonly Truck[];
}

/** A truck at an inland office or gate, as a declaration says. */
export interface Crossing {
  readonly day: number;
  readonly office: string;
  readonly truck: Truck;
  readonly declaration: string;
  readonly trader: Enterprise;
  readonly imports: boolean;
}

export interface World {
  readonly options: WorldOptions;
  readonly firstDay: number;
  readonly lastDay: number;
  readonly people: Person[];
  readonly enterprises: Enterprise[];
  readonly brokers: Enterprise[];
  readonly carriers: Enterprise[];
  /** Filing agents by broker number. */
  readonly filers: Map<number, Person[]>;
  readonly overseas: OverseasParty[];
  readonly trucks: Truck[];
  /** Trucks by the number of the enterprise that uses them. */
  readonly fleet: Map<number, Truck[]>;
  readonly ships: Ship[];
  readonly posts: Post[];
  readonly shares: Share[];
  readonly contacts: Contact[];
  readonly kin: Kin[];
  /** Ordinary trade, drawn by rate. */
  readonly campaigns: Campaign[];
  /** Trade of those who hide something: kept to its plan. */
  readonly planned: Campaign[];
  readonly findings: Finding[];
  /** Of the last months; there once the declarations are written. */
  readonly landings: Landing[];
  readonly crossings: Crossing[];
  /** Numbers of enterprises whose names are written messily in other files, with the writings. */
  readonly messy: Map<number, string[]>;
  readonly answers: Answers;
  readonly makers: Makers;
  random(purpose: string): Random;
}

/** Make one thing of each kind with identifiers that nothing else has. */
export interface Makers {
  person(rng: Random, given?: Partial<Person>): Person;
  site(rng: Random, place: Place): Site;
  enterprise(
    rng: Random,
    given: Partial<Enterprise> & { place: Place; industry: Industry | null },
  ): Enterprise;
  overseas(rng: Random, country: string, name?: string): OverseasParty;
  truck(
    rng: Random,
    given: Pick<Truck, 'owner' | 'user' | 'drivers' | 'since'> & {
      crossBorder: boolean;
      leased?: boolean;
    },
  ): Truck;
  phone(): string;
  account(bank: number): string;
  card(): string;
  device(): string;
  container(): string;
}
