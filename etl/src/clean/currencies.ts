/** Clean step for currencies: ISO 4217 codes, the customs administration's numbers, Chinese and English names and signs, to three letters. */
import { type Cleaned, refuse } from './cleaned.ts';
import { fold, simplify } from './text.ts';

/** Names in use at customs beside those of the Unicode locale data, and the numbers of the customs code table (until 2019). */
const furtherNames: Readonly<Record<string, string>> = {
  CNY: 'rmb cnh 人民币元 元 ¥ 142',
  USD: 'us$ 美金 $ 502',
  HKD: 'hk$ 港元 港币 110',
  MOP: '澳门币 澳门元 121',
  TWD: 'nt$ 台币 新台币 台湾元 143',
  JPY: '日圆 日元 116',
  EUR: '€ 欧元 300',
  GBP: '£ 英镑 303',
  KRW: '韩币 韩元 韩国圆 韩国元 133',
  AUD: '澳元 澳大利亚元 601',
  CAD: '加元 加拿大元 501',
  CHF: '瑞郎 瑞士法郎 331',
  SGD: '新币 新加坡元 132',
  THB: '泰铢 136',
  MYR: '马币 林吉特 马来西亚林吉特 122',
  PHP: '菲律宾比索 129',
  NZD: '新西兰元 609',
  RUB: '卢布 俄罗斯卢布 344',
  SEK: '瑞典克朗 330',
  DKK: '丹麦克朗 302',
  NOK: '挪威克朗 326',
  INR: '印度卢比',
  IDR: '印尼盾 印度尼西亚盾',
  VND: '越南盾',
};

const lookup = buildLookup();

export function cleanCurrency(raw: string): Cleaned {
  const text = fold(raw);
  if (text === null) return null;
  const upper = text.toUpperCase();
  return (
    lookup.get(upper) ?? lookup.get(simplify(text).toLowerCase()) ?? refuse('currency-unknown')
  );
}

function buildLookup(): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  const locales = ['zh-Hans', 'en'].map(
    (locale) => new Intl.DisplayNames(locale, { type: 'currency', fallback: 'none' }),
  );
  for (const code of Intl.supportedValuesOf('currency')) {
    map.set(code, code);
    for (const names of locales) {
      const name = names.of(code);
      if (name !== undefined) map.set(name.toLowerCase(), code);
    }
  }
  for (const [code, names] of Object.entries(furtherNames))
    for (const name of names.split(' ')) map.set(name, code);
  return map;
}
