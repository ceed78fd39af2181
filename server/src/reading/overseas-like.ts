/** Overseas parties whose names share a telling word with given ones: the block in which a match is looked for. */
import type { OverseasColumn } from '../analysis/questions/entity-columns.ts';
import { telling } from '../analysis/questions/drift/telling-words.ts';
import { object } from '../truth-text.ts';
import type { ViewedTruth } from './truth.ts';

export async function readOverseasLike(
  truth: ViewedTruth,
  ids: readonly string[],
): Promise<OverseasColumn[]> {
  const rows = await truth.query<{ id: string; label: string; props: string }>(
    `SELECT entity_id AS id, label, props FROM entity WHERE rev_to IS NULL AND type = 'OverseasParty' ORDER BY entity_id`,
  );
  const given = new Set(ids);
  const words = new Set(
    rows.filter(({ id }) => given.has(id)).flatMap(({ label }) => [...telling(label)]),
  );
  return rows
    .filter(({ id, label }) => given.has(id) || [...telling(label)].some((word) => words.has(word)))
    .map(({ id, label, props }) => {
      const said = object(props);
      return { id, label, country: text(said['country']), address: text(said['address']) };
    });
}

function text(said: unknown): string {
  const [first] = Array.isArray(said) ? (said as unknown[]) : [said];
  return typeof first === 'string' ? first : '';
}
