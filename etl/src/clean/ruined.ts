/** Clean step for identifiers: what spreadsheets and scripts do to them is undone where a rule can, and refused where digits are lost. */
import { type Refusal, refuse } from './cleaned.ts';
import { fold } from './text.ts';

/** Digits that a number keeps in a spreadsheet. */
export const kept = 15;

export interface RestoreOptions {
  /** Points belong to the identifier: 8517.00 is no number. */
  readonly points?: boolean;
}

/**
 * The identifier as it was before it became a number: leading apostrophe, thousands separators and `.0` dropped.
 * Refused where that cannot be known: scientific notation, more digits than a number keeps, hexadecimal. `null` = nothing written.
 */
export function identifierText(raw: string, options: RestoreOptions = {}): string | null | Refusal {
  const folded = fold(raw);
  if (folded === null) return null;
  const text = folded.replace(/^['’‘`]+ ?/, '');
  if (text === '') return null;
  if (isScientific(text)) return refuse('identifier-rounded');
  /* Programs write 0x; 0X4F2 is a code. */
  if (/^0x[\dA-Fa-f]+$/.test(text)) return refuse('identifier-hexadecimal');
  const number = /^(\d+|[1-9]\d{0,2}(?:,\d{3})+)(\.0+)?$/.exec(text);
  if (number === null) return text;
  const [, whole = '', zeros] = number;
  if (zeros === undefined && !whole.includes(',')) return text;
  if (options.points === true && zeros !== undefined && zeros.length === 3) return text;
  /* 123,456 may be two codes. */
  if (/^\d+,\d+$/.test(whole)) return refuse('identifier-separators');
  const digits = whole.replaceAll(',', '');
  return digits.length > kept ? refuse('identifier-rounded') : digits;
}

/** 5.31620E+17 and its kin, but not a code such as 1E5. */
export function isScientific(text: string): boolean {
  return /^[+-]?(?:\d+[.,]\d+E[+-]?\d{1,3}|\d+E[+-]\d{1,3}|\dE\d{2,3})$/i.test(text);
}

/** Digits only, and more of them than a number keeps. */
export function isLong(raw: string): boolean {
  return new RegExp(`^\\d{${kept + 1},}$`).test(fold(raw) ?? '');
}
