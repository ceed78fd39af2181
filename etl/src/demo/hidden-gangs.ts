/** Three hidden gangs of shells, one of which goes on elsewhere after its seizure, and honest firms that look like them. */
import { ref, type GangAnswer, type Ref } from './answers.ts';
import { chineseDay, writtenDay } from './days.ts';
import { addTruck, newEnterprise, newPerson } from './population.ts';
import type { Random } from './random.ts';
import { industries, type Industry } from './trade.ts';
import { places, type Place } from './vocabulary.ts';
import type { Campaign, Enterprise, OverseasParty, Person, Site, Truck, World } from './world.ts';

interface Crew {
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

function industryNamed(word: string): Industry {
  const found = industries.find((industry) => industry.name.includes(word));
  if (found === undefined) throw new RangeError(`no industry ${word}`);
  return found;
}

function placeNamed(city: string): Place {
  const found = places.find((place) => place.city === city);
  if (found === undefined) throw new RangeError(`no place ${city}`);
  return found;
}

function gather(world: World, rng: Random, place: Place, options: { fronts: number; drivers: number; phones: number; sites: number; overseas: readonly string[]; containers: number }): Crew {
  const { makers } = world;
  const broker = world.brokers[world.brokers.length - 1 - rng.int(0, Math.min(5, world.brokers.length - 1))] as Enterprise;
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
function shell(world: World, rng: Random, crew: Crew, index: number, given: { place: Place; industry: Industry; founded: number; legal?: Person }): Enterprise {
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
  world.shares.push({ holder: enterprise.legal, enterprise, share: 9_000, from: given.founded, to: null });
  world.shares.push({ holder: index % 3 === 0 ? crew.boss : (crew.fronts[(index + 1) % crew.fronts.length] as Person), enterprise, share: 1_000, from: given.founded, to: null });
  world.contacts.push({ owner: enterprise, phone: crew.phones[(index + 1) % crew.phones.length] as string, from: given.founded });
  if (index % 2 === 0) world.contacts.push({ owner: enterprise, device: crew.device, deviceKind: '报关终端', from: given.founded });
  else world.contacts.push({ owner: enterprise, account: crew.account, bank: '深圳农村商业银行宝安支行', from: given.founded });
  world.posts.push({ person: crew.boss, enterprise, post: '监事', from: given.founded, to: null });
  return enterprise;
}

function equip(world: World, rng: Random, crew: Crew, user: Enterprise, count: number, since: number): void {
  for (let i = 0; i < count; i++) {
    const driver = crew.drivers[i % crew.drivers.length] as Person;
    crew.trucks.push(addTruck(world, world.makers.truck(rng, { owner: driver, user, drivers: [driver, ...(i === 0 ? crew.drivers.slice(1, 2) : [])], since, crossBorder: true, leased: true })));
  }
}

function persistent(crew: Crew): Ref[] {
  return [
    ref.person(crew.boss), ...crew.fronts.map(ref.person), ...crew.drivers.map(ref.person), ref.person(crew.filer), ...crew.phones.map(ref.phone), ref.device(crew.device), ref.account(crew.account),
    ...crew.sites.map((site) => ref.address(site.text)), ...crew.overseas.map(ref.overseas), ...crew.trucks.map(ref.truck),
  ];
}

function plan(world: World, crew: Crew, trader: Enterprise, given: Pick<Campaign, 'rate' | 'imports' | 'lines' | 'offices' | 'priceFactor' | 'inspected' | 'wrong' | 'seizure'> & { from: number; to: number }): void {
  const carrier = crew.trucks[0]?.user ?? (world.carriers[0] as Enterprise);
  world.planned.push({
    trader, partners: crew.overseas, brokers: [crew.broker], filers: [crew.filer], carriers: [carrier.kind === 'carrier' ? carrier : (world.carriers[0] as Enterprise)], trucks: crew.trucks, containers: crew.containers, ...given,
    from: Math.max(given.from, world.firstDay), to: Math.min(given.to, world.lastDay),
  });
}

/** Frozen meat declared as fish; seized at Shekou, goes on at Gaolan under new names. */
export function driftingGang(world: World): void {
  const rng = world.random('gang drift');
  const food = industryNamed('食品进口');
  const shenzhen = placeNamed('深圳市');
  const zhuhai = placeNamed('珠海市');
  const crew = gather(world, rng, shenzhen, { fronts: 4, drivers: 3, phones: 3, sites: 2, overseas: ['HK', 'BR', 'VN'], containers: 24 });
  const seized = world.firstDay + 405;
  const closed = seized + 66;
  const start = world.firstDay - 200;
  const old = Array.from({ length: 8 }, (_, i) => shell(world, rng, crew, i, { place: shenzhen, industry: food, founded: start + i * 25 }));
  equip(world, rng, crew, old[0] as Enterprise, 3, start + 60);
  const fish = food.lines.filter((line) => line.code.startsWith('03'));
  const seizure = `蛇关缉查〔${writtenDay(seized).slice(0, 4)}〕0417号`;
  old.forEach((trader, i) => plan(world, crew, trader, { ...(i === 0 ? { seizure: { day: seized, number: seizure } } : {}), from: trader.founded + 40, to: seized + (i === 0 ? 0 : 25), rate: 0.16, imports: 1, lines: fish, offices: ['5304'], priceFactor: 0.55, inspected: 0.08, wrong: 0.35 }));
  const relatives = [newPerson(world, rng, { gender: '女' }), newPerson(world, rng, { gender: '男' })];
  world.kin.push({ person: crew.boss, relative: relatives[0] as Person, kinship: '配偶' }, { person: crew.fronts[0] as Person, relative: relatives[1] as Person, kinship: '兄弟姐妹' });
  const fresh = Array.from({ length: 5 }, (_, i) => shell(world, rng, crew, i + 1, { place: zhuhai, industry: food, founded: closed - 20 + i * 16, ...(i < 4 ? { legal: relatives[i % 2] as Person } : {}) }));
  const first = closed + 45;
  fresh.forEach((trader, i) => plan(world, crew, trader, { from: first + i * 9, to: world.lastDay, rate: 0.2, imports: 1, lines: fish, offices: ['5720'], priceFactor: 0.57, inspected: 0.05, wrong: 0.2 }));
  const core = old[0] as Enterprise;
  const truck = crew.trucks[0] as Truck;
  const number = `蛇缉刑字〔${writtenDay(seized).slice(0, 4)}〕26号`;
  world.findings.push({ kind: 'seizure', cells: { number: seizure, day: seized, place: '蛇口集装箱码头', uscc: core.uscc, name: core.name, plate: truck.plate, container: crew.containers[0] as string, driverName: truck.drivers[0]?.name ?? '', driverId: truck.drivers[0]?.id ?? '', amount: 386.4, goods: '申报冻鱼，实为冻牛肉、冻猪杂碎共 78.2 吨' } });
  const parties: [Enterprise | null, Person | null, string][] = [[core, crew.fronts[0] as Person, '主犯'], [old[1] as Enterprise, crew.fronts[1] as Person, '从犯'], [old[2] as Enterprise, null, '涉案单位']];
  for (const [enterprise, person, role] of parties) {
    world.findings.push({ kind: 'case', cells: { number, kind: '走私案件', opened: seized + 2, closed, status: '已结案', amount: 2_140.5, description: '伪报品名走私冻品', uscc: enterprise?.uscc ?? null, enterpriseName: enterprise?.name ?? null, personName: person?.name ?? null, personId: person?.id ?? null, wanted: '否', role, plate: person === crew.fronts[0] ? truck.plate : null } });
  }
  world.answers.gangs.push({
    id: 'drift', zh: `蛇口冻品团伙（${chineseDay(seized)}查获，后转移至高栏）`, en: 'frozen meat by way of Shekou, after its seizure by way of Gaolan', core: ref.enterprise(core), shells: old.map(ref.enterprise), persistent: persistent(crew), cases: [ref.case(number), ref.case(seizure)],
    drift: { seized: writtenDay(seized), closed: writtenDay(closed), fromOffice: ref.port('5304'), toOffice: ref.port('5720'), firstFiling: writtenDay(first), newShells: fresh.map(ref.enterprise) },
  } satisfies GangAnswer);
  world.answers.begin = { key: ref.enterprise(core), dataset: 'enterprise-registry', recordKey: [core.uscc], name: core.name };
  honestMovers(world, first);
}

/** Chips at a third of their price by cross-border truck; the case is still open. */
export function undervaluingGang(world: World): void {
  const rng = world.random('gang undervalue');
  const chips = industryNamed('批发业（电子');
  const place = placeNamed('深圳市');
  const crew = gather(world, rng, place, { fronts: 3, drivers: 2, phones: 2, sites: 2, overseas: ['HK', 'HK'], containers: 0 });
  const members = Array.from({ length: 6 }, (_, i) => shell(world, rng, crew, i, { place, industry: chips, founded: world.firstDay - 300 + i * 70 }));
  equip(world, rng, crew, members[1] as Enterprise, 2, world.firstDay - 180);
  members.forEach((trader) => plan(world, crew, trader, { from: trader.founded + 40, to: world.lastDay, rate: 0.14, imports: 1, lines: chips.lines.slice(0, 3), offices: ['5301'], priceFactor: 0.32, inspected: 0.06, wrong: 0.3 }));
  const opened = world.lastDay - 45;
  const number = `皇缉刑字〔${writtenDay(opened).slice(0, 4)}〕9号`;
  for (const [i, enterprise] of members.slice(0, 2).entries()) {
    const person = crew.fronts[i] as Person;
    world.findings.push({ kind: 'case', cells: { number, kind: '走私案件', opened, closed: null, status: '侦办中', amount: 3_960, description: '低报价格走私集成电路', uscc: enterprise.uscc, enterpriseName: enterprise.name, personName: person.name, personId: person.id, wanted: i === 1 ? '是' : '否', role: i === 0 ? '主犯' : '从犯', plate: null } });
  }
  world.answers.gangs.push({ id: 'undervalue', zh: '皇岗芯片低报团伙（案件侦办中）', en: 'undervalued chips by way of Huanggang, case open', core: ref.enterprise(members[0] as Enterprise), shells: members.map(ref.enterprise), persistent: persistent(crew), cases: [ref.case(number)], drift: null });
}

/** Plastic waste as raw plastic; nobody has opened a case yet. */
export function wasteGang(world: World): void {
  const rng = world.random('gang waste');
  const plastics = industryNamed('塑料');
  const place = placeNamed('东莞市');
  const crew = gather(world, rng, place, { fronts: 4, drivers: 2, phones: 3, sites: 3, overseas: ['HK', 'MY', 'TH'], containers: 30 });
  const members = Array.from({ length: 9 }, (_, i) => shell(world, rng, crew, i, { place, industry: plastics, founded: world.firstDay - 420 + i * 90 }));
  equip(world, rng, crew, members[0] as Enterprise, 3, world.firstDay - 200);
  members.forEach((trader) => plan(world, crew, trader, { from: trader.founded + 40, to: world.lastDay, rate: 0.1, imports: 1, lines: plastics.lines.filter((line) => line.code.startsWith('390')), offices: ['5201', '5204'], priceFactor: 0.4, inspected: 0.07, wrong: 0.25 }));
  members.slice(0, 3).forEach((enterprise, i) => {
    world.findings.push({ kind: 'tax', cells: { number: `税稽〔2026〕${String(70_001 + i)}`, kind: i === 0 ? '税务' : '稽查', uscc: enterprise.uscc, name: enterprise.name, day: world.lastDay - 120 + i * 9, amount: 418_000 + i * 12_350, finding: i === 0 ? '拆分收付汇' : '发现问题', remark: i === 0 ? '多个账户拆分付汇' : '账实不符' } });
  });
  world.answers.gangs.push({ id: 'waste', zh: '黄埔、凤岗废塑料团伙（未立案）', en: 'plastic waste by way of Huangpu and Fenggang, no case yet', core: ref.enterprise(members[0] as Enterprise), shells: members.map(ref.enterprise), persistent: persistent(crew), cases: [], drift: null });
}

/** A family with many firms under one roof: as close as a gang, prices and findings as anybody's. */
export function familyGroup(world: World): void {
  const rng = world.random('family group');
  const furniture = industryNamed('家具');
  const place = placeNamed('佛山市');
  const head = newPerson(world, rng);
  const child = newPerson(world, rng);
  world.kin.push({ person: head, relative: child, kinship: '子女' });
  const site = world.makers.site(rng, place);
  const phone = world.makers.phone();
  const members = Array.from({ length: 7 }, (_, i) => {
    const founded = world.firstDay - 3_000 + i * 330;
    const enterprise = newEnterprise(world, rng, { place, industry: furniture, founded, customsDay: founded + 60, status: '存续', legal: i % 3 === 0 ? child : head, phone, site, capital: 1_000, formerName: null });
    world.shares.push({ holder: head, enterprise, share: 6_000, from: founded, to: null }, { holder: child, enterprise, share: 4_000, from: founded, to: null });
    return enterprise;
  });
  honestCampaigns(world, rng, members, ['5189'], furniture, 0.12);
  world.answers.lookAlikes.push({ of: 'gang', zh: '家族企业：同一地址、电话、法定代表人，价格正常，无查获', en: 'a family of firms under one roof: usual prices, no findings', members: [...members.map(ref.enterprise), ref.person(head), ref.person(child), ref.phone(phone), ref.address(site.text)] });
}

/** Firms that change from Shekou to Gaolan in the month of the gang's move, with nothing in common with it. */
function honestMovers(world: World, moved: number): void {
  const rng = world.random('movers');
  const place = placeNamed('珠海市');
  const food = industryNamed('食品进口');
  const members = Array.from({ length: 3 }, (_, i) => newEnterprise(world, rng, { place, industry: food, founded: world.firstDay - 1_500 - i * 200, customsDay: world.firstDay - 1_400 - i * 200, status: '存续', formerName: null }));
  honestCampaigns(world, rng, members, ['5304'], food, 0.15, world.firstDay, moved);
  honestCampaigns(world, rng, members, ['5720'], food, 0.15, moved, world.lastDay);
  world.answers.lookAlikes.push({ of: 'drift', zh: '同期由蛇口改报高栏的正常企业', en: 'honest firms that moved from Shekou to Gaolan at the same time', members: members.map(ref.enterprise) });
}

export function honestCampaigns(world: World, rng: Random, members: readonly Enterprise[], offices: readonly string[], industry: Industry, rate: number, from = world.firstDay, to = world.lastDay): void {
  for (const trader of members) {
    const broker = rng.pick(world.brokers);
    world.planned.push({
      trader, from, to, rate, imports: industry.imports, lines: industry.lines, partners: [rng.pick(world.overseas), rng.pick(world.overseas)], offices, brokers: [broker], filers: [rng.pick(world.filers.get(broker.no) ?? [])], carriers: [rng.pick(world.carriers)], trucks: [], containers: [], priceFactor: 1, inspected: 0.05, wrong: 0,
    });
  }
}
