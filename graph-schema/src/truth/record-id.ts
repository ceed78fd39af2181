/** Ids that follow from content: the same on both databases (`md5(…)::uuid`) and here. */
import { createHash } from 'node:crypto';

export function md5Uuid(content: string): string {
  const hex = createHash('md5').update(content, 'utf8').digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** `type` is an entity type or a relation kind. */
export function recordId(dataset: string, type: string, keyParts: readonly string[]): string {
  return md5Uuid(`${dataset}\u001f${type}\u001f${keyParts.join('\u001f')}`);
}
