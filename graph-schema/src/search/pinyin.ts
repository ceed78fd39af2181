/** Search, step 2: readings of Chinese characters, by a typed table built once from pinyin-pro. Readings carry no tones; ü is v. */
import { pinyin } from 'pinyin-pro';

const FIRST = 0x3400;
const LAST = 0x9fff;

/** Further readings of characters that names really use in more than one way: surnames, places, trades. */
const otherReadings: Readonly<Record<string, string>> = {
  长: 'zhang',
  重: 'chong',
  厦: 'xia',
  行: 'hang',
  乐: 'yue',
  单: 'shan',
  曾: 'zeng',
  解: 'xie',
  仇: 'qiu',
  查: 'zha',
  区: 'ou',
  朴: 'piao',
  盖: 'ge',
  翟: 'di',
  番: 'pan',
  莞: 'guan',
  蚌: 'beng',
  六: 'lu',
  铅: 'yan',
  洞: 'tong',
  莘: 'xin',
  会: 'kuai',
  车: 'ju',
  都: 'du',
  大: 'dai',
  藏: 'zang',
  降: 'xiang',
  石: 'dan',
  万: 'mo',
  俟: 'qi',
  尉: 'yu',
  传: 'zhuan',
  调: 'diao',
  宝: 'bao',
  柏: 'bo',
  种: 'chong',
  員: 'yun',
  员: 'yun',
  纪: 'ji',
  任: 'ren',
  华: 'hua',
  燕: 'yan',
  覃: 'tan',
  秘: 'bi',
  冼: 'xian',
  缪: 'miao',
  繆: 'miao',
  谌: 'shen',
  宓: 'fu',
  折: 'she',
  那: 'na',
  黑: 'he',
  盛: 'cheng',
  召: 'shao',
  隗: 'kui',
  贾: 'gu',
  适: 'kuo',
  褚: 'zhu',
  晟: 'sheng',
  圳: 'zhen',
  埔: 'bu',
  浒: 'xu',
  涡: 'guo',
  渑: 'sheng',
  歙: 'she',
  乾: 'gan',
  干: 'qian',
  参: 'shen',
  朝: 'zhao',
  弹: 'tan',
  提: 'di',
  度: 'duo',
  恶: 'wu',
  发: 'fa',
  佛: 'fu',
  给: 'ji',
  更: 'geng',
  和: 'he',
  核: 'hu',
  济: 'ji',
  家: 'jie',
  见: 'xian',
  角: 'jue',
  脚: 'jue',
  校: 'jiao',
  壳: 'qiao',
  勒: 'lei',
  率: 'lv',
  绿: 'lu',
  落: 'la',
  牟: 'mou',
  宁: 'ning',
  曲: 'qu',
  塞: 'sai',
  色: 'shai',
  什: 'shen',
  识: 'zhi',
  似: 'shi',
  宿: 'xiu',
  拓: 'ta',
  尾: 'yi',
  系: 'ji',
  吓: 'he',
  削: 'xue',
  血: 'xie',
  约: 'yao',
  择: 'zhai',
  扎: 'za',
  轧: 'ya',
  粘: 'nian',
  爪: 'zhao',
  著: 'zhuo',
  仔: 'zai',
  吕: 'lu',
  旅: 'lu',
  女: 'nu',
  律: 'lu',
  铝: 'lu',
  略: 'lue',
  屡: 'lu',
  履: 'lu',
  驴: 'lu',
  滤: 'lu',
  虑: 'lu',
  氯: 'lu',
  缕: 'lu',
  侣: 'lu',
  闾: 'lu',
  虐: 'nue',
  掠: 'lue',
  堡: 'pu',
  泊: 'po',
  地: 'de',
  得: 'dei',
  合: 'ge',
  模: 'mu',
  薄: 'bo',
  便: 'pian',
  朱: 'zhu',
  谷: 'yu',
  奇: 'ji',
  殷: 'yan',
  咽: 'ye',
  亿: 'yi',
  叶: 'xie',
  祭: 'zhai',
  卜: 'bu',
  尹: 'yin',
  於: 'yu',
};

/** Syllable number → syllable; number 0 = no reading. */
export const syllables: string[] = [''];
const syllableNumbers = new Map<string, number>();
const firstReading = new Uint16Array(LAST - FIRST + 1);
const secondReading = new Uint16Array(LAST - FIRST + 1);
let initials = new Uint8Array(0);
let ready = false;

function numberOf(syllable: string): number {
  let number = syllableNumbers.get(syllable);
  if (number === undefined) {
    number = syllables.length;
    syllables.push(syllable);
    syllableNumbers.set(syllable, number);
  }
  return number;
}

function build(): void {
  for (let code = FIRST; code <= LAST; code++) {
    const reading =
      pinyin(String.fromCharCode(code), { toneType: 'none', type: 'array', v: true })[0] ?? '';
    if (/^[a-z]*[aeiouv][a-z]*$/.test(reading)) firstReading[code - FIRST] = numberOf(reading);
  }
  for (const [char, reading] of Object.entries(otherReadings)) {
    const at = char.charCodeAt(0) - FIRST;
    const number = numberOf(reading);
    if (firstReading[at] !== number) secondReading[at] = number;
  }
  initials = Uint8Array.from(syllables, (syllable) =>
    syllable === '' ? 0 : syllable.charCodeAt(0),
  );
  ready = true;
}

/** Builds the table (about 80 ms) unless it is there. */
export function loadPinyin(): void {
  if (!ready) build();
}

/** Number of the commonest reading, 0 = none. The table must be loaded. */
export function readingOf(code: number): number {
  return code >= FIRST && code <= LAST ? (firstReading[code - FIRST] as number) : 0;
}
/** Number of a second reading, 0 = none. */
export function otherReadingOf(code: number): number {
  return code >= FIRST && code <= LAST ? (secondReading[code - FIRST] as number) : 0;
}
/** First letter of a syllable as a character code, 0 = none. */
export function initialOf(syllable: number): number {
  return initials[syllable] as number;
}

/** Characters that speakers leave out when they abbreviate: 深圳(市)华鑫 → szhx. */
export function isSkippable(code: number): boolean {
  return code === 0x5e02 || code === 0x7701; // 市 省
}

export interface Segmentation {
  /** Whole syllables. */
  readonly whole: readonly string[];
  /** Possible last syllables when the text ends inside one; empty when it ends with a whole one. */
  readonly last: readonly string[];
}

/** All readings of a Latin text as pinyin syllables, the last one possibly unfinished; null when there are more than `limit`. */
export function segmentPinyin(text: string, limit: number): Segmentation[] | null {
  loadPinyin();
  const found: Segmentation[] = [];
  const seen = new Set<string>();
  const path: string[] = [];
  let overflow = false;
  const walk = (at: number): void => {
    if (overflow) return;
    if (at === text.length) {
      add(path, []);
      return;
    }
    for (let length = Math.min(6, text.length - at); length >= 1; length--) {
      const piece = text.slice(at, at + length);
      if (syllableNumbers.has(piece)) {
        path.push(piece);
        walk(at + length);
        path.pop();
      }
    }
    const rest = text.slice(at);
    if (rest.length <= 6) {
      const last = syllables.filter(
        (syllable) => syllable.length > rest.length && syllable.startsWith(rest),
      );
      if (last.length > 0) add(path, last);
    }
  };
  const add = (whole: readonly string[], last: readonly string[]): void => {
    const key = `${[...new Set(whole)].sort().join(' ')}|${last.length > 0 ? last.join(' ') : ''}`;
    if (seen.has(key)) return;
    seen.add(key);
    if (found.length === limit) overflow = true;
    else found.push({ whole: [...whole], last });
  };
  walk(0);
  return overflow ? null : found;
}
