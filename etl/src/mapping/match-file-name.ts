/** Whether a file's name fits a mapping's pattern, in time linear in the name for each part of the pattern, whatever somebody wrote there. */

/** `*` stands for anything; case, width and the file's ending do not matter. */
export function matchesPattern(pattern: string, fileName: string): boolean {
  const name = plain(fileName);
  const parts = plain(pattern).split('*');
  const first = parts[0] ?? '';
  if (!name.startsWith(first)) return false;
  const endings = endingsOf(name);
  if (parts.length === 1) return endings.has(first.length);
  let at = first.length;
  // The leftmost place of each part leaves the most room for those after it.
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  const last = parts.at(-1) ?? '';
  if (last === '') return true;
  for (const end of endings) if (end - last.length >= at && name.endsWith(last, end)) return true;
  return false;
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Places from which nothing or an ending such as `.csv.gz` follows. */
function endingsOf(name: string): Set<number> {
  const places = new Set([name.length]);
  for (let i = name.length - 1; i >= 0 && /[a-z0-9.]/.test(name[i] as string); i--)
    if (name[i] === '.' && i < name.length - 1) places.add(i);
  return places;
}
