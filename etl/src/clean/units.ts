/** Clean step for numbers: the units and multipliers that a cell may name, by what they measure. */
import { type Decimal, dec } from './decimal.ts';

/** Unit → how many of the base unit it is. Latin names in lower case. */
export type Units = ReadonlyMap<string, Decimal>;

const one = dec(1n);

function units(groups: readonly (readonly [Decimal, string])[]): Units {
  return new Map(
    groups.flatMap(([factor, names]) => names.split(' ').map((name) => [name, factor] as const)),
  );
}

/** In 元. */
export const moneyUnits = units([
  [dec(1n, 2), '分'],
  [dec(1n, 1), '角'],
  [one, '元 圆 块 yuan'],
]);

/** In kg. A ton is the metric one, as GB/T writes it. */
export const massUnits = units([
  [dec(1n, 6), 'mg 毫克'],
  [dec(2n, 4), 'ct 克拉'],
  [dec(1n, 3), 'g gram grams grm 克'],
  [dec(5n, 2), '两 市两'],
  [dec(5n, 1), '斤 市斤'],
  [one, 'kg kgs kgm kilo kilos kilogram kilograms 千克 公斤'],
  [dec(50n), '担 市担'],
  [dec(100n), '公担'],
  [dec(1_000n), 't mt ton tons tonne tonnes tne 吨 公吨'],
  [dec(10_160_469_088n, 7), '长吨'],
  [dec(90_718_474n, 5), '短吨'],
  [dec(45_359_237n, 8), 'lb lbs pound pounds 磅'],
  [dec(28_349_523_125n, 12), 'oz ounce ounces 盎司'],
]);

/** What a count counts, one each; a dozen is twelve. Units of measure keep the number as written, those of mass are kg. */
export const countUnits: Units = new Map([
  ...units([
    [
      one,
      '台 座 辆 艘 架 套 个 只 头 张 件 支 枝 根 条 把 块 卷 副 片 组 份 幅 双 对 棵 株 井 盘 筒 盆 具 刀 疋 扇 箱 批 罐 桶 扎 包 箩 筐 罗 匹 册 本 发 枚 捆 袋 粒 盒 合 瓶 部 颗 节 顶 轴 板 托 笼 票 柜 尾 羽 瓣 滴 管 排 束 串 令 人 次 辆份 人份 剂',
    ],
    [one, '米 平方米 立方米 升 码 千瓦 千瓦时 千伏安'],
    [
      one,
      'pc pcs pce piece pieces ea each nos nmb unit units set sets pair pairs pr prs box boxes bx carton cartons ctn ctns case cases cs pkg pkgs package packages bag bags bg roll rolls drum drums bottle bottles btl pallet pallets plt can cans sheet sheets head',
    ],
    [dec(12n), '打 dozen dozens doz dz'],
  ]),
  ...massUnits,
]);

/** Units whose own name begins like a multiplier: 千 in 千米 is no thousand of something else. */
const ownNames: ReadonlySet<string> = new Set([
  '千米',
  '千升',
  '千帕',
  '千焦',
  '千卡',
  '千赫',
  '千伏',
  '千英尺',
  '百分',
  '百分点',
]);

const multipliers: ReadonlyMap<string, Decimal> = new Map([
  ['十', dec(10n)],
  ['百', dec(100n)],
  ['千', dec(1_000n)],
  ['万', dec(10_000n)],
  ['十万', dec(100_000n)],
  ['百万', dec(1_000_000n)],
  ['千万', dec(10_000_000n)],
  ['亿', dec(100_000_000n)],
  ['十亿', dec(1_000_000_000n)],
  ['百亿', dec(10_000_000_000n)],
  ['千亿', dec(100_000_000_000n)],
  ['万亿', dec(1_000_000_000_000n)],
  ['thousand', dec(1_000n)],
  ['million', dec(1_000_000n)],
  ['billion', dec(1_000_000_000n)],
]);
const leading = /^(十[万亿]?|百[万亿]?|千[万亿]?|万亿?|亿|thousand|million|billion) ?/;

export interface NamedUnit {
  /** `null` when none is written. */
  readonly multiplier: Decimal | null;
  /** Factor of the unit; `null` when none is written. */
  readonly unit: Decimal | null;
}

/** Multiplier and unit after a number: the whole is looked up first, so that 千克 is kilograms. `null` when the field cannot have it. */
export function namedUnit(written: string, known: Units): NamedUnit | null {
  const name = written
    .replace(/^\((.*)\)$/, '$1')
    .replace(/\.$/, '')
    .trim()
    .toLowerCase();
  if (name === '') return { multiplier: null, unit: null };
  const whole = known.get(name);
  if (whole !== undefined) return { multiplier: null, unit: whole };
  if (ownNames.has(name)) return null;
  const match = leading.exec(name);
  const multiplier = multipliers.get(match?.[1] ?? '');
  if (match === null || multiplier === undefined) return null;
  const rest = name.slice(match[0].length);
  if (rest === '') return { multiplier, unit: null };
  const unit = known.get(rest);
  return unit === undefined ? null : { multiplier, unit };
}

const foreign =
  /[$€£₩₽฿₹₫₱₺₴]|JP¥|(?<![A-Z])(?:USD|HKD|EUR|JPY|MOP|GBP|KRW|TWD|NTD|SGD|AUD|NZD|CAD|CHF|RUB|THB|VND|INR|IDR|MYR|PHP|SEK|NOK|DKK|BRL|ZAR|AED|SAR|TRY|MXN|PLN|KZT|MMK|KHR|LAK|PKR|BDT|LKR|MNT|KPW)(?![A-Z])|美元|美金|港元|港币|港纸|欧元|日元|日圆|英镑|韩元|韩圆|[台澳加新]币|新台币|台币|澳门元|澳大利亚元|澳元|新加坡元|新西兰元|加拿大元|加元|法郎|卢布|泰铢|越南盾|卢比|马克|克朗|里拉|比索|林吉特|坚戈|图格里克/i;

/** The currency other than yuan that a text names. */
export function foreignCurrency(text: string): string | null {
  return foreign.exec(text)?.[0] ?? null;
}
