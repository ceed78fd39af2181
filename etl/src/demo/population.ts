/** The honest district: brokers, carriers, traders, holdings, their people, shares, trucks, ships and trade, with hubs as honest districts have them. */
import { account as accountOf, imo } from './identities.ts';
import { Sampler, zipf, type Random } from './random.ts';
import { industries } from './trade.ts';
import { ref } from './ref.ts';
import { places, type Place } from './places.ts';
import { banks } from './vocabulary.ts';
import { placeSampler } from './makers.ts';
import type { Campaign, Enterprise, OverseasParty, Person, Site, Truck, World } from './world.ts';

const industrySampler = new Sampler(industries.map((industry) => industry.weight));

export function populate(world: World): void {
  const rng = world.random('population');
  const { size } = world.options;
  const hubs = honestHubs(world, rng, size);
  makeBrokers(world, world.random('brokers'), Math.max(8, Math.round(size * 0.03)));
  makeCarriers(world, world.random('carriers'), Math.max(6, Math.round(size * 0.04)));
  makeOverseas(world, world.random('overseas'), Math.max(60, Math.round(size * 0.9)));
  makeTraders(world, rng, size - world.brokers.length - world.carriers.length, hubs);
  makePosts(world, world.random('posts'));
  makeShares(world, world.random('shares'));
  makeContacts(world, world.random('contacts'));
  makeShips(world, world.random('ships'), Math.max(5, Math.round(size / 100)));
  makeTrucks(world, world.random('trucks'), Math.max(20, Math.round((size * 400) / 3_000)));
  makeTrade(world, world.random('trade'));
}

interface Hubs {
  /** Registration addresses that many firms share as the law allows. */
  readonly incubators: readonly Site[];
  /** Bookkeepers whose phone stands in many registrations. */
  readonly bookkeepers: readonly string[];
  readonly members: Map<string, Enterprise[]>;
}

export function placeOf(rng: Random): Place {
  return places[rng.weighted(placeSampler)] as Place;
}

function honestHubs(world: World, rng: Random, size: number): Hubs {
  const incubators = Array.from({ length: Math.max(2, Math.round(size / 250)) }, () => {
    const site = world.makers.site(rng, placeOf(rng));
    return { ...site, text: `${site.text.replace(/号.*$/, '号')}商务秘书公司集群注册` };
  });
  const bookkeepers = Array.from({ length: Math.max(2, Math.round(size / 200)) }, () =>
    world.makers.phone(),
  );
  return { incubators, bookkeepers, members: new Map() };
}

function add(world: World, enterprise: Enterprise): Enterprise {
  world.enterprises.push(enterprise);
  return enterprise;
}

export function newPerson(world: World, rng: Random, given: Partial<Person> = {}): Person {
  const person = world.makers.person(rng, given);
  world.people.push(person);
  return person;
}

export function newEnterprise(
  world: World,
  rng: Random,
  given: Parameters<World['makers']['enterprise']>[1],
): Enterprise {
  const legal = given.legal ?? newPerson(world, rng);
  return add(world, world.makers.enterprise(rng, { ...given, legal }));
}

function makeBrokers(world: World, rng: Random, count: number): void {
  for (let i = 0; i < count; i++) {
    const broker = newEnterprise(world, rng, {
      place: placeOf(rng),
      industry: null,
      kind: 'broker',
      status: '存续',
      founded: world.firstDay - rng.int(1_000, 6_000),
    });
    world.brokers.push(broker);
    world.filers.set(
      broker.no,
      Array.from({ length: 2 + Math.floor(16 / (i + 1)) + rng.int(0, 2) }, () =>
        newPerson(world, rng),
      ),
    );
  }
}

function makeCarriers(world: World, rng: Random, count: number): void {
  for (let i = 0; i < count; i++)
    world.carriers.push(
      newEnterprise(world, rng, {
        place: placeOf(rng),
        industry: null,
        kind: 'carrier',
        status: '存续',
        founded: world.firstDay - rng.int(1_000, 6_000),
      }),
    );
}

function makeOverseas(world: World, rng: Random, count: number): void {
  const countries = [...new Set(industries.flatMap((industry) => industry.partners))];
  const sampler = new Sampler(
    countries.map((country) =>
      country === 'HK' ? 9 : country === 'US' || country === 'JP' ? 3 : 1,
    ),
  );
  for (let i = 0; i < count; i++)
    world.overseas.push(
      world.makers.overseas(
        rng,
        i < countries.length
          ? (countries[i] as string)
          : (countries[rng.weighted(sampler)] as string),
      ),
    );
}

function makeTraders(world: World, rng: Random, count: number, hubs: Hubs): void {
  const incubatorSampler = new Sampler(zipf(hubs.incubators.length, 0.8));
  const bookkeeperSampler = new Sampler(zipf(hubs.bookkeepers.length, 0.8));
  const owners: Person[] = [];
  for (let i = 0; i < count; i++) {
    const holding = i % 60 === 59;
    const place = placeOf(rng);
    const incubated =
      !holding && rng.chance(0.05) ? hubs.incubators[rng.weighted(incubatorSampler)] : undefined;
    const phone = rng.chance(0.06) ? hubs.bookkeepers[rng.weighted(bookkeeperSampler)] : undefined;
    /* Some people have several firms. */
    const legal = owners.length > 20 && rng.chance(0.08) ? rng.pick(owners) : newPerson(world, rng);
    if (rng.chance(0.3)) owners.push(legal);
    const enterprise = add(
      world,
      world.makers.enterprise(rng, {
        place,
        industry: holding
          ? null
          : (industries[rng.weighted(industrySampler)] as (typeof industries)[number]),
        kind: holding ? 'holding' : 'trader',
        legal,
        ...(incubated === undefined ? {} : { site: incubated }),
        ...(phone === undefined ? {} : { phone }),
        ...(holding || rng.chance(0.12) ? { customsDay: null } : {}),
      }),
    );
    if (incubated !== undefined) note(hubs.members, `address ${incubated.text}`, enterprise);
    if (phone !== undefined) note(hubs.members, `phone ${phone}`, enterprise);
  }
  const largest = [...hubs.members]
    .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
    .slice(0, 4);
  for (const [hub, members] of largest) {
    const address = hub.startsWith('address ');
    const text = hub.slice(hub.indexOf(' ') + 1);
    world.answers.lookAlikes.push({
      of: 'shared contact',
      zh: address ? '集群注册地址，企业之间无其他关联' : '代理记账电话，企业之间无其他关联',
      en: address
        ? 'an address for collective registration; its firms have nothing else in common'
        : "a bookkeeper's phone; its firms have nothing else in common",
      members: [address ? ref.address(text) : ref.phone(text), ...members.map(ref.enterprise)],
    });
  }
}

function note(map: Map<string, Enterprise[]>, key: string, enterprise: Enterprise): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [enterprise]);
  else list.push(enterprise);
}

function makePosts(world: World, rng: Random): void {
  const { posts } = world;
  for (const enterprise of world.enterprises) {
    const { founded } = enterprise;
    if (rng.chance(0.12)) {
      const change = founded + rng.int(200, 2_000);
      if (change < world.lastDay) {
        posts.push({
          person: newPerson(world, rng),
          enterprise,
          post: '法定代表人',
          from: founded,
          to: change,
        });
        posts.push({
          person: enterprise.legal,
          enterprise,
          post: '法定代表人',
          from: change,
          to: null,
        });
      }
    }
    posts.push({
      person: enterprise.legal,
      enterprise,
      post: rng.pick(['执行董事', '总经理']),
      from: founded,
      to: null,
    });
    if (rng.chance(0.18))
      posts.push({
        person: newPerson(world, rng),
        enterprise,
        post: '监事',
        from: founded,
        to: null,
      });
    if (enterprise.capital >= 500 && rng.chance(0.2))
      posts.push({
        person: newPerson(world, rng),
        enterprise,
        post: '财务负责人',
        from: founded,
        to: null,
      });
  }
  for (let i = 0; i + 1 < world.people.length; i += 61) {
    world.kin.push({
      person: world.people[i] as Person,
      relative: world.people[i + 1] as Person,
      kinship: rng.pick(['配偶', '兄弟姐妹', '父母', '子女']),
    });
  }
}

function makeShares(world: World, rng: Random): void {
  const holdings = world.enterprises.filter((enterprise) => enterprise.kind === 'holding');
  const held = new Sampler(zipf(Math.max(1, holdings.length), 0.7));
  /* In a small firm the other shareholder is the supervisor. */
  const supervisors = new Map(
    world.posts.flatMap(({ person, enterprise, post }) =>
      post === '监事' ? [[enterprise.no, person] as const] : [],
    ),
  );
  for (const enterprise of world.enterprises) {
    if (enterprise.kind === 'holding') {
      world.shares.push({
        holder: enterprise.legal,
        enterprise,
        share: 10_000,
        from: enterprise.founded,
        to: null,
      });
      continue;
    }
    const parent =
      holdings.length > 0 && rng.chance(0.12)
        ? (holdings[rng.weighted(held)] as Enterprise)
        : undefined;
    const from =
      parent === undefined ? enterprise.founded : Math.max(enterprise.founded, parent.founded);
    const first = rng.pick([
      10_000, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000, 10_000, 9_000, 7_000,
      6_000, 5_100,
    ]);
    world.shares.push({
      holder: parent ?? enterprise.legal,
      enterprise,
      share: first,
      from,
      to: null,
    });
    if (first < 10_000)
      world.shares.push({
        holder: supervisors.get(enterprise.no) ?? newPerson(world, rng),
        enterprise,
        share: 10_000 - first,
        from,
        to: null,
      });
  }
}

function makeContacts(world: World, rng: Random): void {
  world.enterprises.forEach((enterprise, index) => {
    if (rng.chance(0.55)) {
      const bank = rng.int(0, banks.length - 1);
      world.contacts.push({
        owner: enterprise,
        account: accountOf(bank, index * 97 + 5),
        bank: `${banks[bank] as string}${enterprise.site.city.slice(0, -1)}分行`,
        phone: enterprise.phone,
        email: enterprise.email,
        from: enterprise.founded,
      });
    }
    if (rng.chance(0.12))
      world.contacts.push({
        owner: enterprise.legal,
        account: world.makers.card(),
        bank: rng.pick(banks),
        from: enterprise.founded,
      });
    if (rng.chance(0.15))
      world.contacts.push({
        owner: enterprise,
        device: world.makers.device(),
        deviceKind: rng.pick(['手机', '报关终端', '电脑']),
        from: enterprise.founded,
      });
  });
}

const vesselWords = ['粤海运', '穗港', '珠江之星', '鹏程', '粤航货', '港湾'] as const;

function makeShips(world: World, rng: Random, count: number): void {
  for (let i = 0; i < count; i++) {
    const owner = rng.pick(world.carriers);
    const operator = rng.chance(0.6) ? owner : rng.pick(world.carriers);
    const hong = rng.chance(0.3);
    world.ships.push({
      imo: imo(i * 3),
      mmsi: `${hong ? '4779' : '4139'}${String(50_000 + i * 13).padStart(5, '0')}`,
      name: `${vesselWords[i % vesselWords.length] as string}${String(101 + i * 7)}`,
      englishName: `YUE HAI YUN ${101 + i * 7}`,
      callSign: `B${hong ? 'V' : 'P'}${String.fromCharCode(65 + (i % 26))}${String(i % 10)}`,
      flag: hong ? '中国香港' : rng.chance(0.1) ? '巴拿马' : '中国',
      kind: rng.pick(['集装箱船', '多用途船', '内河货船', '散货船']),
      tonnage: rng.int(800, 9_800),
      owner,
      operator,
    });
  }
}

function makeTrucks(world: World, rng: Random, count: number): void {
  const sampler = new Sampler(zipf(world.carriers.length, 0.7));
  for (let i = 0; i < count; i++) {
    const user = world.carriers[rng.weighted(sampler)] as Enterprise;
    const drivers = [
      newPerson(world, rng, { gender: '男' }),
      ...(rng.chance(0.25) ? [newPerson(world, rng, { gender: '男' })] : []),
    ];
    const owner = rng.chance(0.3) ? (drivers[0] as Person) : user;
    addTruck(
      world,
      world.makers.truck(rng, {
        owner,
        user,
        drivers,
        since: Math.max(user.founded, world.firstDay - rng.int(0, 1_500)),
        crossBorder: rng.chance(0.4),
        leased: owner !== user,
      }),
    );
  }
}

export function addTruck(world: World, truck: Truck): Truck {
  world.trucks.push(truck);
  const fleet = world.fleet.get(truck.user.no);
  if (fleet === undefined) world.fleet.set(truck.user.no, [truck]);
  else fleet.push(truck);
  return truck;
}

function makeTrade(world: World, rng: Random): void {
  const traders = world.enterprises.filter(
    (enterprise) =>
      enterprise.kind === 'trader' &&
      enterprise.customsDay !== null &&
      enterprise.status !== '注销',
  );
  const byCountry = new Map<string, OverseasParty[]>();
  for (const party of world.overseas) {
    const list = byCountry.get(party.country);
    if (list === undefined) byCountry.set(party.country, [party]);
    else list.push(party);
  }
  const samplers = new Map(
    [...byCountry].map(([country, parties]) => [country, new Sampler(zipf(parties.length, 0.6))]),
  );
  const brokerSampler = new Sampler(zipf(world.brokers.length, 0.85));
  const carrierSampler = new Sampler(zipf(world.carriers.length, 0.6));
  const rates = rng.shuffle(zipf(traders.length, 0.75));
  traders.forEach((trader, index) => {
    const industry = trader.industry;
    if (industry === null || trader.customsDay === null) return;
    const partners = Array.from({ length: rng.int(1, 5) }, () => {
      const country = rng.pick(industry.partners);
      const parties = byCountry.get(country) ?? world.overseas;
      return parties[rng.weighted(samplers.get(country) as Sampler)] as OverseasParty;
    });
    const brokers = Array.from(
      { length: rng.chance(0.3) ? 2 : 1 },
      () => world.brokers[rng.weighted(brokerSampler)] as Enterprise,
    );
    const main = trader.place.offices.slice(0, rng.chance(0.25) ? 2 : 1);
    world.campaigns.push({
      trader,
      from: Math.max(world.firstDay, trader.customsDay),
      to: world.lastDay,
      rate: rates[index] as number,
      imports: Math.min(1, Math.max(0, industry.imports + (rng.next() - 0.5) * 0.4)),
      lines: rng.shuffle(industry.lines).slice(0, rng.int(1, Math.min(5, industry.lines.length))),
      partners: [...new Set(partners)],
      offices: rng.chance(0.15) ? [rng.pick(trader.place.offices)] : main,
      brokers,
      filers: brokers.map((broker) => rng.pick(world.filers.get(broker.no) ?? [])),
      carriers: Array.from(
        { length: rng.chance(0.4) ? 2 : 1 },
        () => world.carriers[rng.weighted(carrierSampler)] as Enterprise,
      ),
      trucks: [],
      containers: [],
      priceFactor: 0.85 + rng.next() * 0.3,
      inspected: 0.05,
      wrong: 0.03,
    } satisfies Campaign);
  });
}
