/** What makes a gang: the people, phones, sites and trucks that stay while its shells change. */
import type { Ref } from './answers.ts';
import { ref } from './ref.ts';
import { addTruck, newEnterprise, newPerson } from './population.ts';
import type { Random } from './random.ts';
import { industries, type Industry } from './trade.ts';
import { places, type Place } from './places.ts';
import type { Campaign, Enterprise, OverseasParty, Person, Site, Truck, World } from './world.ts';

export interface Crew {
  readonly boss: Person;
  readonly fronts: readonly Person[];
  readonly drivers: readonly Person[];
  readonly filer: Person;
  readonly phones: readonly string[];
  readonly device: string;
  readonly account: string;
  readonly sites: readonly Site[];
  readonly overseas: readonly OverseasParty[];
  readonly containers: readonly string[];
  readonly broker: Enterprise;
  readonly trucks: Truck[];
}

export function industryNamed(word: string): Industry {
  const found = industries.find((industry) => industry.name.includes(word));
  if (found === undefined) throw new RangeError(`no industry ${word}`);
  return found;
}

export function placeNamed(city: string): Place {
  const found = places.find((place) => place.city === city);
  if (found === undefined) throw new RangeError(`no place ${city}`);
  return found;
}

export function gather(
  world: World,
  rng: Random,
  place: Place,
  options: {
    fronts: number;
    drivers: number;
    phones: number;
    sites: number;
    overseas: readonly string[];
    containers: number;
  },
): Crew {
  const { makers } = world;
  const broker = world.brokers[
    world.brokers.length - 1 - rng.int(0, Math.min(5, world.brokers.length - 1))
  ] as Enterprise;
  return {
    boss: newPerson(world, rng, { gender: '男' }),
    fronts: Array.from({ length: options.fronts }, () => newPerson(world, rng)),
    drivers: Array.from({ length: options.drivers }, () => newPerson(world, rng, { gender: '男' })),
    filer: newPerson(world, rng),
    phones: Array.from({ length: options.phones }, () => makers.phone()),
    device: makers.device(),
    account: makers.account(7),
    sites: Array.from({ length: options.sites }, () => makers.site(rng, place)),
    overseas: options.overseas.map((country) => {
      const party = makers.overseas(rng, country);
      world.overseas.push(party);
      return party;
    }),
    containers: Array.from({ length: options.containers }, () => makers.container()),
    broker,
    trucks: [],
  };
}

/** A shell of the crew: a front's name, one of their phones and sites, the crew's device or account. */
export function shell(
  world: World,
  rng: Random,
  crew: Crew,
  index: number,
  given: { place: Place; industry: Industry; founded: number; legal?: Person },
): Enterprise {
  const enterprise = newEnterprise(world, rng, {
    place: given.place,
    industry: given.industry,
    founded: given.founded,
    customsDay: given.founded + rng.int(12, 30),
    capital: rng.pick([50, 100, 100, 200]),
    status: '存续',
    credit: '注册登记和备案企业',
    formerName: null,
    legal: given.legal ?? (crew.fronts[index % crew.fronts.length] as Person),
    phone: crew.phones[index % crew.phones.length] as string,
    site: crew.sites[index % crew.sites.length] as Site,
  });
  world.shares.push({
    holder: enterprise.legal,
    enterprise,
    share: 9_000,
    from: given.founded,
    to: null,
  });
  world.shares.push({
    holder: index % 3 === 0 ? crew.boss : (crew.fronts[(index + 1) % crew.fronts.length] as Person),
    enterprise,
    share: 1_000,
    from: given.founded,
    to: null,
  });
  world.contacts.push({
    owner: enterprise,
    phone: crew.phones[(index + 1) % crew.phones.length] as string,
    from: given.founded,
  });
  if (index % 2 === 0)
    world.contacts.push({
      owner: enterprise,
      device: crew.device,
      deviceKind: '报关终端',
      from: given.founded,
    });
  else
    world.contacts.push({
      owner: enterprise,
      account: crew.account,
      bank: '深圳农村商业银行宝安支行',
      from: given.founded,
    });
  world.posts.push({ person: crew.boss, enterprise, post: '监事', from: given.founded, to: null });
  return enterprise;
}

export function equip(
  world: World,
  rng: Random,
  crew: Crew,
  user: Enterprise,
  count: number,
  since: number,
): void {
  for (let i = 0; i < count; i++) {
    const driver = crew.drivers[i % crew.drivers.length] as Person;
    crew.trucks.push(
      addTruck(
        world,
        world.makers.truck(rng, {
          owner: driver,
          user,
          drivers: [driver, ...(i === 0 ? crew.drivers.slice(1, 2) : [])],
          since,
          crossBorder: true,
          leased: true,
        }),
      ),
    );
  }
}

export function persistent(crew: Crew): Ref[] {
  return [
    ref.person(crew.boss),
    ...crew.fronts.map(ref.person),
    ...crew.drivers.map(ref.person),
    ref.person(crew.filer),
    ...crew.phones.map(ref.phone),
    ref.device(crew.device),
    ref.account(crew.account),
    ...crew.sites.map((site) => ref.address(site.text)),
    ...crew.overseas.map(ref.overseas),
    ...crew.trucks.map(ref.truck),
  ];
}

export function plan(
  world: World,
  crew: Crew,
  trader: Enterprise,
  given: Pick<
    Campaign,
    'rate' | 'imports' | 'lines' | 'offices' | 'priceFactor' | 'inspected' | 'wrong' | 'seizure'
  > & { from: number; to: number },
): void {
  const carrier = crew.trucks[0]?.user ?? (world.carriers[0] as Enterprise);
  world.planned.push({
    trader,
    partners: crew.overseas,
    brokers: [crew.broker],
    filers: [crew.filer],
    carriers: [carrier.kind === 'carrier' ? carrier : (world.carriers[0] as Enterprise)],
    trucks: crew.trucks,
    containers: crew.containers,
    ...given,
    from: Math.max(given.from, world.firstDay),
    to: Math.min(given.to, world.lastDay),
  });
}
