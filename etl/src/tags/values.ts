/** Attributes and behaviour of entities in SQL, in the same words for both engines. Where sources disagree, the first value is the one that counts. */
import { list, text } from '../apply/apply-context.ts';

const valueOf = (json: string, name: string): string => `(CAST(${json} AS JSON) ->> ${text(name)})`;

const first = (value: string): string =>
  `regexp_replace(regexp_replace(${value}, '^\\[', ''), '[,\\]].*$', '')`;

/** NULL where it is missing or no whole number. */
export function integerOf(json: string, name: string): string {
  const value = first(valueOf(json, name));
  return `CASE WHEN regexp_replace(${value}, '^-?[0-9]+$', '') = '' THEN CAST(NULLIF(${value}, '') AS BIGINT) END`;
}

/** 'YYYY-MM-DD', or NULL. */
export function dayOf(json: string, name: string): string {
  const value = `replace(${first(valueOf(json, name))}, '"', '')`;
  return `CASE WHEN regexp_replace(${value}, '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', '') = '' THEN NULLIF(${value}, '') END`;
}

export function textOf(json: string, name: string): string {
  return `replace(${first(valueOf(json, name))}, '"', '')`;
}

/** Where sources disagree, any of them counts. */
export function hasValue(json: string, name: string, values: readonly string[]): string {
  const value = `COALESCE(${valueOf(json, name)}, '')`;
  const any = values.map((one) => `position(${text(JSON.stringify(one))} IN ${value}) > 0`);
  return `(${value} IN ${list(values)} OR (starts_with(${value}, '[') AND (${any.join(' OR ')})))`;
}

/** Values that sources give, as a JSON array; NULL for one alone. */
export function severalOf(json: string, name: string): string {
  const value = valueOf(json, name);
  return `CASE WHEN starts_with(${value}, '[') THEN ${value} END`;
}

/** Whether a source asserts one of these tags. */
export function assertsTag(tags: string, wanted: readonly string[]): string {
  const any = wanted.map(
    (tag) => `position(${text(`\n${tag}\n`)} IN concat(chr(10), ${tags}, chr(10))) > 0`,
  );
  return `(${tags} <> '' AND (${any.join(' OR ')}))`;
}
