/** A customs district in which gangs go on under new shells after their seizure: part of what persists is kept, the rest is new; honest newcomers use the same hubs, recycled phones, former addresses and suppliers. */
import type { PinnedProjection } from '@phecda/graph-schema/projection/projection';
import type { EntityColumns, FilingColumn } from '@phecda/server/analysis/questions/entity-columns';
import { Builder } from './customs-world.ts';
import { plainColumns } from './run-gangs.ts';

export interface DriftWorldOptions {
  readonly seed: number;
  /** Honest enterprises, a quarter of them newcomers. */
  readonly enterprises: number;
  readonly gangs: number;
  /** Share of each gang's persistent members that go on. */
  readonly kept: number;
  /** Probability that a shell uses a thing of its crew. */
  readonly shared: number;
}

export interface DriftedGang {
  readonly shells: readonly string[];
  /** Who was found with them: boss and fronts. */
  readonly people: readonly string[];
  readonly newShells: ReadonlySet<string>;
  readonly bought: ReadonlySet<string>;
  readonly keptThings: readonly string[];
}

export interface DriftWorld {
  readonly pinned: PinnedProjection;
  readonly columns: EntityColumns;
  readonly gangs: readonly DriftedGang[];
  /** Registered after the day, honest or not. */
  readonly newcomers: readonly string[];
  readonly day: string;
  readonly edges: readonly (readonly [string, string])[];
  readonly typeOf: ReadonlyMap<string, string>;
}

const FIRST = 19_723; // 2024-01-01
const SEIZED = FIRST + 400;
const LAST = FIRST + 730;
const origins = ['VN', 'MY', 'TH', 'HK', 'BR', 'JP', 'KR', 'US'];
const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

interface Trade {
  readonly heading: string;
  readonly origin: string;
  readonly mode: string;
  /** log₂ of the price. */
  readonly price: number;
}

interface Crew {
  readonly boss: string;
  readonly fronts: readonly string[];
  readonly things: Readonly<
    Record<'hasPhone' | 'registeredAt' | 'hasDevice' | 'hasAccount', readonly string[]>
  >;
  readonly truck: string;
  readonly overseas: readonly string[];
  readonly broker: string;
  readonly filer: string;
}

const thingTypes = {
  hasPhone: 'Phone',
  registeredAt: 'Address',
  hasDevice: 'Device',
  hasAccount: 'Account',
} as const;

class Planter extends Builder {
  readonly filings: FilingColumn[] = [];
  readonly starts = new Map<string, number>();
  readonly firstFiled = new Map<string, number>();
  readonly ports = this.many(10, 'Port');
  readonly phones: readonly string[];
  readonly parks: readonly string[];
  readonly brokers: readonly { readonly id: string; readonly filers: readonly string[] }[];
  readonly trucks: readonly string[];
  readonly overseas: readonly string[];
  readonly trades: readonly Trade[];

  constructor(seed: number, size: number) {
    super(seed);
    this.phones = this.many(size / 150, 'Phone');
    this.parks = this.many(size / 200, 'Address');
    this.brokers = Array.from({ length: Math.max(4, Math.round(size / 60)) }, () => ({
      id: this.enterprise(FIRST - 2_000),
      filers: this.many(4, 'Person'),
    }));
    this.trucks = this.many(size / 10, 'Vehicle');
    for (const truck of this.trucks) this.relate('drives', this.entity('Person'), truck);
    this.overseas = this.many(size * 0.4, 'OverseasParty');
    this.trades = Array.from({ length: 60 }, (_, i) => ({
      heading: String(3_901 + i),
      origin: this.pick(origins),
      mode: this.pick(['road', 'sea', 'air']),
      price: 3 + this.random.below(8),
    }));
  }

  enterprise(start: number): string {
    const id = this.entity('Enterprise');
    this.starts.set(id, start);
    return id;
  }

  file(enterprise: string, trade: Trade, port: string, from: number, count: number): void {
    for (let i = 0; i < count; i++) {
      const day = from + this.random.below(Math.max(1, LAST - from));
      this.firstFiled.set(enterprise, Math.min(day, this.firstFiled.get(enterprise) ?? LAST));
      this.filings.push({
        enterprise,
        day: dateOf(day),
        port,
        portLabel: port,
        heading: trade.heading,
        origin: this.chance(0.9) ? trade.origin : this.pick(origins),
        mode: trade.mode,
        priceBand: trade.price + (this.chance(0.8) ? 0 : this.chance(0.5) ? 1 : -1),
        declarations: 1,
        amount: 10_000_000,
        mass: 1_000_000,
      });
    }
  }

  /** What every enterprise has that trades: ports, goods, a broker with a filer, suppliers, a truck. */
  usualTrade(enterprise: string, start: number, trade = this.pickSkewed(this.trades)): void {
    const port = this.pickSkewed(this.ports);
    const begin = Math.max(FIRST, start + 20 + this.random.below(60));
    this.file(enterprise, trade, port, begin, 6 + this.random.below(12));
    if (this.chance(0.5)) this.file(enterprise, this.pickSkewed(this.trades), port, begin, 4);
    const broker = this.pickSkewed(this.brokers);
    this.relate('declaresFor', broker.id, enterprise, begin);
    this.relate('filingAgent', this.pick(broker.filers), enterprise, begin);
    for (let i = 0; i < 2; i++)
      this.relate('importsFrom', enterprise, this.pickSkewed(this.overseas), begin);
    if (this.chance(0.6))
      this.relate('carriesFor', this.pickSkewed(this.trucks), enterprise, begin);
    this.relate('hasEmail', enterprise, this.entity('Email'), start);
  }

  honest(start: number, trade?: Trade): string {
    const enterprise = this.enterprise(start);
    const owner = this.entity('Person');
    this.relate('legalRepresentative', owner, enterprise, start);
    this.relate('shareholder', owner, enterprise, start);
    if (this.chance(0.3)) this.relate('officer', this.entity('Person'), enterprise, start);
    const phone = this.chance(0.1) ? this.pickSkewed(this.phones) : this.entity('Phone');
    this.relate('hasPhone', enterprise, phone, start);
    const address = this.chance(0.08) ? this.pickSkewed(this.parks) : this.entity('Address');
    this.relate('registeredAt', enterprise, address, start);
    this.usualTrade(enterprise, start, trade);
    return enterprise;
  }

  crew(size: number): Crew {
    const broker = this.pickSkewed(this.brokers);
    const truck = this.entity('Vehicle');
    this.relate('drives', this.entity('Person'), truck);
    return {
      boss: this.entity('Person'),
      fronts: this.many(size / 3, 'Person'),
      things: {
        hasPhone: this.many(size / 3, 'Phone'),
        registeredAt: this.many(size / 3, 'Address'),
        hasDevice: this.many(size / 6, 'Device'),
        hasAccount: this.many(size / 5, 'Account'),
      },
      truck,
      overseas: this.many(3, 'OverseasParty'),
      broker: broker.id,
      filer: this.pick(broker.filers),
    };
  }

  /** `start`: since when the crew runs it; a bought one was there before. */
  runShell(shell: string, crew: Crew, i: number, start: number, shared: number): void {
    const front = crew.fronts[i % crew.fronts.length] as string;
    this.relate('legalRepresentative', front, shell, start);
    this.relate('shareholder', this.chance(shared / 2) ? crew.boss : front, shell, start);
    if (this.chance(shared / 2)) this.relate('officer', crew.boss, shell, start);
    for (const kind of ['hasPhone', 'registeredAt', 'hasDevice', 'hasAccount'] as const)
      if (this.chance(shared)) this.relate(kind, shell, this.pick(crew.things[kind]), start);
      else if (this.chance(0.5)) this.relate(kind, shell, this.entity(thingTypes[kind]), start);
    const begin = start + 30;
    if (this.chance(shared)) this.relate('carriesFor', crew.truck, shell, begin);
    if (this.chance(shared)) this.relate('importsFrom', shell, this.pick(crew.overseas), begin);
    if (this.chance(shared)) {
      this.relate('declaresFor', crew.broker, shell, begin);
      this.relate('filingAgent', crew.filer, shell, begin);
    }
    if (this.chance(0.1)) this.relate('hasPhone', shell, this.pickSkewed(this.phones), start);
  }

  /** Keeps a share of what persists; the rest is replaced by new things of the same kind. */
  goOn(
    crew: Crew,
    kept: number,
    broker = this.pickSkewed(this.brokers),
  ): { crew: Crew; stays: Set<string> } {
    const all = [
      crew.boss,
      ...crew.fronts,
      ...Object.values(crew.things).flat(),
      crew.truck,
      ...crew.overseas,
      crew.broker,
      crew.filer,
    ];
    const shuffled = all
      .map((id) => [this.random.fraction(), id] as const)
      .sort((a, b) => a[0] - b[0]);
    const stays = new Set(shuffled.slice(0, Math.round(all.length * kept)).map(([, id]) => id));
    const orNew = (id: string): string =>
      stays.has(id) ? id : this.entity(this.typeOf.get(id) as string);
    const things = Object.fromEntries(
      Object.entries(crew.things).map(([kind, ids]) => [kind, ids.map(orNew)]),
    ) as unknown as Crew['things'];
    const next = {
      boss: orNew(crew.boss),
      fronts: crew.fronts.map(orNew),
      things,
      truck: orNew(crew.truck),
      overseas: crew.overseas.map(orNew),
      broker: stays.has(crew.broker) ? crew.broker : broker.id,
      filer: stays.has(crew.filer) ? crew.filer : this.pick(broker.filers),
    };
    return { crew: next, stays };
  }

  after(): number {
    return SEIZED + 10 + this.random.below(200);
  }
}

export function driftWorld(options: DriftWorldOptions): DriftWorld {
  const world = new Planter(options.seed, options.enterprises);
  const newcomers: string[] = [];
  for (let i = 0; i < options.enterprises; i++)
    if (i % 4 === 0) newcomers.push(world.honest(world.after()));
    else world.honest(FIRST - world.random.below(1_500) + world.random.below(380));
  const gangs = Array.from({ length: options.gangs }, () => gang(world, options, newcomers));
  for (const _ of world.projection.compact());
  return {
    pinned: world.projection.pin(),
    columns: columnsOf(world),
    gangs,
    newcomers,
    day: dateOf(SEIZED),
    edges: world.edges,
    typeOf: world.typeOf,
  };
}

function gang(
  world: Planter,
  { kept, shared }: DriftWorldOptions,
  newcomers: string[],
): DriftedGang {
  const size = 6 + world.random.below(5);
  const crew = world.crew(size);
  const trade = { ...world.pickSkewed(world.trades), price: 2 };
  const port = world.pick(world.ports);
  const shells = Array.from({ length: size }, (_, i) => {
    const start = FIRST - 200 + i * 30;
    const shell = world.enterprise(start);
    world.runShell(shell, crew, i, start, shared);
    world.file(shell, trade, port, Math.max(FIRST, start + 30), 15);
    return shell;
  });
  const next = world.goOn(crew, kept);
  const elsewhere = world.pick(world.ports.filter((other) => other !== port));
  const newShells = new Set<string>();
  const bought = new Set<string>();
  const count = 5 + world.random.below(4);
  for (let i = 0; i < count; i++) {
    const begin = SEIZED + 20 + i * 20;
    const isBought = i % 5 === 4;
    const shell = isBought ? world.honest(FIRST - 600) : world.enterprise(begin);
    world.runShell(shell, next.crew, i, begin, shared);
    world.file(shell, trade, elsewhere, begin + 35, 10);
    newShells.add(shell);
    if (isBought) bought.add(shell);
    else newcomers.push(shell);
  }
  lookAlikes(world, crew, next.stays, trade, newcomers);
  return {
    shells,
    people: [crew.boss, ...crew.fronts],
    newShells,
    bought,
    keptThings: [...next.stays],
  };
}

/** Honest newcomers with something of the gang: a recycled number, the former site, its suppliers, its broker and goods, a former front in their pay. */
function lookAlikes(
  world: Planter,
  crew: Crew,
  stays: ReadonlySet<string>,
  trade: Trade,
  newcomers: string[],
): void {
  const newcomer = (goods?: Trade): [string, number] => {
    const start = world.after();
    const enterprise = world.honest(start, goods);
    newcomers.push(enterprise);
    return [enterprise, start];
  };
  const left = (ids: readonly string[]): string | undefined => ids.find((id) => !stays.has(id));
  const phone = left(crew.things.hasPhone);
  if (phone !== undefined) {
    const [enterprise, start] = newcomer();
    world.relate('hasPhone', enterprise, phone, start);
  }
  const address = left(crew.things.registeredAt);
  if (address !== undefined)
    for (let i = 0; i < 2; i++) {
      const [tenant, start] = newcomer();
      world.relate('registeredAt', tenant, address, start);
    }
  const front = left(crew.fronts);
  if (front !== undefined) {
    const [employer, start] = newcomer();
    world.relate('officer', front, employer, start);
  }
  for (let i = 0; i < 3; i++) {
    const [rival, start] = newcomer({ ...trade, price: trade.price + 5 });
    world.relate('importsFrom', rival, world.pick(crew.overseas), start + 40);
  }
  for (let i = 0; i < 3; i++) {
    const [client, start] = newcomer({ ...trade, price: trade.price + 5 });
    world.relate('declaresFor', crew.broker, client, start + 40);
    world.relate('carriesFor', crew.truck, client, start + 40);
  }
}

function columnsOf({ filings, starts, firstFiled }: Planter): EntityColumns {
  const byEnterprise = new Map<string, FilingColumn[]>();
  for (const filing of filings)
    byEnterprise.set(filing.enterprise, [...(byEnterprise.get(filing.enterprise) ?? []), filing]);
  return {
    ...plainColumns,
    beginnings: (ids) =>
      Promise.resolve(
        ids.map((id) => ({
          id,
          registered: starts.has(id) ? dateOf(starts.get(id) as number) : null,
          customsRegistered: null,
          firstActivity: firstFiled.has(id) ? dateOf(firstFiled.get(id) as number) : null,
        })),
      ),
    filings: (ids) => Promise.resolve(ids.flatMap((id) => byEnterprise.get(id) ?? [])),
  };
}
