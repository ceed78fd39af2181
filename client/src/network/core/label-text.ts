/** Cuts names to what a canvas label can hold: at most 12 Han or 24 Latin characters. */

const wide =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/;
const room = 24;

export function clipLabel(text: string): string {
  let used = 0;
  let result = '';
  for (const character of text) {
    used += wide.test(character) ? 2 : 1;
    if (used > room) return `${result.trimEnd()}…`;
    result += character;
  }
  return result;
}
