/** A customs district as a projection with planted gangs: honest firms, hubs that many share (bookkeepers' phones, business parks, brokers, HS codes, ports), look-alikes. Not made with the demo's generator. */
import { createHash } from 'node:crypto';
import { Projection, type PinnedProjection } from '@phecda/graph-schema/projection/projection';
import { RandomNumbers } from '@phecda/server/analysis/algorithms/random-numbers';

export interface CustomsWorldOptions {
  readonly seed: number;
  /** Honest enterprises. */
  readonly enterprises: number;
  readonly gangs: number;
  /** Shells per gang, least and most. */
  readonly shells: readonly [number, number];
  /** Probability that a shell uses a thing of its crew rather than one of its own. */
  readonly shared: number;
  /** Probability that a shell, and that an honest enterprise, carries a tag. */
  readonly tagged: readonly [gang: number, honest: number];
}

export interface CustomsWorld {
  readonly pinned: PinnedProjection;
  /** Enterprises and people of each gang. */
  readonly gangs: readonly ReadonlySet<string>[];
  /** Honest families, parks and bookkeepers' clients that look like gangs. */
  readonly lookAlikes: readonly ReadonlySet<string>[];
  readonly typeOf: ReadonlyMap<string, string>;
  /** All relations as pairs of nodes, for a peer. */
  readonly edges: readonly (readonly [number, number])[];
  readonly idOf: (node: number) => string;
}

export const uuid = (text: string): string => {
  const hex = createHash('md5').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

/** Makes entities and relations of a planted world in a projection. */
export class Builder {
  readonly projection = new Projection();
  readonly typeOf = new Map<string, string>();
  readonly random: RandomNumbers;
  readonly edges: [string, string][] = [];
  readonly #seed: number;
  #count = 0;
  constructor(seed: number) {
    this.#seed = seed;
    this.random = new RandomNumbers(seed);
  }
  entity(type: string, tags: readonly string[] = []): string {
    const id = uuid(`${this.#seed} entity ${this.#count++}`);
    this.projection.upsertEntity({ id, type, tags: [...tags].sort(), sources: ['test'] });
    this.typeOf.set(id, type);
    return id;
  }
  /** `from`: day on which the relation began; absent: not dated. */
  relate(kind: string, source: string, target: string, from?: number): void {
    if (source === target) return;
    this.edges.push([source, target]);
    this.projection.upsertRelation({
      id: uuid(`${kind} ${source} ${target}`),
      kind,
      source,
      target,
      periods: from === undefined ? [] : [{ from, to: null }],
      weight: 1,
      sources: ['test'],
    });
  }
  chance(probability: number): boolean {
    return this.random.fraction() < probability;
  }
  pick<T>(items: readonly T[]): T {
    return items[this.random.below(items.length)] as T;
  }
  /** The first items are drawn far more often than the last. */
  pickSkewed<T>(items: readonly T[]): T {
    return items[Math.floor(items.length * this.random.fraction() ** 2.5)] as T;
  }
  many(count: number, type: string): string[] {
    return Array.from({ length: Math.max(1, Math.round(count)) }, () => this.entity(type));
  }
}

interface District {
  readonly phones: readonly string[];
  readonly parks: readonly string[];
  readonly brokers: readonly { readonly id: string; readonly filers: readonly string[] }[];
  readonly trucks: readonly string[];
  readonly overseas: readonly string[];
  readonly ports: readonly string[];
  readonly goods: readonly string[];
}

const honestTags = ['lab-mismatch', 'misdeclared-quantity', 'tax-arrears', 'audit-finding'];
const gangTags = [
  'filed-smuggling-case',
  'misdeclared-price',
  'customs-fraud-confirmed',
  'split-payment',
];

export function customsWorld(options: CustomsWorldOptions): CustomsWorld {
  const world = new Builder(options.seed);
  const district = makeDistrict(world, options.enterprises);
  const lookAlikes: Set<string>[] = [];
  const owners: string[] = [];
  const holdings: string[] = [];
  const clients = new Map<string, Set<string>>();
  for (let i = 0; i < options.enterprises; i++) {
    const enterprise = honest(world, district, options.tagged[1], owners, holdings, clients);
    if (i % 50 === 0) holdings.push(enterprise);
  }
  for (const [hub, members] of clients)
    if (members.size >= 8) lookAlikes.push(new Set([hub, ...members]));
  for (let i = 0; i < Math.ceil(options.gangs / 3); i++)
    lookAlikes.push(family(world, district, options.tagged[1]));
  const gangs = Array.from({ length: options.gangs }, () => gang(world, district, options));
  for (const _ of world.projection.compact());
  const { projection, edges } = world;
  return {
    pinned: projection.pin(),
    gangs,
    lookAlikes,
    typeOf: world.typeOf,
    edges: edges.map(([a, b]) => [projection.nodes.find(a), projection.nodes.find(b)] as const),
    idOf: (node) => projection.nodes.id(node),
  };
}

function makeDistrict(world: Builder, size: number): District {
  return {
    phones: world.many(size / 150, 'Phone'),
    parks: world.many(size / 200, 'Address'),
    brokers: Array.from({ length: Math.max(4, Math.round(size / 60)) }, () => ({
      id: world.entity('Enterprise'),
      filers: world.many(4, 'Person'),
    })),
    trucks: Array.from({ length: Math.round(size / 10) }, () => {
      const truck = world.entity('Vehicle');
      world.relate('drives', world.entity('Person'), truck);
      return truck;
    }),
    overseas: world.many(size * 0.6, 'OverseasParty'),
    ports: world.many(12, 'Port'),
    goods: world.many(120, 'HSCode'),
  };
}

/** What every enterprise has, honest or not. */
function trade(world: Builder, district: District, enterprise: string): void {
  world.relate('filesAt', enterprise, world.pickSkewed(district.ports));
  for (let i = 0; i < 3; i++) world.relate('dealsIn', enterprise, world.pickSkewed(district.goods));
  const broker = world.pickSkewed(district.brokers);
  world.relate('declaresFor', broker.id, enterprise);
  world.relate('filingAgent', world.pick(broker.filers), enterprise);
  for (let i = 0; i < 2; i++)
    world.relate('importsFrom', enterprise, world.pickSkewed(district.overseas));
  if (world.chance(0.6)) world.relate('carriesFor', world.pickSkewed(district.trucks), enterprise);
  world.relate('hasEmail', enterprise, world.entity('Email'));
}

function honest(
  world: Builder,
  district: District,
  tagged: number,
  owners: string[],
  holdings: readonly string[],
  clients: Map<string, Set<string>>,
): string {
  const enterprise = world.entity(
    'Enterprise',
    world.chance(tagged) ? [world.pick(honestTags)] : [],
  );
  const owner =
    owners.length > 10 && world.chance(0.1) ? world.pick(owners) : world.entity('Person');
  if (world.chance(0.3)) owners.push(owner);
  world.relate('legalRepresentative', owner, enterprise);
  if (holdings.length > 0 && world.chance(0.1))
    world.relate('shareholder', world.pickSkewed(holdings), enterprise);
  else world.relate('shareholder', owner, enterprise);
  if (world.chance(0.3)) world.relate('officer', world.entity('Person'), enterprise);
  hubOrOwn(world, clients, enterprise, 'hasPhone', 'Phone', district.phones, 0.08);
  hubOrOwn(world, clients, enterprise, 'registeredAt', 'Address', district.parks, 0.07);
  trade(world, district, enterprise);
  return enterprise;
}

function hubOrOwn(
  world: Builder,
  clients: Map<string, Set<string>>,
  enterprise: string,
  kind: string,
  type: string,
  hubs: readonly string[],
  probability: number,
): void {
  const hub = world.chance(probability) ? world.pickSkewed(hubs) : null;
  world.relate(kind, enterprise, hub ?? world.entity(type));
  if (hub === null) return;
  const members = clients.get(hub) ?? new Set();
  clients.set(hub, members.add(enterprise));
}

/** Several firms of one couple at one address with one phone, honestly declared as such. */
function family(world: Builder, district: District, tagged: number): Set<string> {
  const [head, spouse] = [world.entity('Person'), world.entity('Person')];
  world.relate('family', head, spouse);
  const [phone, address] = [world.entity('Phone'), world.entity('Address')];
  const members = new Set([head, spouse]);
  for (let i = 0; i < 3 + world.random.below(5); i++) {
    const enterprise = world.entity(
      'Enterprise',
      world.chance(tagged) ? [world.pick(honestTags)] : [],
    );
    members.add(enterprise);
    world.relate('legalRepresentative', i % 3 === 0 ? spouse : head, enterprise);
    world.relate('shareholder', head, enterprise);
    world.relate('shareholder', spouse, enterprise);
    world.relate('hasPhone', enterprise, phone);
    world.relate('registeredAt', enterprise, address);
    trade(world, district, enterprise);
  }
  return members;
}

/** Shells in the names of fronts, reached by the crew's phones, at the crew's addresses, run from its devices; each thing only with some probability. */
function gang(
  world: Builder,
  district: District,
  { shells: [least, most], shared, tagged }: CustomsWorldOptions,
): Set<string> {
  const size = least + world.random.below(most - least + 1);
  const boss = world.entity('Person');
  const fronts = world.many(size / 3, 'Person');
  const crew = {
    hasPhone: world.many(size / 4, 'Phone'),
    registeredAt: world.many(size / 4, 'Address'),
    hasDevice: world.many(size / 8, 'Device'),
    hasAccount: world.many(size / 6, 'Account'),
  };
  const truck = world.entity('Vehicle');
  const overseas = world.many(2, 'OverseasParty');
  const members = new Set<string>([boss, ...fronts]);
  const types = {
    hasPhone: 'Phone',
    registeredAt: 'Address',
    hasDevice: 'Device',
    hasAccount: 'Account',
  };
  for (let i = 0; i < size; i++) {
    const shell = world.entity('Enterprise', world.chance(tagged[0]) ? [world.pick(gangTags)] : []);
    members.add(shell);
    const front = fronts[i % fronts.length] as string;
    world.relate('legalRepresentative', front, shell);
    world.relate('shareholder', world.chance(shared / 2) ? boss : front, shell);
    if (world.chance(shared / 2)) world.relate('officer', boss, shell);
    for (const kind of ['hasPhone', 'registeredAt', 'hasDevice', 'hasAccount'] as const)
      if (world.chance(shared)) world.relate(kind, shell, world.pick(crew[kind]));
      else if (world.chance(0.5)) world.relate(kind, shell, world.entity(types[kind]));
    if (world.chance(shared)) world.relate('carriesFor', truck, shell);
    if (world.chance(shared)) world.relate('importsFrom', shell, world.pick(overseas));
    // Shells use the district's hubs too.
    if (world.chance(0.08)) world.relate('hasPhone', shell, world.pickSkewed(district.phones));
    if (world.chance(0.07)) world.relate('registeredAt', shell, world.pickSkewed(district.parks));
    trade(world, district, shell);
  }
  // A stranger got one of their numbers.
  const stranger = world.entity('Enterprise');
  world.relate('legalRepresentative', world.entity('Person'), stranger);
  world.relate('hasPhone', stranger, world.pick(crew.hasPhone));
  trade(world, district, stranger);
  return members;
}
