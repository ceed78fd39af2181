/** Read step for FollowTheMoney: the entities of one JSON object, those nested in its properties too. */

export interface FtmEntity {
  readonly id: string;
  readonly schema: string;
  /** Distinct values, references as ids. */
  readonly properties: ReadonlyMap<string, readonly string[]>;
  /** Properties with a value that is neither text nor an entity, and that value. */
  readonly unread: readonly (readonly [property: string, value: string])[];
}

/** The entity first, then those that it holds; empty when it is none. */
export function ftmEntities(object: Readonly<Record<string, unknown>>): FtmEntity[] {
  const found: FtmEntity[] = [];
  collect(object, found, 0);
  return found;
}

const deepest = 20;

/** Id of the entity, `null` when the object is none. */
function collect(value: unknown, found: FtmEntity[], depth: number): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth > deepest)
    return null;
  const { id, schema, properties } = value as Readonly<Record<string, unknown>>;
  if (typeof id !== 'string' || id === '') return null;
  /* An id alone refers to an entity that stands elsewhere. */
  if (typeof schema !== 'string' || typeof properties !== 'object' || properties === null)
    return depth > 0 ? id : null;
  const map = new Map<string, readonly string[]>();
  const unread: [string, string][] = [];
  found.push({ id, schema, properties: map, unread });
  for (const [name, given] of Object.entries(properties)) {
    const values = (Array.isArray(given) ? given : [given]).flatMap((one: unknown) => {
      if (one === null || one === undefined) return [];
      if (typeof one === 'object') {
        const nested = collect(one, found, depth + 1);
        if (nested === null) unread.push([name, JSON.stringify(one).slice(0, 200)]);
        return nested ?? [];
      }
      return String(one as string | number | boolean);
    });
    const distinct = [...new Set(values)].filter((one) => one.trim() !== '');
    if (distinct.length > 0) map.set(name, distinct);
  }
  return id;
}
