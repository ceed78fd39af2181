/** Ids of records: keyed hashes of what they are of, the same on both databases and here, which tell nothing to whoever lacks the secret. */
import { createHash } from 'node:crypto';

export function md5Uuid(content: string): string {
  const hex = createHash('md5').update(content, 'utf8').digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** `type` is an entity type or a relation kind. Ends of relations are named by their plain ids. */
export function plainRecordId(dataset: string, type: string, keyParts: readonly string[]): string {
  return md5Uuid(`${dataset}\u001f${type}\u001f${keyParts.join('\u001f')}`);
}

/** The one keyed hash. What it hashes is always a UUID: nothing can be appended to it. */
export function keyedId(secret: string, plain: string): string {
  return md5Uuid(`${secret}${plain}`);
}

/** `keyedId` in SQL. `secret` is an expression (`SqlDialect.recordSecret`), `plain` one of type UUID. */
export function keyedIdSql(secret: string, plain: string): string {
  return `CAST(md5(${secret} || CAST(${plain} AS VARCHAR)) AS UUID)`;
}

export function recordId(
  secret: string,
  dataset: string,
  type: string,
  keyParts: readonly string[],
): string {
  return keyedId(secret, plainRecordId(dataset, type, keyParts));
}

/** What may be kept beside the data to tell whether a secret is the one that made its ids. */
export function secretFingerprint(secret: string): string {
  return createHash('sha256').update(`phecda record secret\u001f${secret}`).digest('hex');
}
