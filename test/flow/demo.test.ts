/** The demo world end to end on the embedded engines: generated, imported file by file, and compared with its answers. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadMappings } from '@phecda/etl/mapping/load-mappings';
import { createImportKinds } from '@phecda/etl/jobs/import-kinds';
import { JobQueue } from '@phecda/etl/jobs/job-queue';
import { homeOf } from '@phecda/etl/jobs/runner-name';
import { followView } from '@phecda/etl/follow-view';
import type { Answers, GangAnswer } from '@phecda/etl/demo/answers';
import {
  demoState,
  loadDemo,
  type DemoLoadProgress,
  type DemoLoaded,
} from '@phecda/etl/demo/load-demo';
import { deployedOntology, type Sql } from '@phecda/graph-schema';
import { createEmbeddedGraphStore } from '@phecda/graph-schema/stores/embedded/embedded-graph-store';
import { openSql } from '@phecda/graph-schema/stores/open-sql';
import { createImportSteps } from '@phecda/etl/jobs/import-steps';
import { runQuestion, type ResultOf } from '@phecda/server/analysis/run-question';
import { serverItself } from '@phecda/server/features/viewer';
import { analysisColumns } from '@phecda/server/reading/analysis-columns';
import { casesOfMembers, subjectsOfCase } from '@phecda/server/reading/case-parties';
import { entityIdsOf } from '@phecda/server/reading/entity-ids';
import { truthFor } from '@phecda/server/reading/truth';
import { recordSecret } from '../support/record-secret.ts';
import { bestMatches } from '../support/run-gangs.ts';

const ontology = deployedOntology();
let folder: string;
let sql: Sql;
let jobs: JobQueue;
let view: Awaited<ReturnType<typeof createEmbeddedGraphStore>>;
let answers: Answers;
let loaded: DemoLoaded;
const progress: DemoLoadProgress[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phecda-demo-'));
  sql = await openSql({ engine: 'duckdb', path: join(folder, 'phecda.duckdb'), recordSecret });
  await sql.migrate();
  view = await createEmbeddedGraphStore();
  await view.prepare();
  const mappings = new Map(loadMappings(ontology).map((mapping) => [mapping.id, mapping]));
  const steps = createImportSteps({
    sql,
    ontology,
    scratchFolder: join(folder, 'scratch'),
    mapping: (id) => mappings.get(id) ?? null,
    view: async () =>
      void (await followView(sql, view, { token: 1, entityTypes: ontology.entityTypes })),
  });
  jobs = new JobQueue({
    state: sql.state,
    kinds: createImportKinds(sql, steps),
    home: homeOf(folder),
  });
  await jobs.start();
  loaded = await loadDemo({
    dataDir: folder,
    recordSecret,
    jobs,
    world: demoSize,
    onProgress: (step) => progress.push(step),
  });
  answers = JSON.parse(await readFile(join(folder, 'demo', 'answers.json'), 'utf8')) as Answers;
}, 600_000);

const demoSize =
  process.env['DEMO_SIZE'] === undefined
    ? { size: 600 }
    : { size: Number(process.env['DEMO_SIZE']) };

afterAll(async () => {
  await jobs?.close();
  await view?.close();
  await sql?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Entities by a key of their records. */
async function entitiesOf(keys: readonly string[]): Promise<Map<string, Set<string>>> {
  const rows = await sql.query<{ key: string; entity_id: string }>(
    `SELECT DISTINCT k.key, r.entity_id FROM record_key k JOIN record r ON r.record_id = k.record_id WHERE k.key IN (${keys.map((_, i) => `$${i + 1}`).join(', ')})`,
    [...keys],
  );
  const found = new Map<string, Set<string>>(keys.map((key) => [key, new Set()]));
  for (const { key, entity_id } of rows) found.get(key)?.add(entity_id);
  return found;
}

async function entityOf(key: string): Promise<string> {
  const [id, ...others] = (await entitiesOf([key])).get(key) ?? [];
  if (id === undefined || others.length > 0)
    throw new Error(`${key} is ${others.length + (id === undefined ? 0 : 1)} entities`);
  return id;
}

async function related(kind: string, source: string, target: string): Promise<boolean> {
  const [row] = await sql.query<{ n: number }>(
    `SELECT count(*) AS n FROM relation WHERE rev_to IS NULL AND kind = $1 AND source = CAST($2 AS UUID) AND target = CAST($3 AS UUID)`,
    [kind, await entityOf(source), await entityOf(target)],
  );
  return Number(row?.n) > 0;
}

describe('the demo world', () => {
  test('is loaded whole, with progress that never goes back', () => {
    expect(demoState(folder)).toBe('loaded');
    expect(loaded.files).toBe(23);
    expect(progress.at(-1)).toEqual({ phase: 'done', done: 1_000, total: 1_000, file: '' });
    const steps = progress.map(({ done }) => done);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
  });

  test('every file counts the rows that were written, and sets aside exactly the documented defects', async () => {
    const files = await sql.query<{
      name: string;
      rows_read: number;
      rows_loaded: number;
      rows_quarantined: number;
    }>(`SELECT name, rows_read, rows_loaded, rows_quarantined FROM file WHERE state = 'loaded'`);
    for (const file of files) {
      const defects = answers.defects.filter(({ file: name }) => name === file.name).length;
      expect({
        ...file,
        rows_loaded: Number(file.rows_loaded),
        rows_read: Number(file.rows_read),
        rows_quarantined: Number(file.rows_quarantined),
      }).toEqual({
        name: file.name,
        rows_read: answers.rows[file.name],
        rows_quarantined: defects,
        rows_loaded: (answers.rows[file.name] ?? 0) - defects,
      });
    }
    const quarantine = await sql.query<{
      name: string;
      row_no: number;
      field: string;
      code: string;
    }>(
      `SELECT f.name, q.row_no, q.field, q.code FROM quarantine q JOIN file f ON f.file_no = q.file_no`,
    );
    const line = (file: string, row: number, field: string | null, code: string): string =>
      `${file} ${row} ${field ?? ''} ${code}`;
    expect(quarantine.map((q) => line(q.name, Number(q.row_no), q.field, q.code)).sort()).toEqual(
      answers.defects.map((d) => line(d.file, d.row, d.field, d.code)).sort(),
    );
  });

  test('declarations are all there', async () => {
    const [row] = await sql.query<{ n: number }>(`SELECT count(*) AS n FROM declaration`);
    const declared = (name: string): boolean => /^(报关单|customs-declarations)/.test(name);
    const written = Object.entries(answers.rows)
      .filter(([name]) => declared(name))
      .reduce((sum, [, rows]) => sum + rows, 0);
    expect(Number(row?.n)).toBe(
      written - answers.defects.filter(({ file }) => declared(file)).length,
    );
  });

  test('fills every kind of relation that files can tell of', async () => {
    const rows = await sql.query<{ kind: string }>(
      `SELECT DISTINCT kind FROM relation WHERE rev_to IS NULL`,
    );
    const filled = new Set(rows.map(({ kind }) => kind));
    // Companions come from trajectories, suspected duplicates from judgements; a link without a
    // meaning of its own comes from FollowTheMoney files, which the demo does not have.
    const later = new Set(['accompanies', 'possiblySameAs', 'linkedTo']);
    expect(
      Object.keys(ontology.relationKinds).filter((kind) => !filled.has(kind) && !later.has(kind)),
    ).toEqual([]);
  });

  test('an importer known by its code alone is the enterprise with its name', async () => {
    const coded = await sql.query<{ label: string }>(
      `SELECT e.label FROM record r JOIN entity e ON e.entity_id = r.entity_id
       WHERE r.dataset = 'customs-declarations' AND r.type = 'Enterprise' AND e.rev_to IS NULL`,
    );
    expect(coded.length).toBeGreaterThan(20);
    expect(coded.filter(({ label }) => !/\p{Script=Han}/u.test(label))).toEqual([]);
  });

  test('one enterprise under several names and codes is one entity', async () => {
    expect(answers.duplicates.length).toBeGreaterThan(10);
    const found = await entitiesOf([...new Set(answers.duplicates.flatMap(({ keys }) => keys))]);
    for (const { keys } of answers.duplicates)
      expect(new Set(keys.flatMap((key) => [...(found.get(key) ?? [])])).size, keys.join(' ')).toBe(
        1,
      );
  });

  test('what only looks alike stays apart', async () => {
    const found = await entitiesOf(
      answers.possibleDuplicates.flatMap(({ left, right }) => [left, right]),
    );
    for (const { left, right } of answers.possibleDuplicates) {
      const [a] = found.get(left) ?? [];
      const [b] = found.get(right) ?? [];
      if (a !== undefined && b !== undefined) expect(a).not.toBe(b);
    }
  });

  test('each gang hangs together through its persistent members', async () => {
    expect(answers.gangs.map(({ id }) => id)).toEqual(['drift', 'undervalue', 'waste']);
    for (const gang of answers.gangs) expect(await connected(gang), gang.id).toEqual([]);
  });

  test('gang analysis finds the hidden gangs first, and the honest family after them', async () => {
    const projection = await view.pin();
    const revision = await sql.revision();
    const ask = (parameters: unknown): Promise<ResultOf<'gangs'>> =>
      runQuestion({
        question: 'gangs',
        parameters,
        projection,
        revision,
        tagLevels: Object.fromEntries(
          Object.values(ontology.tagModels).map(({ name, level }) => [name, level]),
        ),
        columns: analysisColumns(truthFor(serverItself, sql, ontology)),
      });
    const { groups } = await ask({});
    const found = groups.map(
      ({ members }) =>
        new Set(members.filter(({ role }) => role !== 'doubtful').map(({ id }) => id)),
    );
    const idsOf = async (keys: readonly string[]): Promise<Set<string>> =>
      new Set(await Promise.all(keys.map(entityOf)));
    const planted = await Promise.all(
      answers.gangs.map(({ shells, drift, persistent }) =>
        idsOf([
          ...shells,
          ...(drift?.newShells ?? []),
          ...persistent.filter((key) => key.startsWith('Person:')),
        ]),
      ),
    );
    const matches = bestMatches(found, planted);
    for (const match of matches) expect(match.f1).toBeGreaterThanOrEqual(0.85);
    expect(Math.max(...matches.map(({ rank }) => rank))).toBeLessThanOrEqual(5);
    const alike = answers.lookAlikes.filter((look) => look.of !== 'drift');
    const honest = await Promise.all(alike.map(({ members }) => idsOf(members)));
    for (const { f1, rank } of bestMatches(found, honest))
      if (f1 > 0.5) expect(rank).toBeGreaterThan(planted.length);
    const drift =
      groups[(matches[answers.gangs.findIndex(({ id }) => id === 'drift')]?.rank ?? 1) - 1];
    expect(drift?.tags.filter(({ level }) => level === 5).map(({ tag }) => tag)).toContain(
      'filed-smuggling-case',
    );
    expect(drift?.amount).toBeGreaterThan(0);
    expect(drift?.ports.map(({ label }) => label)).toContain('蛇口海关');
    expect(drift?.goods[0]?.label).toMatch(/^03/);
    expect(
      drift?.ties.some(({ thing }) => thing?.type === 'Phone' && thing.label !== thing.id),
    ).toBe(true);
    expect((drift?.lastActivity ?? '') > (drift?.firstActivity ?? '')).toBe(true);
    const core = await entityOf(answers.begin?.key ?? '');
    const around = await ask({ scope: { kind: 'neighbourhood', entity: core, hops: 2 } });
    expect(around.groups[0]?.members.map(({ id }) => id)).toContain(core);
    expect(around.groups[0]?.enterprises).toBe(drift?.enterprises);
  });

  test('drift tracking proposes the shells under which the seized gang goes on, from what its case names', async () => {
    const gang = answers.gangs.find(({ drift }) => drift !== null);
    const drift = gang?.drift;
    if (!drift) throw new Error('no drift');
    const truth = truthFor(serverItself, sql, ontology);
    const core = await entityOf(gang.core);
    const [seizure] = await casesOfMembers(truth, [core]);
    expect(seizure?.day).toBe(drift.seized);
    const named = await casesOfMembers(truth, await Promise.all(gang.shells.map(entityOf)));
    const parties = await Promise.all(named.slice(0, 2).map(({ id }) => subjectsOfCase(truth, id)));
    const members = [...new Set((await entityIdsOf(truth, parties.flat())).values())];
    const result = await runQuestion({
      question: 'drift',
      parameters: { members, day: drift.seized },
      projection: await view.pin(),
      revision: await sql.revision(),
      tagLevels: {},
      columns: analysisColumns(truth),
    });
    const newShells = await Promise.all(drift.newShells.map(entityOf));
    const proposed = result.candidates.filter(({ score }) => score >= result.threshold);
    console.log(
      `drift in the demo: ${members.length} members known; ${result.candidates
        .slice(0, 9)
        .map(
          ({ id, score, parts, replay }) =>
            `${newShells.includes(id) ? 'shell' : 'other'} ${score.toFixed(2)} (${Object.values(
              parts,
            )
              .map((part) => part?.toFixed(2) ?? '–')
              .join(' ')}) ${replay?.day ?? ''} ${replay?.declarations ?? ''}`,
        )
        .join('; ')}`,
    );
    expect(new Set(result.candidates.slice(0, newShells.length).map(({ id }) => id))).toEqual(
      new Set(newShells),
    );
    expect(new Set(proposed.map(({ id }) => id))).toEqual(new Set(newShells));
    for (const { replay, paths, comparison } of proposed) {
      expect(replay?.daysFromFirstFiling).toBeLessThan(0);
      expect(replay?.declarations).toBeGreaterThan(0);
      expect(paths.length).toBeGreaterThan(2);
      expect(paths[0]?.relations.every((id) => id !== '')).toBe(true);
      expect(
        comparison?.things.some(({ what, shared }) => what === 'phones' && shared.length > 0),
      ).toBe(true);
    }
    const to = await entityOf(drift.toOffice);
    const [first] = result.firstFilings;
    expect(first?.port).toBe(to);
    expect(newShells).toContain(first?.enterprise);
    expect(first?.day).toBe(drift.firstFiling.slice(0, 10));
  });

  test('rings are closed, near-rings lack the edge that the answers name', async () => {
    expect(answers.rings.length).toBe(5);
    expect(answers.nearRings.length).toBe(3);
    for (const ring of [...answers.rings, ...answers.nearRings]) {
      for (const { kind, source, target } of ring.edges)
        expect(await related(kind, source, target), `${ring.id} ${kind} ${source} ${target}`).toBe(
          true,
        );
      if (ring.missing !== null)
        expect(
          await related(ring.missing.kind, ring.missing.source, ring.missing.target),
          ring.id,
        ).toBe(false);
    }
  });

  test('the drifting gang files at another port only after its seizure', async () => {
    const drift = answers.gangs.find(({ id }) => id === 'drift')?.drift;
    if (!drift) throw new Error('no drift');
    const to = await entityOf(drift.toOffice);
    for (const shell of drift.newShells) {
      const [row] = await sql.query<{ first: string; ports: number }>(
        `SELECT CAST(min(d.date) AS VARCHAR) AS first, count(DISTINCT p.entity_id) AS ports FROM declaration d JOIN record t ON t.record_id = d.trader JOIN record p ON p.record_id = d.port WHERE t.entity_id = CAST($1 AS UUID) AND p.entity_id = CAST($2 AS UUID)`,
        [await entityOf(shell), to],
      );
      expect((row?.first ?? '') >= drift.firstFiling, `${shell} ${row?.first}`).toBe(true);
    }
  });

  test('names where to begin, and that record is the seized core', async () => {
    if (loaded.start === null || answers.begin === null) throw new Error('nothing to begin with');
    const [row] = await sql.query<{ entity_id: string }>(
      `SELECT entity_id FROM record WHERE record_id = CAST($1 AS UUID)`,
      [loaded.start.recordId],
    );
    expect(row?.entity_id).toBe(await entityOf(answers.begin.key));
    const derived = await sql.query<{ tag: string }>(
      `SELECT tag FROM derived_tag WHERE rev_to IS NULL AND entity_id = CAST($1 AS UUID)`,
      [row?.entity_id ?? ''],
    );
    expect(derived.map(({ tag }) => tag)).toContain('filed-smuggling-case');
    const [entity] = await sql.query<{ behaviour: string }>(
      `SELECT behaviour FROM entity WHERE rev_to IS NULL AND entity_id = CAST($1 AS UUID)`,
      [row?.entity_id ?? ''],
    );
    expect(JSON.parse(entity?.behaviour ?? '{}')).toMatchObject({
      declarationsOut: 0,
      declarationsIn: expect.any(Number) as number,
    });
    expect(
      (JSON.parse(entity?.behaviour ?? '{}') as { seizures: number }).seizures,
    ).toBeGreaterThan(0);
  });

  test('a port is called by its name, not by the code that declarations carry', async () => {
    const [port] = await sql.query<{ label: string }>(
      `SELECT label FROM entity WHERE rev_to IS NULL AND entity_id = CAST($1 AS UUID)`,
      [await entityOf('Port:code:5304')],
    );
    expect(port?.label).toBe('蛇口海关');
  });

  test('loading it again changes nothing', async () => {
    const before = await sql.revision();
    await loadDemo({ dataDir: folder, recordSecret, jobs });
    expect(await sql.revision()).toBe(before);
  });
});

/** Shells and persistent members that cannot be reached from the core by relations among them. */
async function connected(gang: GangAnswer): Promise<string[]> {
  const members = [...gang.shells, ...(gang.drift?.newShells ?? []), ...gang.persistent];
  const ids = new Map<string, string>();
  for (const member of members) ids.set(await entityOf(member), member);
  const list = [...ids.keys()].map((id) => `'${id}'`).join(', ');
  const edges = await sql.query<{ source: string; target: string }>(
    `SELECT source, target FROM relation WHERE rev_to IS NULL AND source IN (${list}) AND target IN (${list})`,
  );
  const reached = new Set([await entityOf(gang.core)]);
  for (let grown = true; grown;) {
    grown = false;
    for (const { source, target } of edges) {
      if (reached.has(source) === reached.has(target)) continue;
      reached.add(source).add(target);
      grown = true;
    }
  }
  return [...ids].filter(([id]) => !reached.has(id)).map(([, member]) => member);
}
