/** Three hidden gangs of shells, one of which goes on elsewhere after its seizure. */
import type { GangAnswer } from './answers.ts';
import { ref } from './ref.ts';
import { chineseDay, writtenDay } from './days.ts';
import { newPerson } from './population.ts';
import type { Enterprise, Person, Truck, World } from './world.ts';

import { equip, gather, industryNamed, persistent, placeNamed, plan, shell } from './crew.ts';
import { honestMovers } from './look-alikes.ts';
/** Frozen meat declared as fish; seized at Shekou, goes on at Gaolan under new names. */
export function driftingGang(world: World): void {
  const rng = world.random('gang drift');
  const food = industryNamed('食品进口');
  const shenzhen = placeNamed('深圳市');
  const zhuhai = placeNamed('珠海市');
  const crew = gather(world, rng, shenzhen, {
    fronts: 4,
    drivers: 3,
    phones: 3,
    sites: 2,
    overseas: ['HK', 'BR', 'VN'],
    containers: 24,
  });
  const seized = world.firstDay + 405;
  const closed = seized + 66;
  const start = world.firstDay - 200;
  const old = Array.from({ length: 8 }, (_, i) =>
    shell(world, rng, crew, i, { place: shenzhen, industry: food, founded: start + i * 25 }),
  );
  equip(world, rng, crew, old[0] as Enterprise, 3, start + 60);
  const fish = food.lines.filter((line) => line.code.startsWith('03'));
  const seizure = `蛇关缉查〔${writtenDay(seized).slice(0, 4)}〕0417号`;
  old.forEach((trader, i) =>
    plan(world, crew, trader, {
      ...(i === 0 ? { seizure: { day: seized, number: seizure } } : {}),
      from: trader.founded + 40,
      to: seized + (i === 0 ? 0 : 25),
      rate: 0.16,
      imports: 1,
      lines: fish,
      offices: ['5304'],
      priceFactor: 0.55,
      inspected: 0.08,
      wrong: 0.35,
    }),
  );
  const relatives = [
    newPerson(world, rng, { gender: '女' }),
    newPerson(world, rng, { gender: '男' }),
  ];
  world.kin.push(
    { person: crew.boss, relative: relatives[0] as Person, kinship: '配偶' },
    { person: crew.fronts[0] as Person, relative: relatives[1] as Person, kinship: '兄弟姐妹' },
  );
  const fresh = Array.from({ length: 5 }, (_, i) =>
    shell(world, rng, crew, i + 1, {
      place: zhuhai,
      industry: food,
      founded: closed - 20 + i * 16,
      ...(i < 4 ? { legal: relatives[i % 2] as Person } : {}),
    }),
  );
  const first = closed + 45;
  fresh.forEach((trader, i) =>
    plan(world, crew, trader, {
      from: first + i * 9,
      to: world.lastDay,
      rate: 0.2,
      imports: 1,
      lines: fish,
      offices: ['5720'],
      priceFactor: 0.57,
      inspected: 0.05,
      wrong: 0.2,
    }),
  );
  const core = old[0] as Enterprise;
  const truck = crew.trucks[0] as Truck;
  const number = `蛇缉刑字〔${writtenDay(seized).slice(0, 4)}〕26号`;
  world.findings.push({
    kind: 'seizure',
    cells: {
      number: seizure,
      day: seized,
      place: '蛇口集装箱码头',
      uscc: core.uscc,
      name: core.name,
      plate: truck.plate,
      container: crew.containers[0] as string,
      driverName: truck.drivers[0]?.name ?? '',
      driverId: truck.drivers[0]?.id ?? '',
      amount: 386.4,
      goods: '申报冻鱼，实为冻牛肉、冻猪杂碎共 78.2 吨',
    },
  });
  const parties: [Enterprise | null, Person | null, string][] = [
    [core, crew.fronts[0] as Person, '主犯'],
    [old[1] as Enterprise, crew.fronts[1] as Person, '从犯'],
    [old[2] as Enterprise, null, '涉案单位'],
  ];
  for (const [enterprise, person, role] of parties) {
    world.findings.push({
      kind: 'case',
      cells: {
        number,
        kind: '走私案件',
        opened: seized + 2,
        closed,
        status: '已结案',
        amount: 2_140.5,
        description: '伪报品名走私冻品',
        uscc: enterprise?.uscc ?? null,
        enterpriseName: enterprise?.name ?? null,
        personName: person?.name ?? null,
        personId: person?.id ?? null,
        wanted: '否',
        role,
        plate: person === crew.fronts[0] ? truck.plate : null,
      },
    });
  }
  world.answers.gangs.push({
    id: 'drift',
    zh: `蛇口冻品团伙（${chineseDay(seized)}查获，后转移至高栏）`,
    en: 'frozen meat by way of Shekou, after its seizure by way of Gaolan',
    core: ref.enterprise(core),
    shells: old.map(ref.enterprise),
    persistent: persistent(crew),
    cases: [ref.case(number), ref.case(seizure)],
    drift: {
      seized: writtenDay(seized),
      closed: writtenDay(closed),
      fromOffice: ref.port('5304'),
      toOffice: ref.port('5720'),
      firstFiling: writtenDay(first),
      newShells: fresh.map(ref.enterprise),
    },
  } satisfies GangAnswer);
  world.answers.begin = {
    key: ref.enterprise(core),
    dataset: 'enterprise-registry',
    recordKey: [core.uscc],
    name: core.name,
  };
  honestMovers(world, first);
}

/** Chips at a third of their price by cross-border truck; the case is still open. */
export function undervaluingGang(world: World): void {
  const rng = world.random('gang undervalue');
  const chips = industryNamed('批发业（电子');
  const place = placeNamed('深圳市');
  const crew = gather(world, rng, place, {
    fronts: 3,
    drivers: 2,
    phones: 2,
    sites: 2,
    overseas: ['HK', 'HK'],
    containers: 0,
  });
  const members = Array.from({ length: 6 }, (_, i) =>
    shell(world, rng, crew, i, { place, industry: chips, founded: world.firstDay - 300 + i * 70 }),
  );
  equip(world, rng, crew, members[1] as Enterprise, 2, world.firstDay - 180);
  members.forEach((trader) =>
    plan(world, crew, trader, {
      from: trader.founded + 40,
      to: world.lastDay,
      rate: 0.14,
      imports: 1,
      lines: chips.lines.slice(0, 3),
      offices: ['5301'],
      priceFactor: 0.32,
      inspected: 0.06,
      wrong: 0.3,
    }),
  );
  const opened = world.lastDay - 45;
  const number = `皇缉刑字〔${writtenDay(opened).slice(0, 4)}〕9号`;
  for (const [i, enterprise] of members.slice(0, 2).entries()) {
    const person = crew.fronts[i] as Person;
    world.findings.push({
      kind: 'case',
      cells: {
        number,
        kind: '走私案件',
        opened,
        closed: null,
        status: '侦办中',
        amount: 3_960,
        description: '低报价格走私集成电路',
        uscc: enterprise.uscc,
        enterpriseName: enterprise.name,
        personName: person.name,
        personId: person.id,
        wanted: i === 1 ? '是' : '否',
        role: i === 0 ? '主犯' : '从犯',
        plate: null,
      },
    });
  }
  world.answers.gangs.push({
    id: 'undervalue',
    zh: '皇岗芯片低报团伙（案件侦办中）',
    en: 'undervalued chips by way of Huanggang, case open',
    core: ref.enterprise(members[0] as Enterprise),
    shells: members.map(ref.enterprise),
    persistent: persistent(crew),
    cases: [ref.case(number)],
    drift: null,
  });
}

/** Plastic waste as raw plastic; nobody has opened a case yet. */
export function wasteGang(world: World): void {
  const rng = world.random('gang waste');
  const plastics = industryNamed('塑料');
  const place = placeNamed('东莞市');
  const crew = gather(world, rng, place, {
    fronts: 4,
    drivers: 2,
    phones: 3,
    sites: 3,
    overseas: ['HK', 'MY', 'TH'],
    containers: 30,
  });
  const members = Array.from({ length: 9 }, (_, i) =>
    shell(world, rng, crew, i, {
      place,
      industry: plastics,
      founded: world.firstDay - 420 + i * 90,
    }),
  );
  equip(world, rng, crew, members[0] as Enterprise, 3, world.firstDay - 200);
  members.forEach((trader) =>
    plan(world, crew, trader, {
      from: trader.founded + 40,
      to: world.lastDay,
      rate: 0.1,
      imports: 1,
      lines: plastics.lines.filter((line) => line.code.startsWith('390')),
      offices: ['5201', '5204'],
      priceFactor: 0.4,
      inspected: 0.07,
      wrong: 0.25,
    }),
  );
  members.slice(0, 3).forEach((enterprise, i) => {
    world.findings.push({
      kind: 'tax',
      cells: {
        number: `税稽〔2026〕${String(70_001 + i)}`,
        kind: i === 0 ? '税务' : '稽查',
        uscc: enterprise.uscc,
        name: enterprise.name,
        day: world.lastDay - 120 + i * 9,
        amount: 418_000 + i * 12_350,
        finding: i === 0 ? '拆分收付汇' : '发现问题',
        remark: i === 0 ? '多个账户拆分付汇' : '账实不符',
      },
    });
  });
  world.answers.gangs.push({
    id: 'waste',
    zh: '黄埔、凤岗废塑料团伙（未立案）',
    en: 'plastic waste by way of Huangpu and Fenggang, no case yet',
    core: ref.enterprise(members[0] as Enterprise),
    shells: members.map(ref.enterprise),
    persistent: persistent(crew),
    cases: [],
    drift: null,
  });
}
