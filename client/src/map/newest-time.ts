/** How old the newest of the live positions is: a board that stands still looks like one on which nothing happens. */

/** Clocks of terminals may be ahead by as much. */
const aheadMs = 600_000;

/** NaN where there is none; what lies in the future says nothing. @param times milliseconds UTC */
export function newestTime(times: ArrayLike<number>, now: number): number {
  let newest = NaN;
  for (let i = 0; i < times.length; i += 1) {
    const at = times[i]!;
    if (at <= now + aheadMs && !(at <= newest)) newest = at;
  }
  return newest;
}

/** E.g. “5 minutes ago”. */
export function ago(at: number, now: number, language: string): string {
  const words = new Intl.RelativeTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB');
  const minutes = (now - at) / 60_000;
  if (minutes < 60) return words.format(-Math.max(0, Math.round(minutes)), 'minute');
  if (minutes < 48 * 60) return words.format(-Math.round(minutes / 60), 'hour');
  return words.format(-Math.round(minutes / 1_440), 'day');
}
