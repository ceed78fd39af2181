/** Declarations of the demo world, a period at a time and day by day, so that memory does not grow with their number. */
import { monthOf, weekday, writtenDay } from './days.ts';
import { Sampler, type Random } from './random.ts';
import { demoPorts, season, type TariffLine } from './trade.ts';
import { trafficDays } from './vessel-calls.ts';
import { countryNames } from './vocabulary.ts';
import type { Campaign, Enterprise, Ship, Truck, World } from './world.ts';

export const declarationColumns = [
  '报关单号',
  '申报日期',
  '进出口标志',
  '申报地海关代码',
  '境内收发货人编码',
  '境内收发货人',
  '境内收发货人统一社会信用代码',
  '申报单位编码',
  '申报单位',
  '申报人员',
  '申报人员证件号',
  '境外收发货人代码',
  '境外收发货人',
  '贸易国(地区)',
  '监管方式',
  '运输方式',
  '承运单位编码',
  '承运单位',
  '承运车牌号',
  '船舶MMSI',
  '运输工具名称',
  '集装箱号',
  '集装箱规格',
  '商品编号',
  '商品名称',
  '数量',
  '净重(千克)',
  '人民币总价',
  '币制',
  '原产国(地区)',
  '最终目的国(地区)',
  '查验结果',
] as const;

export type DeclarationRow = (string | number | null)[];

export interface Period {
  readonly index: number;
  readonly from: number;
  /** First day after the period. */
  readonly to: number;
}

const transportOf = new Map(demoPorts.map((port) => [port.code, port.transport]));
const transportName = { road: '公路运输', sea: '水路运输', air: '航空运输' } as const;

function weightOf(day: number): number {
  const week = weekday(day);
  return (season[monthOf(day) - 1] as number) * (week === 0 || week === 6 ? 0.35 : 1);
}

/** Rows in order of days; inspections and laboratory reports go to `world.findings` on the way. */
export function* declare(world: World, period: Period): Generator<DeclarationRow> {
  const rng = world.random(`declarations ${period.index}`);
  const sampler = new Sampler(world.campaigns.map(({ rate }) => rate));
  const pool = containerPool(world);
  const shareOfDay = perDay(world);
  const due = world.planned.map(() => rng.next());
  const number = { serial: 0 };
  let owed = 0;
  for (let day = period.from; day < period.to; day++) {
    const weight = weightOf(day);
    owed += shareOfDay * weight;
    for (; owed >= 1; owed--) {
      const campaign = active(world, sampler, rng, day);
      if (campaign !== undefined) yield row(world, rng, campaign, day, period, pool, number);
    }
    for (const [index, campaign] of world.planned.entries()) {
      if (day === campaign.seizure?.day)
        yield row(world, rng, campaign, day, period, pool, number, campaign.seizure.number);
      if (day < campaign.from || day >= campaign.to) continue;
      for (
        due[index] = (due[index] as number) + campaign.rate * weight;
        (due[index] as number) >= 1;
        due[index] = (due[index] as number) - 1
      ) {
        yield row(world, rng, campaign, day, period, pool, number);
      }
    }
  }
}

/** Ordinary declarations of a day of weight one. */
function perDay(world: World): number {
  let weights = 0;
  let planned = 0;
  for (let day = world.firstDay; day < world.lastDay; day++) {
    const weight = weightOf(day);
    weights += weight;
    for (const campaign of world.planned)
      if (day >= campaign.from && day < campaign.to) planned += campaign.rate * weight;
  }
  return Math.max(0, world.options.declarations - planned) / weights;
}

function active(world: World, sampler: Sampler, rng: Random, day: number): Campaign | undefined {
  for (let attempt = 0; attempt < 40; attempt++) {
    const campaign = world.campaigns[rng.weighted(sampler)];
    if (campaign !== undefined && day >= campaign.from && day < campaign.to) return campaign;
  }
  return undefined;
}

const pools = new WeakMap<World, string[]>();

function containerPool(world: World): string[] {
  const found = pools.get(world);
  if (found !== undefined) return found;
  const made = Array.from(
    { length: Math.max(200, Math.min(400_000, Math.round(world.options.declarations / 10))) },
    () => world.makers.container(),
  );
  pools.set(world, made);
  return made;
}

function row(
  world: World,
  rng: Random,
  campaign: Campaign,
  day: number,
  period: Period,
  pool: readonly string[],
  number: { serial: number },
  seizure?: string,
): DeclarationRow {
  const { trader } = campaign;
  const imports = rng.chance(campaign.imports);
  const office =
    campaign.offices.length > 1 && rng.chance(0.2)
      ? (campaign.offices[1] as string)
      : (campaign.offices[0] as string);
  const transport = transportOf.get(office) ?? 'road';
  const brokerIndex = rng.int(0, campaign.brokers.length - 1);
  const broker = campaign.brokers[brokerIndex] as Enterprise;
  const filer = campaign.filers[Math.min(brokerIndex, campaign.filers.length - 1)];
  const party = rng.pick(campaign.partners);
  const carrier = rng.pick(campaign.carriers);
  const line = rng.pick(campaign.lines);
  const { mass, value, quantity } = amounts(rng, line, campaign.priceFactor);
  const truck = transport === 'road' ? truckFor(world, rng, campaign, carrier) : undefined;
  const ship = transport === 'sea' ? shipFor(world, rng, campaign) : undefined;
  const boxed =
    campaign.containers.length > 0 ||
    (transport === 'sea' && rng.chance(0.6)) ||
    (transport === 'road' && rng.chance(0.15));
  const box =
    !boxed || transport === 'air'
      ? null
      : rng.pick(campaign.containers.length > 0 ? campaign.containers : pool);
  if (day > world.lastDay - trafficDays) {
    if (imports && ship !== undefined && box !== null)
      world.landings.push({ day, office, ship, box, carrier, trucks: campaign.trucks });
  }
  const date = writtenDay(day);
  const declaration = `${office}${date.slice(0, 4)}${imports ? 1 : 0}${period.index + 1}${String(++number.serial).padStart(8, '0')}`;
  if (truck !== undefined && day > world.lastDay - trafficDays)
    world.crossings.push({ day, office, truck, declaration, trader, imports });
  const inspection =
    seizure === undefined
      ? inspect(world, rng, campaign, { declaration, day, box, line })
      : seize(world, seizure, declaration, box);
  const withUscc = (trader.no + period.index) % 2 === 0;
  const partner = countryNames[party.country] as string;
  return [
    declaration,
    date,
    imports ? '进口' : '出口',
    office,
    trader.code,
    written(world, rng, trader),
    withUscc ? trader.uscc : null,
    broker.code,
    broker.name,
    filer?.name ?? null,
    filer?.id ?? null,
    party.code,
    party.name,
    partner,
    trader.industry?.manufacturer === true && rng.chance(0.25) ? '进料对口' : '一般贸易',
    transportName[transport],
    carrier.code,
    carrier.name,
    truck?.plate ?? null,
    ship?.mmsi ?? null,
    ship?.name ?? null,
    box,
    box === null ? null : rng.chance(0.7) ? '45G1' : '22G1',
    line.code,
    line.text,
    quantity,
    mass,
    value,
    'CNY',
    imports ? partner : '中国',
    imports ? '中国' : partner,
    inspection,
  ];
}

function written(world: World, rng: Random, enterprise: Enterprise): string {
  const names = world.messy.get(enterprise.no);
  return names !== undefined && rng.chance(0.4) ? rng.pick(names) : enterprise.name;
}

function amounts(
  rng: Random,
  line: TariffLine,
  priceFactor: number,
): { mass: number; value: number; quantity: number } {
  const mass = Math.max(0.1, Math.round(line.lot * Math.exp(rng.normal() * 0.45) * 10) / 10);
  const price = line.price * priceFactor * Math.exp(rng.normal() * 0.12);
  const perPiece = line.unit === '千克' ? 1 : Math.max(0.02, 60 / line.price);
  return {
    mass,
    value: Math.round(mass * price * 100) / 100,
    quantity: Math.max(1, Math.round(mass / perPiece)),
  };
}

/** A trader's goods go mostly with the same few trucks of its carrier. */
function truckFor(
  world: World,
  rng: Random,
  campaign: Campaign,
  carrier: Enterprise,
): Truck | undefined {
  if (campaign.trucks.length > 0) return rng.pick(campaign.trucks);
  const fleet = world.fleet.get(carrier.no) ?? [];
  if (fleet.length === 0) return undefined;
  return rng.chance(0.9)
    ? fleet[(campaign.trader.no * 7 + rng.int(0, 1)) % fleet.length]
    : rng.pick(fleet);
}

/** And on the same line. */
function shipFor(world: World, rng: Random, campaign: Campaign): Ship | undefined {
  return rng.chance(0.92)
    ? world.ships[(campaign.trader.no + rng.int(0, 1) * 11) % world.ships.length]
    : rng.pick(world.ships);
}

function inspect(
  world: World,
  rng: Random,
  campaign: Campaign,
  given: { declaration: string; day: number; box: string | null; line: TariffLine },
): string | null {
  if (!rng.chance(campaign.inspected)) return null;
  const { trader } = campaign;
  const wrong = rng.chance(campaign.wrong);
  const result = wrong
    ? campaign.priceFactor < 0.5
      ? '价格不符'
      : rng.pick(['品名不符', '数量不符', '原产地不符'])
    : '正常';
  const { declaration, day, box } = given;
  world.findings.push({
    kind: 'inspection',
    cells: {
      number: `YJ${declaration.slice(-14)}`,
      declaration,
      code: trader.code,
      name: trader.name,
      container: box,
      day,
      result,
      remark: wrong ? '实货与申报不一致' : null,
    },
  });
  if (wrong && rng.chance(0.6)) {
    world.findings.push({
      kind: 'laboratory',
      cells: {
        number: `HY${declaration.slice(-14)}`,
        declaration,
        code: trader.code,
        name: trader.name,
        declaredHs: given.line.code,
        foundHs: given.line.code.startsWith('03') ? '0202300090' : given.line.code,
        received: day + 1,
        reported: day + rng.int(4, 15),
        verdict: rng.chance(0.8) ? '不符' : '相符',
        remark: null,
      },
    });
  }
  return wrong ? (rng.chance(0.15) ? '重大申报不实' : '申报不实') : '正常';
}

/** The finding of the seizure gets the declaration and its container. */
function seize(
  world: World,
  seizure: string,
  declaration: string,
  container: string | null,
): string {
  const index = world.findings.findIndex(
    ({ kind, cells }) => kind === 'seizure' && cells['number'] === seizure,
  );
  const finding = world.findings[index];
  if (finding !== undefined)
    world.findings[index] = { ...finding, cells: { ...finding.cells, declaration, container } };
  return '查获';
}
