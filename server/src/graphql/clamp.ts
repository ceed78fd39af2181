/** Bounds of what one question may ask for, and identifiers checked before they reach a store. */
import { DomainError } from '../domain-error.ts';

export function clamp(
  value: number | null | undefined,
  least: number,
  most: number,
  absent: number,
): number {
  return Math.min(most, Math.max(least, value ?? absent));
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isId(text: string): boolean {
  return uuid.test(text);
}

/** @throws DomainError for anything that is not a UUID. */
export function checkId(text: string): string {
  if (!isId(text)) throw new DomainError('BAD_INPUT', 'error.badId', 'An id is a UUID.');
  return text.toLowerCase();
}

export function checkIds(ids: readonly string[], most: number): string[] {
  if (ids.length > most) {
    throw new DomainError('BAD_INPUT', 'error.tooMany', `At most ${most} ids.`, { most });
  }
  return [...new Set(ids.map(checkId))];
}

/** Trimmed text within bounds. @throws DomainError naming the field. */
export function checkText(text: string, field: string, least: number, most: number): string {
  const trimmed = text.trim().replaceAll('\0', '');
  if (trimmed.length >= least && trimmed.length <= most) return trimmed;
  const key = trimmed.length < least ? 'error.textMissing' : 'error.textTooLong';
  throw new DomainError('BAD_INPUT', key, `${field} must have ${least} to ${most} characters.`, {
    field,
    least,
    most,
  });
}
