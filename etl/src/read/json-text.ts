/** Read step: what a JSON text says about itself that its parsed value no longer shows: names given twice, and how deep it is nested. */

const [quote, backslash, colon] = [0x22, 0x5c, 0x3a];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

export interface JsonMeasure {
  /** Names of members, in all objects together. */
  readonly names: number;
  readonly depth: number;
}

/** Of a text that is valid JSON. */
export function measureJson(text: string): JsonMeasure {
  let names = 0;
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === openObject || code === openList) deepest = Math.max(deepest, ++depth);
    else if (code === closeObject || code === closeList) depth--;
    else if (code === colon) names++;
    else if (code === quote) i = endOfText(text, i);
  }
  return { names, depth: deepest };
}

/** Members of all objects in a value that is not nested too deep. */
export function countNames(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inner = Object.values(value);
  let names = Array.isArray(value) ? 0 : inner.length;
  for (const one of inner) names += countNames(one);
  return names;
}

/** The first name that one object gives twice, with the names around it (`a.b`). */
export function nameGivenTwice(text: string): string | null {
  const open: { readonly names: Set<string> | null; at: string }[] = [];
  let last = '';
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === openObject) open.push({ names: new Set(), at: '' });
    else if (code === openList) open.push({ names: null, at: '' });
    else if (code === closeObject || code === closeList) open.pop();
    else if (code === quote) {
      const end = endOfText(text, i);
      last = text.slice(i, end + 1);
      i = end;
    } else if (code === colon) {
      const object = open.at(-1);
      if (object?.names == null) continue;
      object.at = JSON.parse(last) as string;
      if (object.names.has(object.at))
        return open.flatMap(({ names, at }) => (names === null ? [] : [at])).join('.');
      object.names.add(object.at);
    }
  }
  return null;
}

function endOfText(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === backslash) i++;
    else if (code === quote) return i;
  }
  return text.length;
}
