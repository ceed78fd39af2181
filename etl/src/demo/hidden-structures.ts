/** Rings and near-rings, duplicates under several writings, and unremarkable findings among which the real ones hide. */
import type { Edge, RingAnswer } from './answers.ts';
import { ref } from './ref.ts';
import { shortIdNumber } from './identities.ts';
import { messyNames } from './messy-names.ts';
import { newEnterprise, placeOf } from './population.ts';
import type { Random } from './random.ts';
import { industries } from './trade.ts';
import type { Enterprise, OverseasParty, World } from './world.ts';

/** Closed chains of shares of 3, 4 and 5 firms, and as many where one share is missing. */
export function shareRings(world: World): void {
  const rng = world.random('share rings');
  for (const [index, length] of [3, 4, 5, 3, 4].entries()) {
    const near = index >= 3;
    const members = Array.from({ length }, () =>
      newEnterprise(world, rng, {
        place: placeOf(rng),
        industry: rng.pick(industries),
        status: '存续',
        founded: world.firstDay - rng.int(400, 2_500),
      }),
    );
    const edges: Edge[] = members.map((holder, i) => ({
      kind: 'shareholder',
      source: ref.enterprise(holder),
      target: ref.enterprise(members[(i + 1) % length] as Enterprise),
    }));
    const kept = near ? edges.slice(0, -1) : edges;
    kept.forEach((_, i) => {
      const holder = members[i] as Enterprise;
      const enterprise = members[(i + 1) % length] as Enterprise;
      world.shares.push({
        holder,
        enterprise,
        share: 3_000,
        from: Math.max(holder.founded, enterprise.founded),
        to: null,
      });
    });
    for (const enterprise of members)
      world.shares.push({
        holder: enterprise.legal,
        enterprise,
        share: 7_000,
        from: enterprise.founded,
        to: null,
      });
    record(world, {
      id: `shares-${length}${near ? '-near' : ''}`,
      kind: 'shareholding',
      edges: kept,
      missing: near ? (edges[length - 1] as Edge) : null,
    });
  }
}

/** A exports to a party abroad, B imports the same goods from it, A owns B; once without the share. */
export function roundTrips(world: World): void {
  const rng = world.random('round trips');
  const industry = industries[0] as (typeof industries)[number];
  for (let index = 0; index < 3; index++) {
    const near = index === 2;
    const place = placeOf(rng);
    const founded = world.firstDay - rng.int(300, 900);
    const [seller, buyer] = [0, 1].map(() =>
      newEnterprise(world, rng, {
        place,
        industry,
        founded,
        customsDay: founded + 40,
        status: '存续',
        formerName: null,
      }),
    ) as [Enterprise, Enterprise];
    const party = world.makers.overseas(rng, 'HK');
    world.overseas.push(party);
    const line = industry.lines.slice(index, index + 1);
    trade(world, rng, seller, party, line, 0, place.offices[0] as string);
    trade(world, rng, buyer, party, line, 1, place.offices[0] as string);
    const share: Edge = {
      kind: 'shareholder',
      source: ref.enterprise(seller),
      target: ref.enterprise(buyer),
    };
    if (!near)
      world.shares.push({
        holder: seller,
        enterprise: buyer,
        share: 10_000,
        from: founded + 10,
        to: null,
      });
    const edges: Edge[] = [
      { kind: 'exportsTo', source: ref.enterprise(seller), target: ref.overseas(party) },
      { kind: 'importsFrom', source: ref.enterprise(buyer), target: ref.overseas(party) },
    ];
    record(world, {
      id: `round-trip-${index + 1}${near ? '-near' : ''}`,
      kind: 'round-trip',
      edges: near ? edges : [...edges, share],
      missing: near ? share : null,
    });
  }
}

function record(world: World, ring: RingAnswer): void {
  (ring.missing === null ? world.answers.rings : world.answers.nearRings).push(ring);
}

function trade(
  world: World,
  rng: Random,
  trader: Enterprise,
  party: OverseasParty,
  lines: (typeof industries)[number]['lines'],
  imports: number,
  office: string,
): void {
  const broker = rng.pick(world.brokers);
  world.planned.push({
    trader,
    from: world.firstDay,
    to: world.lastDay,
    rate: 0.05,
    imports,
    lines,
    partners: [party],
    offices: [office],
    brokers: [broker],
    filers: [rng.pick(world.filers.get(broker.no) ?? [])],
    carriers: [rng.pick(world.carriers)],
    trucks: [],
    containers: [],
    priceFactor: 1,
    inspected: 0.03,
    wrong: 0,
  });
}

/** Names written in traditional characters, full width, with blanks, or as before a change; parties abroad under two codes. */
export function duplicates(world: World): void {
  const rng = world.random('duplicates');
  const count = Math.round(world.enterprises.length * world.options.noise);
  const named = rng
    .shuffle(world.enterprises.filter((enterprise) => enterprise.code !== null))
    .slice(0, count);
  for (const enterprise of named.sort((a, b) => a.no - b.no)) {
    const names = messyNames(rng, enterprise);
    world.messy.set(enterprise.no, names);
    world.answers.duplicates.push({
      keys: [ref.enterprise(enterprise), ref.customs(enterprise)],
      names: [enterprise.name, ...names],
    });
  }
  /* People known by the fifteen digits of before 2000 in one file and by eighteen in another. */
  for (const enterprise of named
    .filter(({ legal }) => legal.id.slice(6, 8) === '19')
    .slice(0, 12)) {
    world.contacts.push({
      owner: { ...enterprise.legal, id: shortIdNumber(enterprise.legal.id) },
      phone: enterprise.legal.phone,
      from: enterprise.founded,
    });
    world.answers.duplicates.push({
      keys: [ref.person(enterprise.legal)],
      names: [enterprise.legal.name],
    });
  }
  for (const party of rng.shuffle(world.overseas).slice(0, Math.min(15, world.overseas.length))) {
    const twin = world.makers.overseas(
      rng,
      party.country,
      party.name
        .replace(/(Co\.|Limited|Ltd)\.?,?/g, (word) => (word.startsWith('L') ? 'LTD' : 'COMPANY'))
        .toUpperCase(),
    );
    if (twin.name === party.name) continue;
    world.overseas.push(twin);
    const campaign = [...world.campaigns].find(({ partners }) => partners.includes(party));
    if (campaign === undefined) continue;
    world.campaigns[world.campaigns.indexOf(campaign)] = {
      ...campaign,
      partners: [...campaign.partners, twin],
    };
    world.answers.possibleDuplicates.push({ left: ref.overseas(party), right: ref.overseas(twin) });
  }
}

/** Arrears, audits, scores and cases of the rest of the district. */
export function everydayFindings(world: World): void {
  const rng = world.random('findings');
  const traders = world.enterprises.filter(({ code }) => code !== null);
  const span = (): number => world.firstDay + rng.int(0, world.lastDay - world.firstDay);
  const scale = world.options.size / 3_000;
  for (let i = 0; i < Math.round(90 * scale); i++) {
    const enterprise = rng.pick(traders);
    const kind = rng.pick(['欠税', '稽查', '稽查']);
    const finding = kind === '欠税' ? '存在欠税' : rng.pick(['发现问题', '未见异常']);
    world.findings.push({
      kind: 'tax',
      cells: {
        number: `税稽〔2026〕${String(10_001 + i)}`,
        kind,
        uscc: enterprise.uscc,
        name: enterprise.name,
        day: span(),
        amount: finding === '未见异常' ? 0 : rng.int(2_000, 900_000),
        finding,
        remark: null,
      },
    });
  }
  for (let i = 0; i < Math.round(14 * scale); i++) {
    const enterprise = rng.pick(traders);
    const opened = span();
    const closed = opened + rng.int(60, 300) < world.lastDay ? opened + rng.int(30, 60) : null;
    world.findings.push({
      kind: 'case',
      cells: {
        number: `刑字〔${i + 1}〕${rng.int(100, 999)}号`,
        kind: rng.chance(0.4) ? '走私案件' : '刑事案件',
        opened,
        closed,
        status: closed === null ? '侦办中' : '已结案',
        amount: rng.int(20, 900),
        description: rng.pick(['合同诈骗', '走私普通货物', '虚开发票', '骗取出口退税']),
        uscc: enterprise.uscc,
        enterpriseName: enterprise.name,
        personName: enterprise.legal.name,
        personId: enterprise.legal.id,
        wanted: '否',
        role: '涉案单位',
        plate: null,
      },
    });
  }
  for (let i = 0; i < Math.round(24 * scale); i++) {
    const truck = rng.pick(world.trucks);
    const enterprise = rng.pick(traders);
    world.findings.push({
      kind: 'seizure',
      cells: {
        number: `缉查〔2026〕${String(3_001 + i)}号`,
        day: span(),
        place: rng.pick(['皇岗口岸', '盐田国际集装箱码头', '深圳湾口岸', '南沙集装箱码头一期']),
        uscc: enterprise.uscc,
        name: enterprise.name,
        plate: truck.plate,
        container: null,
        driverName: truck.drivers[0]?.name ?? null,
        driverId: truck.drivers[0]?.id ?? null,
        amount: rng.int(1, 60),
        goods: rng.pick(['电子烟', '香烟', '手机', '燕窝', '洋酒']),
      },
    });
  }
  const gangs = new Set(
    world.answers.gangs.flatMap(({ shells, drift }) => [...shells, ...(drift?.newShells ?? [])]),
  );
  for (const enterprise of traders) {
    const shady = gangs.has(ref.enterprise(enterprise));
    if (!shady && !rng.chance(0.4)) continue;
    const risk = Math.min(99, Math.max(1, Math.round((shady ? 62 : 30) + rng.normal() * 14)));
    const anomaly = Math.min(99, Math.max(1, Math.round((shady ? 66 : 28) + rng.normal() * 15)));
    const grade = (score: number): string => (score >= 75 ? '高' : score >= 50 ? '中' : '低');
    world.findings.push({
      kind: 'score',
      cells: {
        code: enterprise.code,
        name: enterprise.name,
        system: '风险预警平台',
        risk,
        anomaly,
        grade: grade(risk),
        anomalyGrade: grade(anomaly),
        day: world.lastDay - 1,
      },
    });
  }
}
