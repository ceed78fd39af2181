/** A data folder of the version before record ids were keyed opens: everything in it is renamed, and is what loading the same files anew gives; run on every engine. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addJudgements, applyFacts, applyFile, withdrawFile } from '@phecda/etl/commands';
import { finishUpgrade } from '@phecda/etl/finish-upgrade';
import { prepareFile } from '@phecda/etl/prepare/prepare-file';
import * as model from '@phecda/graph-schema/model';
import type { Sql } from '@phecda/graph-schema/ports/sql';
import { migrationsOf } from '@phecda/graph-schema/stores/migrations/index';
import { keyedId, plainRecordId } from '@phecda/graph-schema/truth/record-id';
import type { ApplySummary } from '@phecda/graph-schema/truth/types';
import { readHistory } from '@phecda/server/reading/history';
import { entityIdsOf } from '@phecda/server/reading/entity-ids';
import { fixtureMapping, ontology } from '../fixtures/prepare.ts';
import {
  registryCsv,
  worldFacts,
  worldFiles,
  worldJudgements,
} from '../fixtures/world-before-keyed-ids.ts';
import { recordSecret } from '../support/record-secret.ts';
import { graphText, idOf, loadStaged } from './staged-world.ts';
import { truthFor, type ViewedTruth } from '@phecda/server/reading/truth';
import { serverItself } from '@phecda/server/features/viewer';

const asServer = (sql: Sql): ViewedTruth => truthFor(serverItself, sql, ontology);

/** The schema that the older version had. */
const before = 4;
const oldId = (dataset: string, type: string, key: string): string =>
  plainRecordId(dataset, type, [key]);

interface Tables {
  readonly [table: string]: {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly (string | number | boolean | null)[])[];
  };
}

async function oldTables(): Promise<Tables> {
  const path = join(import.meta.dirname, '../fixtures/tables-before-keyed-ids.json');
  return JSON.parse(await readFile(path, 'utf8')) as Tables;
}

/** Runs statements on a database that nothing has been done to. */
export type RunPlain = (statement: string) => Promise<unknown>;

async function makeOld(
  run: RunPlain,
  engine: Sql['engine'],
  dialect: Sql['dialect'],
): Promise<void> {
  await run('CREATE TABLE schema_version (version INTEGER NOT NULL, name VARCHAR NOT NULL)');
  for (const { version, name, statements } of migrationsOf()) {
    if (version > before) continue;
    for (const statement of statements(dialect)) await run(statement);
    await run(`INSERT INTO schema_version (version, name) VALUES (${version}, '${name}')`);
  }
  const literal = (value: string | number | boolean | null): string =>
    value === null
      ? 'NULL'
      : typeof value === 'string'
        ? `'${value.replaceAll("'", "''")}'`
        : String(value);
  for (const [table, { columns, rows }] of Object.entries(await oldTables()))
    for (const row of rows)
      await run(
        `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${row.map(literal).join(', ')})`,
      );
  if (engine === 'postgres') await run('ANALYZE');
}

async function loadRegistry(
  sql: Sql,
  folder: string,
  name: string,
  text: string,
): Promise<ApplySummary> {
  const path = join(folder, name);
  await writeFile(path, text);
  const mapping = fixtureMapping('registry');
  const scratch = join(folder, `${name}.duckdb`);
  const prepared = await prepareFile({
    path,
    fileName: name,
    mapping,
    ontology,
    recordSecret,
    sourceDate: '2024-01-01',
    scratch,
  });
  const summary = await applyFile(sql, {
    scratch,
    actor: 'tester',
    file: {
      dataset: mapping.dataset,
      name,
      sha256: prepared.sha256,
      mappingId: mapping.id,
      mappingHash: prepared.mappingHash,
      mode: mapping.mode,
      sourceDate: prepared.sourceDate,
      bytes: prepared.bytes,
      rowsRead: prepared.rowsRead,
      rowsLoaded: prepared.rowsLoaded,
      rowsQuarantined: prepared.rowsQuarantined,
    },
  });
  await rm(scratch);
  return summary;
}

/** `fresh`: opens a database, hands over a way to run plain statements on it, and gives the truth in it when they are done. */
export function describeUpgrade(
  engine: string,
  fresh: (
    make: (run: RunPlain, sql: Pick<Sql, 'engine' | 'dialect'>) => Promise<void>,
  ) => Promise<Sql>,
): void {
  describe(`upgrade of a data folder on ${engine}`, () => {
    let folder: string;
    let upgraded: Sql;
    let anew: Sql;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'phecda-upgrade-'));
      upgraded = await fresh((run, sql) => makeOld(run, sql.engine, sql.dialect));
      anew = await fresh(async () => undefined);
      await loadRegistry(anew, folder, registryCsv.name, registryCsv.text);
      let last = '';
      for (const file of worldFiles(idOf)) last = (await loadStaged(anew, file)).fileId!;
      await addJudgements(anew, worldJudgements(idOf), 'tester', 'judged');
      await applyFacts(anew, worldFacts(idOf), 'tester', 'facts');
      await withdrawFile(anew, last, 'tester', 'mistake');
    });
    afterAll(async () => {
      await upgraded.close();
      await anew.close();
      await rm(folder, { recursive: true });
    });

    it('renames without a revision, and gives what loading the files anew gives', async () => {
      const old = await oldTables();
      expect(await upgraded.revision()).toBe(old['revision']!.rows.length);
      const counts = await upgraded.query<{ open: number; closed: number }>(
        `SELECT count(*) FILTER (WHERE rev_to IS NULL) AS open, count(*) FILTER (WHERE rev_to IS NOT NULL) AS closed FROM entity`,
      );
      const rows = old['entity']!.rows.map((row) => row.at(-1));
      expect(counts).toEqual([
        {
          open: rows.filter((to) => to === null).length,
          closed: rows.filter((to) => to !== null).length,
        },
      ]);
      expect(counts[0]!.closed).toBeGreaterThan(0);
      await finishUpgrade(upgraded, { ontology: model });
      expect(await graphText(upgraded)).toBe(await graphText(anew));
      const revision = await upgraded.revision();
      await finishUpgrade(upgraded, { ontology: model });
      expect(await upgraded.revision()).toBe(revision);
    });

    it('keeps no plain id in what holds now', async () => {
      const [plain] = (await oldTables())['record']!.rows.map((row) => row[0]);
      for (const table of ['version', 'assertion', 'record', 'record_key'])
        expect(
          await upgraded.query(`SELECT record_id FROM ${table} WHERE record_id = $1::uuid`, [
            plain!,
          ]),
        ).toEqual([]);
    });

    it('meets a file that is delivered again: nothing in it is new', async () => {
      expect(
        await loadRegistry(upgraded, folder, '企业注册_again.csv', `${registryCsv.text}\n`),
      ).toMatchObject({
        recordsRemoved: 0,
        entitiesAdded: 0,
        entitiesChanged: 0,
        entitiesRemoved: 0,
        relationsAdded: 0,
        relationsChanged: 0,
        relationsRemoved: 0,
      });
    });

    it('finds entities by the ids that addresses and cases hold from before', async () => {
      const asked = [
        oldId('shares', 'Enterprise', 'A'),
        oldId('shares', 'Enterprise', 'B'),
        oldId('trade', 'Port', '5301'),
      ];
      const found = await entityIdsOf(asServer(upgraded), asked);
      const current = await upgraded.query<{ record_id: string; entity_id: string }>(
        `SELECT record_id, entity_id FROM record WHERE family = 'entity'`,
      );
      const entityOf = new Map(current.map((row) => [row.record_id, row.entity_id]));
      for (const id of asked) {
        expect(found.get(id)).toBeDefined();
        expect(found.get(id)).toBe(entityOf.get(keyedId(recordSecret, id)));
      }
    });

    it('keeps the history that closed rows tell', async () => {
      // Two records that merged, of which the later one gave the older version its name.
      const last = (await oldTables())['revision']!.rows.length;
      const told = async (sql: Sql, id: string): Promise<unknown[]> => {
        const entity = (await entityIdsOf(asServer(sql), [id])).get(id)!;
        const lines = await readHistory(asServer(sql), entity, 50);
        return lines.flatMap(({ revision, change }) =>
          change === 'relations' || revision > last ? [] : [[revision, change]],
        );
      };
      const trader = await told(upgraded, oldId('trade', 'Enterprise', 'T'));
      expect(trader.length).toBeGreaterThan(1);
      expect(trader).toEqual(await told(anew, idOf('trade', 'Enterprise', 'T')));
    });
  });
}
