/** What an analyst says of a record carries that record's identity (type, name, its own keys): it stands in for the record while no source asserts it. */
import type { SqlReader, SqlValue } from '@phecda/graph-schema/ports/sql';
import { canonicalJson, type Properties } from '@phecda/graph-schema/truth/canonical-json';
import { md5Uuid } from '@phecda/graph-schema/truth/record-id';
import { uuids } from './apply-context.ts';

/** Versions of stand-ins begin with zeros, which a hash of content practically never does. */
const prefix = '00000000-0000-';
const above = '00000001-0000-0000-0000-000000000000';

/** SQL condition: false orders before true, so what sources say of a record comes first. */
export function standsIn(version: string): string {
  return `(${version} < '${above}'::uuid)`;
}

export interface Identity {
  readonly record: string;
  readonly type: string;
  readonly label: string | null;
  readonly props: string;
  readonly keys: string;
}

/** As the records hold now; of one that no source asserts any more, as it was known. Unknown ids are left out. */
export async function readIdentities(
  tx: SqlReader,
  records: readonly string[],
): Promise<Map<string, Identity>> {
  if (records.length === 0) return new Map();
  const rows = await tx.query<{
    record_id: string;
    type: string;
    label: string | null;
    props: string;
    keys: string;
  }>(
    `SELECT record_id, type, label, props, keys FROM (
       SELECT v.record_id, v.type, v.label, v.props, v.keys,
         row_number() OVER (PARTITION BY v.record_id ORDER BY CASE WHEN r.record_id IS NULL THEN 1 ELSE 0 END, ${standsIn('v.version')}, v.version DESC) AS place
       FROM version v LEFT JOIN record r ON r.record_id = v.record_id AND r.version = v.version
       WHERE v.record_id IN ${uuids([...new Set(records)])} AND v.family = 'entity' AND v.anchor IS NULL) n
     WHERE place = 1`,
  );
  return new Map(rows.map(({ record_id: record, ...row }) => [record, { record, ...row }]));
}

/** In the order of the staged columns of `version`. */
export function standInRow({ record, type, label, props, keys }: Identity): SqlValue[] {
  const known = JSON.parse(props) as Properties;
  // A key is type:attribute:value.
  const named = new Set(['name', ...keys.split('\n').map((key) => key.split(':')[1] ?? '')]);
  const own = canonicalJson(
    Object.fromEntries(Object.entries(known).filter(([name]) => named.has(name))),
  );
  const hash = md5Uuid(canonicalJson({ type, label: label ?? '', props: own, keys }));
  const version = prefix + hash.slice(prefix.length);
  return [record, version, 'entity', type, label, own, keys, '', null, null, null, null, null];
}
