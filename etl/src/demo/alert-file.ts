/** A file that comes after the demo world: what it says of enterprises of two gangs fires the demo's two watches. */
import type { Answers } from './answers.ts';
import { idNumber } from './identities.ts';

export interface DemoAlertFile {
  readonly name: string;
  readonly mapping: string;
  readonly text: string;
  /** Unified social credit codes of the enterprises that each watch is about; the file speaks of the first of each. */
  readonly watched: readonly [readonly string[], readonly string[]];
}

const columns =
  '案号,案件类型,立案日期,案件状态,涉案企业统一社会信用代码,涉案人员,涉案人员身份证号,是否在逃,涉案身份';

/** @param day 'YYYY-MM-DD', on which the cases were opened; null: the world is too small for it */
export function demoAlertFile(
  { gangs }: Pick<Answers, 'gangs'>,
  day: string,
): DemoAlertFile | null {
  const codes = gangs
    .filter(({ cases }) => cases.length === 0)
    .concat(gangs)
    .map(({ shells }) => shells.map((ref) => ref.split(':').at(-1) ?? ''));
  const first = codes[0] ?? [];
  const second = codes.find((all) => !all.some((code) => first.includes(code))) ?? [];
  const [a] = first;
  const [b] = second;
  if (a === undefined || b === undefined) return null;
  const row = (number: string, code: string, person: string, serial: number): string =>
    `${number},刑事,${day},侦办中,${code},${person},${idNumber(3, 3_000, serial)},是,嫌疑人`;
  return {
    // The day that it speaks of is read from its name.
    name: `刑事案件_预警演示_${day.replaceAll('-', '')}.csv`,
    mapping: 'criminal-cases',
    text: [
      columns,
      row('演示刑001', a, '欧阳雪峰', 701),
      row('演示刑002', b, '司徒海明', 702),
      '',
    ].join('\n'),
    watched: [first, second],
  };
}
