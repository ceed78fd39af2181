/** What a target declares within a window of days goes over a bound: in number, or in one currency's amount. */
import { z } from 'zod';
import type { AlertFacts, Rest } from '../../store/alert-store.ts';
import type { Change } from '../../detect/change.ts';
import { declarationsInWindow, type DeclaredItem } from '../../detect/declarations-in-window.ts';
import { emptyDetail, type Condition, type Finding } from '../condition.ts';
import { newDeclarations } from '../../detect/declarations-of-change.ts';
import { throughPeople, withThoseBehind } from '../through-people.ts';

const currencies = ['CNY', 'USD', 'HKD', 'EUR', 'JPY', 'GBP', 'KRW', 'AUD', 'TWD', 'SGD'] as const;
const settings = z.strictObject({
  measure: z.enum(['declarations', 'amount']).default('declarations'),
  /** Declarations, or whole units of the currency. */
  bound: z.number().min(1).max(1e12).default(20),
  currency: z.enum(currencies).default('CNY'),
  days: z.int().min(1).max(365).default(30),
});
type Settings = z.output<typeof settings>;

const dayMs = 86_400_000;

export const overBound: Condition<Settings> = {
  name: 'overBound',
  words: { zh: '申报量超过界限', en: 'Declarations over a bound' },
  explanation: {
    zh: '目标在若干天内的报关单数或某币种金额超过界限；每月至多一条预警。',
    en: 'Within so many days a target declares more often, or for more in one currency, than the bound; one alert a month at most.',
  },
  settings,
  fields: [
    {
      name: 'measure',
      label: { zh: '计量', en: 'Measure' },
      explanation: {
        zh: '报关单数，或某币种金额。',
        en: 'Declarations, or an amount in one currency.',
      },
      control: {
        kind: 'choice',
        options: [
          { value: 'declarations', words: { zh: '报关单数', en: 'Declarations' } },
          { value: 'amount', words: { zh: '金额', en: 'Amount' } },
        ],
      },
    },
    {
      name: 'bound',
      label: { zh: '界限', en: 'Bound' },
      explanation: { zh: '超过此数触发。', en: 'More than this fires.' },
      control: { kind: 'number', min: 1, max: 1e12 },
    },
    {
      name: 'currency',
      label: { zh: '币种', en: 'Currency' },
      explanation: {
        zh: '仅用于金额；不同币种不相加。',
        en: 'Of amounts; those in others are not added.',
      },
      control: {
        kind: 'choice',
        options: currencies.map((value) => ({ value, words: { zh: value, en: value } })),
      },
    },
    {
      name: 'days',
      label: { zh: '天数', en: 'Days' },
      explanation: { zh: '连续若干天内。', en: 'Of the window.' },
      control: { kind: 'number', min: 1, max: 365 },
    },
  ],
  async detect(change, targets, given) {
    const { all, newcomers } = await withThoseBehind(change, targets);
    const found = await newDeclarations(change, all, newcomers, {
      roles: ['trader'],
      amounts: given.measure === 'amount',
    });
    const fresh = new Map(found.map(({ record, saidBefore }) => [record, saidBefore]));
    const entities = [...new Set(found.map(({ entity }) => entity))];
    const nodes = await change.graph.nodes(entities);
    const findings: Finding[] = [];
    for (const entity of entities) {
      const target = all.get(entity);
      if (target === undefined) continue;
      const items = await declarationsInWindow(change, target.record);
      for (const month of monthsOver(items, given)) {
        // Windows that no new declaration lies in were over the bound before.
        if (!month.items.some(({ record }) => fresh.has(record))) continue;
        findings.push({
          target: target.record,
          path: [target.record],
          mark: month.name,
          subject: '',
          facts: month.items.map(({ record }) => record).slice(0, 500),
          day: month.last,
          ...(month.items.some(({ record }) => fresh.get(record)) && { saidBefore: true as const }),
          detail: {
            ...emptyDetail,
            targetType: nodes.get(entity)?.type ?? '',
            count: Math.floor(month.most),
            attribute: given.measure === 'amount' ? given.currency : null,
            hops: given.days,
            caseNumber: target.caseNumber,
            gang: target.gang,
          },
        });
      }
    }
    return findings;
  },
  reach: throughPeople,
  declarationsEnd: 'declared otherwise',
  async standing(alerts, change, _, given) {
    return new Set((await monthsNow(alerts, change, given)).keys());
  },
  async restsOn(alerts, change, given) {
    const now = await monthsNow(alerts, change, given);
    return new Map(
      alerts.flatMap(({ id, facts, factDay, detail }): [string, Rest][] => {
        const month = now.get(id);
        if (month === undefined) return [];
        const records = new Set(month.items.map(({ record }) => record));
        const left = facts.filter((record) => records.has(record));
        const count = Math.floor(month.most);
        const isSame =
          left.length === facts.length && month.last === factDay && count === detail.count;
        return isSame ? [] : [[id, { facts: left, day: month.last, count }]];
      }),
    );
  },
  reason({ targetType, count, attribute, hops: days }, words) {
    const type = words.type(targetType);
    const [zh, en] =
      attribute === null
        ? [`${count} 份报关单`, `${count} declarations`]
        : [`${count} ${attribute}`, `${count} ${attribute}`];
    return {
      zh: `监控对象（${type.zh}）在 ${days} 天内申报 ${zh}，超过界限`,
      en: `A watched ${type.en.toLowerCase()} declared ${en} within ${days} days, over the bound`,
    };
  },
};

/** By alert, the month that it is about, where that is still over. */
async function monthsNow(
  alerts: readonly AlertFacts[],
  change: Change,
  given: Settings,
): Promise<Map<string, OverMonth>> {
  const months = new Map<string, readonly OverMonth[]>();
  const found = new Map<string, OverMonth>();
  for (const { id, target, factDay } of alerts) {
    const over =
      months.get(target) ??
      monthsOver(await declarationsInWindow({ ...change, files: null }, target), given);
    months.set(target, over);
    const month = over.find(({ name }) => name === (factDay ?? '').slice(0, 7));
    if (month !== undefined) found.set(id, month);
  }
  return found;
}

interface OverMonth {
  /** 'YYYY-MM', in which windows end that are over the bound. */
  readonly name: string;
  readonly most: number;
  /** Last day of such a window. */
  readonly last: string;
  /** Of its windows that are over. */
  readonly items: readonly DeclaredItem[];
}

/** By the month in which a window ends: however days come in files, the same months are over in the end. */
export function monthsOver(
  declared: readonly DeclaredItem[],
  { measure, bound, currency, days }: Settings,
): OverMonth[] {
  const items = declared
    .filter((one) => measure === 'declarations' || one.currency === currency)
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const amountOf = ({ value }: DeclaredItem): number =>
    measure === 'declarations' ? 1 : (value ?? 0) / 100;
  const months = new Map<string, { most: number; last: string; items: Set<DeclaredItem> }>();
  let [start, sum] = [0, 0];
  for (const [index, item] of items.entries()) {
    sum += amountOf(item);
    while (Date.parse(item.day) - Date.parse(items[start]?.day ?? item.day) >= days * dayMs) {
      const gone = items[start];
      if (gone) sum -= amountOf(gone);
      start++;
    }
    // All of a day belong to the window that ends on it.
    if (items[index + 1]?.day === item.day || sum <= bound) continue;
    const name = item.day.slice(0, 7);
    const month = months.get(name) ?? { most: 0, last: item.day, items: new Set() };
    for (const one of items.slice(start, index + 1)) month.items.add(one);
    months.set(name, { ...month, most: Math.max(month.most, sum), last: item.day });
  }
  return [...months].map(([name, month]) => ({ ...month, name, items: [...month.items] }));
}
