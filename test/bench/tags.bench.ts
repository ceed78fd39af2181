/** What deriving tags adds to a change of one row and to an import of a thousand, in a large graph. `tags [entities] [embedded|team]`. */
import { join } from 'node:path';
import { openSql } from '@phecda/graph-schema/stores/open-sql';
import { benchFolder } from '../support/bench-folder.ts';
import { PartLoader, partId as id, type Part } from '../support/counted-parts.ts';
import { budget, percentile, seconds, sizeArgument, spread, whole } from '../support/figures.ts';
import { startPostgres } from '../support/postgres.ts';
import { recordSecret } from '../support/record-secret.ts';

const ROW_MS = 100;
const entities = sizeArgument(0, 1_000_000);
const team = process.argv[3] === 'team';
const IMPORT_MS = team ? 5_000 : 2_000;
const folder = benchFolder();
const postgres = team ? await startPostgres() : null;
const sql = await openSql(
  postgres
    ? { engine: 'postgres', url: postgres.url, recordSecret }
    : { engine: 'duckdb', path: join(folder, 'phecda.duckdb'), recordSecret },
);
await sql.migrate();

/** Of ten entities four are enterprises, three people, two phones and one an address; a phone is shared by two, an address by eight, a person holds two offices. */
const enterprises = Math.floor(entities * 0.4);
const people = Math.floor(entities * 0.3);
const phones = Math.floor(entities * 0.2);
const addresses = entities - enterprises - people - phones;
const cases = 1_000;

const declared = `DATE '2025-01-01' + (i * 7 % 700)::INTEGER, 'import', ${id('e', `i % ${enterprises}`)}, ${id('o', 'i % 20')}, '020329', 'JP', 100000 + i % 977, 'CNY', 50000`;
const world: Part = {
  entities: [
    ['e', 'Enterprise', enterprises, 0, `'{"capital":100000000,"registrationDate":"2026-01-01"}'`],
    ['p', 'Person', people, 0, `'{}'`],
    ['t', 'Phone', phones, 0, `'{}'`],
    ['a', 'Address', addresses, 0, `'{}'`],
    ['c', 'Case', cases, 0, `'{"caseKind":"criminal"}'`],
    ['o', 'Port', 20, 0, `'{}'`],
  ],
  relations: [
    ['legalRepresentative', enterprises, 0, id('p', `i % ${people}`), id('e', 'i')],
    ['officer', enterprises, 0, id('p', `i * 7 % ${people}`), id('e', 'i')],
    ['shareholder', enterprises, 0, id('p', `i * 11 % ${people}`), id('e', 'i')],
    ['hasPhone', enterprises, 0, id('e', 'i'), id('t', `i % ${phones}`)],
    ['registeredAt', enterprises, 0, id('e', 'i'), id('a', `i % ${addresses}`)],
    ['subjectOf', cases, 0, id('p', 'i * 97'), id('c', 'i')],
  ],
  declarations: { count: enterprises, from: 0, row: declared },
};

const loader = new PartLoader(sql, folder);
async function load(part: Part): Promise<{ whole: number; tags: number }> {
  const at: Record<string, number> = {};
  const began = performance.now();
  await loader.load(part, 1, (step) => (at[step] = performance.now()));
  return { whole: performance.now() - began, tags: (at['revision'] ?? 0) - (at['tags'] ?? 0) };
}

const first = await load(world);
const [held] = await sql.query<{ entities: number; relations: number; tags: number }>(
  `SELECT (SELECT count(*) FROM entity WHERE rev_to IS NULL) AS entities, (SELECT count(*) FROM relation WHERE rev_to IS NULL) AS relations, (SELECT count(*) FROM derived_tag WHERE rev_to IS NULL) AS tags`,
);
console.log(
  `${sql.engine}: ${whole(held?.entities ?? 0)} entities, ${whole(held?.relations ?? 0)} relations loaded in ${seconds(first.whole)}, of which tags (${whole(held?.tags ?? 0)} derived) ${seconds(first.tags)}`,
);

const kinds: Readonly<Record<string, (i: number) => Part>> = {
  'an enterprise struck off': (i) => ({
    entities: [['e', 'Enterprise', 1, i, `'{"status":"cancelled","capital":${i + 1}}'`]],
  }),
  'a phone more': (i) => ({
    relations: [['hasDevice', 1, i, id('e', 'i'), id('t', `i * 3 % ${phones}`)]],
  }),
  'an officer more': (i) => ({
    relations: [['contact', 1, i, id('p', `i * 5 % ${people}`), id('e', 'i')]],
  }),
  'a person in a case': (i) => ({
    relations: [['subjectOf', 1, cases + i, id('p', 'i'), id('c', `i % ${cases}`)]],
  }),
  'a declaration more': (i) => ({
    declarations: { count: 1, from: enterprises + i, row: declared },
  }),
};
const all: number[] = [];
for (const [name, part] of Object.entries(kinds)) {
  const times: number[] = [];
  for (let n = 0; n < 12; n++) times.push((await load(part(1_000 + n * 331))).tags);
  all.push(...times.slice(2));
  console.log(`${name}: ${spread(times.slice(2))}`);
}
const p95 = percentile(all, 0.95);
console.log(
  `tags of a change of one row: ${spread(all)} ${budget(`p95 ${ROW_MS} ms`, p95 <= ROW_MS, entities >= 1_000_000)}`,
);

const thousand = await load({
  entities: [['e', 'Enterprise', 200, 5_000, `'{"status":"cancelled","capital":5}'`]],
  relations: [
    ['hasDevice', 200, 50_000, id('e', 'i'), id('t', `i * 3 % ${phones}`)],
    ['officer', 200, enterprises, id('p', `i % ${people}`), id('e', `i * 13 % ${enterprises}`)],
    ['subjectOf', 200, 20_000, id('p', 'i'), id('c', `i % ${cases}`)],
  ],
  declarations: { count: 200, from: enterprises + 100_000, row: declared },
});
console.log(
  `tags of an import of 1,000 rows: ${seconds(thousand.tags)} of ${seconds(thousand.whole)} ${budget(seconds(IMPORT_MS), thousand.tags <= IMPORT_MS, entities >= 1_000_000)}`,
);
await sql.close();
await postgres?.stop();
process.exit(0);
