/** What people type into the search box, made of names and identifiers that are there. */

export interface SearchText {
  readonly kind: string;
  readonly text: string;
}

const initials = ['szshx', 'gzsha', 'dgsjl', 'zhsyd'];

/** One of seven ways by chance: whole name, part of it, identifier, its start, pinyin, initials, identifier with a typing error. */
export function searchText(label: string, identifier: string, random: () => number): SearchText {
  switch (Math.floor(random() * 7)) {
    case 0:
      return { kind: 'name', text: label };
    case 1:
      return { kind: 'part', text: label.slice(3, 7) };
    case 2:
      return { kind: 'identifier', text: identifier };
    case 3:
      return {
        kind: 'identifier start',
        text: identifier.slice(0, Math.max(6, identifier.length - 3)),
      };
    case 4:
      return { kind: 'pinyin', text: 'shenzhenhuaxinjinchukou' };
    case 5:
      return { kind: 'initials', text: initials[Math.floor(random() * initials.length)] ?? '' };
    default:
      return { kind: 'typing error', text: `${identifier.slice(0, 5)}Z${identifier.slice(6)}` };
  }
}
