/** Days as whole numbers since 1970-01-01, so that the world knows no time zone and no clock. */

export function dayOf(written: string): number {
  return Date.parse(`${written}T00:00:00Z`) / 86_400_000;
}

/** `YYYY-MM-DD` */
export function writtenDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** `YYYY/M/D` as spreadsheets write it. */
export function slashDay(day: number): string {
  const [year, month, date] = writtenDay(day).split('-').map(Number);
  return `${year}/${month}/${date}`;
}

/** 2025年3月7日 */
export function chineseDay(day: number): string {
  const [year, month, date] = writtenDay(day).split('-').map(Number);
  return `${year}年${month}月${date}日`;
}

export function monthOf(day: number): number {
  return Number(writtenDay(day).slice(5, 7));
}

/** 0 = Sunday. */
export function weekday(day: number): number {
  return (day + 4) % 7;
}
