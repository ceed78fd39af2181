/** The command line as a user types it: check, load, add rows, dump and withdraw, with no server on the data folder and through the one that runs. */
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { uscc } from '@phecda/etl/demo/identities';
import { openDuckDb } from '@phecda/graph-schema/stores/duckdb/duckdb-sql';
import { codes, registry } from '../support/analyst-files.ts';
import { done, etl, etlHere, type Ended } from '../support/etl-process.ts';
import { startPhecda, type PhecdaServer } from '../support/phecda-server.ts';
import { recordSecret } from '../support/record-secret.ts';

const newcomer = uscc('440300', 14);
const mended = ['统一社会信用代码,企业名称', `${newcomer},深圳摇光实业有限公司`].join('\n');
const customs = [
  '海关注册编码,企业名称,统一社会信用代码',
  `4403160002,深圳天玑贸易有限公司,${codes.a}`,
].join('\n');
const idIn = ({ text }: Ended): string => /file ([\da-f-]{36})/.exec(text)?.[1] ?? '';

let folder = '';
const files = { registry: '', mended: '', customs: '' };
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'phecda-cli-'));
  const write = async (name: string, content: string): Promise<string> => {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  };
  files.registry = await write('企业注册登记_20240601.csv', registry);
  files.mended = await write('企业注册登记_20250101.csv', mended);
  files.customs = await write('海关备案_20240601.csv', customs);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const dumps: Record<string, string> = {};

describe.each(['with no server', 'through a server'] as const)('the command line %s', (how) => {
  let server: PhecdaServer | null = null;
  let base = '';
  let added = '';
  let graph = '';
  let dataDir = '';
  const run = (...args: readonly string[]): Promise<Ended> => etlHere(args, { DATA_DIR: dataDir });
  const started = (...args: readonly string[]): Promise<Ended> => etl(args, { DATA_DIR: dataDir });
  const dump = async (): Promise<string> => {
    const path = join(dataDir, 'dump.jsonl');
    await done(['dump', '--out', path], { DATA_DIR: dataDir }, etlHere);
    return readFile(path, 'utf8');
  };
  beforeAll(async () => {
    dataDir = join(folder, how.replaceAll(' ', '-'));
    if (how === 'through a server') server = await startPhecda({ dataDir });
  });
  afterAll(() => server?.stop());

  it('checks a file and writes nothing', async () => {
    const { code, text } = await run('check', files.registry);
    expect(text).toContain('4 rows read, 3 good, 1 set aside;');
    expect(text).toMatch(/row 5, 统一社会信用代码: .*\[uscc-format\] "91440300BAD"/);
    expect(code).toBe(0);
    expect((await run('files')).text).toBe('');
    expect(await dump()).toBe('');
  });

  it('loads a file by the mapping that fits its name, and says so when it comes again', async () => {
    const first = await started('load', files.registry, '--actor', '陈关员');
    expect(first).toMatchObject({ code: 0 });
    expect(first.text).toMatch(/3 good, 1 set aside; entities \+\d+ ~0 -0, .*; revision 1;/);
    base = idIn(first);
    const again = await run('load', files.registry);
    expect(again).toMatchObject({ code: 0 });
    expect(again.text).toContain('[already-loaded]');
    expect(again.text).toContain('nothing changed');
    expect(idIn(again)).toBe(base);
    const listed = (await run('files')).text.trim().split('\n');
    expect(listed).toHaveLength(1);
    expect(listed[0]).toMatch(new RegExp(`^${base}  loaded .*陈关员.*企业注册登记_20240601.csv$`));
  });

  it('backs up while the data folder is in use, and a restored folder gives the same dump', async () => {
    const backup = join(folder, `backup ${how}`);
    const made = await run('backup', backup);
    expect(made).toMatchObject({ code: 0 });
    expect(made.text).toContain('holds revision 1.');
    expect(await run('backup', backup)).toMatchObject({ code: 1 });
    const restored = join(folder, `restored ${how}`);
    await done(['restore', backup], { DATA_DIR: restored }, etlHere);
    const other = join(folder, `dump of ${how}.jsonl`);
    await done(['dump', '--out', other], { DATA_DIR: restored }, etlHere);
    expect(await readFile(other, 'utf8')).toBe(await dump());
    const again = await etlHere(['restore', backup], { DATA_DIR: restored });
    expect(again).toMatchObject({ code: 1 });
    expect(again.text).toContain('holds a database already');
    const upgraded = await etlHere(['upgrade', join(folder, `old ${how}`)], { DATA_DIR: restored });
    expect(upgraded.text).toContain('the graph view holds revision 1.');
  });

  it('adds mended rows to a snapshot', async () => {
    const before = await dump();
    expect(before).not.toContain(newcomer);
    const { code, text } = await run('load', files.mended, '--adds-to', base);
    expect(text).toContain('1 good');
    expect(code).toBe(0);
    added = idIn({ code, text, signal: null });
    expect((await run('files')).text).toMatch(new RegExp(`^${added} .*  adds to ${base}$`, 'm'));
    graph = await dump();
    expect(graph.split('\n')).toEqual(expect.arrayContaining(before.split('\n')));
    expect(graph).toContain(newcomer);
  });

  it('refuses to add rows where they do not belong, and writes nothing', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    const refusals = [
      [['--adds-to', 'X1'], /must be the id of a file/],
      [['--adds-to', base, '--source-date', '2024-01-01'], /--source-date does not go with/],
      [['--adds-to', nobody], /There is no file 0.* \[file-unknown\]/],
      [['--adds-to', base], /\[other-dataset\]/],
    ] as const;
    for (const [options, words] of refusals) {
      const { code, text } = await run('load', files.customs, ...options);
      expect(text).toMatch(words);
      expect(code).toBe(1);
    }
    expect(await dump()).toBe(graph);
  });

  it('asks which mapping it is when no name fits', async () => {
    const path = join(folder, 'unknown.csv');
    await writeFile(path, mended);
    const { code, text } = await run('load', path);
    expect(text).toContain('No mapping fits the name unknown.csv');
    expect(code).toBe(1);
    expect(
      await run('check', path, '--mapping', 'enterprise-registry', '--source-date', '2024-06-01'),
    ).toMatchObject({ code: 0 });
    expect(await run('load', join(folder, 'nowhere.csv'))).toMatchObject({ code: 1 });
  });

  it('writes the graph as sorted lines, the same to a file and to the screen', async () => {
    expect((await started('dump')).text).toBe(graph);
    dumps[how] = graph;
    const lines = graph.trim().split('\n');
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
  });

  it('withdraws a file only with a reason; rows added to it go with it', async () => {
    expect(await run('withdraw', base)).toMatchObject({ code: 1 });
    const { code, text } = await run('withdraw', base, '--reason', '来源有误');
    expect(text).toMatch(/withdrawn; entities \+0 ~0 -\d+/);
    expect(code).toBe(0);
    expect(await dump()).toBe('');
    const states = (await run('files')).text;
    expect(states).toMatch(new RegExp(`^${base}  withdrawn`, 'm'));
    expect(states).toMatch(new RegExp(`^${added}  loaded`, 'm'));
  });
});

describe('a command line beside a server', () => {
  it('has made the same graph as one without', () => {
    expect(dumps['with no server']).toBeTruthy();
    expect(dumps['through a server']).toBe(dumps['with no server']);
  });

  it('is let in by the secret of the data folder alone', async () => {
    const dataDir = join(folder, 'secret');
    const server = await startPhecda({ dataDir });
    const path = join(dataDir, 'control.json');
    try {
      const { address, secret } = z
        .object({ address: z.string(), secret: z.string() })
        .parse(JSON.parse(await readFile(path, 'utf8')));
      const status = async (headers: Record<string, string>, body: string): Promise<number> =>
        (await fetch(address, { method: 'POST', headers, body })).status;
      const question = JSON.stringify({ command: 'files' });
      expect((await stat(path)).mode & 0o077).toBe(0);
      expect(await status({}, question)).toBe(403);
      expect(await status({ authorization: `Bearer ${secret}x` }, question)).toBe(403);
      const own = { authorization: `Bearer ${secret}` };
      expect(await status({ ...own, origin: server.url }, question)).toBe(403);
      expect(await status(own, question)).toBe(200);
      const wrong = await fetch(address, {
        method: 'POST',
        headers: own,
        body: JSON.stringify({ command: 'load', input: { path: '/etc/hosts' } }),
      });
      expect(await wrong.json()).toMatchObject({ error: { code: 'request' } });
    } finally {
      await server.stop();
    }
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('killed while it adds rows: the server that starts next finishes the job, beside the same snapshot', async () => {
    const dataDir = join(folder, 'killed');
    const env = { DATA_DIR: dataDir };
    const base = idIn(await etlHere(['load', files.registry], env));
    const end = await etl(['load', files.mended, '--adds-to', base], {
      ...env,
      PHECDA_FAILPOINT: 'apply:revision',
    });
    expect(end.signal, end.text).toBe('SIGKILL');
    expect((await etlHere(['files'], env)).text).not.toContain('adds to');
    const server = await startPhecda({ dataDir });
    try {
      let listed = '';
      for (let left = 100; left > 0 && !listed.includes('adds to'); left--) {
        listed = (await etlHere(['files'], env)).text;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      expect(listed).toMatch(
        new RegExp(`  loaded .*企业注册登记_20250101.csv  adds to ${base}$`, 'm'),
      );
    } finally {
      await server.stop();
    }
    // The rows are as of the day of the snapshot, not of the day in their file's name.
    const sql = await openDuckDb({ path: join(dataDir, 'phecda.duckdb'), recordSecret });
    try {
      expect(
        await sql.query(
          `SELECT DISTINCT f.name, a.source_date FROM assertion a JOIN file f ON f.file_no = a.file_no WHERE f.supplements IS NOT NULL`,
        ),
      ).toEqual([{ name: '企业注册登记_20250101.csv', source_date: '2024-06-01' }]);
    } finally {
      await sql.close();
    }
  });
});

describe('a folder of files', () => {
  it('is loaded to its end after a bad file, which is told in a table and by the exit code', async () => {
    const dataDir = join(folder, 'many');
    const many = join(folder, 'deliveries');
    await mkdir(many);
    const write = (name: string, content: string | Buffer) => writeFile(join(many, name), content);
    await write('企业注册登记_20240601.csv', registry);
    await write('企业注册登记_20240701.csv', 'a,b\n1,2\n');
    await write('企业注册登记_空.csv', registry);
    await write('海关备案_20240601.csv', customs);
    const { code, text } = await etl(['load', many], { DATA_DIR: dataDir });
    expect(code).toBe(1);
    expect(text).toContain('2 of 4 files failed.');
    const table = text.split('\n').filter((line) => /^(state|done|failed) /.test(line));
    expect(table.map((line) => line.split(/\s+/).slice(0, 4).join(' '))).toEqual([
      'state rows good set',
      'done 4 3 1',
      'failed - - -',
      'failed - - -',
      'done 1 1 0',
    ]);
    expect(text).toMatch(/Nothing says which day the file speaks of/);
    expect(text).toContain('[missing-columns]');
  });

  it('a mapping file that is dropped in is known to the next command, and tells of relations that wait', async () => {
    const dataDir = join(folder, 'many');
    await mkdir(join(dataDir, 'mappings'), { recursive: true });
    await writeFile(
      join(dataDir, 'mappings', 'owners.yaml'),
      `id: owners
title: { zh: 车主, en: Owners }
dataset: owners
mode: delta
file: { patterns: ['车主*'] }
fields:
  plate: { columns: [车牌], clean: plate, required: true }
  owner: { columns: [车主], clean: code }
records:
  truck: { type: Vehicle, key: [plate], attributes: { plate: plate } }
  firm: { type: Enterprise, key: [owner], reference: true }
relations:
  - { kind: owns, source: firm, target: truck }
`,
    );
    const path = join(folder, '车主_20240601.csv');
    await writeFile(path, '车牌,车主\n粤B12345,F1\n粤B12346,F2\n');
    const { code, text } = await etlHere(['load', path], { DATA_DIR: dataDir });
    expect(code).toBe(0);
    expect(text).toContain('2 relations wait for an end that no file asserts yet (owns source 2)');
  });

  it('the encoding of a file may be named', async () => {
    const dataDir = join(folder, 'many');
    const path = join(folder, '企业注册登记_20240801.csv');
    const text = `统一社会信用代码,企业名称\n${uscc('440300', 21)},Müller Société\n`;
    const bytes = Buffer.from(text.replace(/[\u4e00-\u9fff]/g, 'x'), 'latin1');
    await writeFile(path, bytes);
    const args = ['check', path, '--column', 'uscc=xxxxxxxx', '--column', 'name=xxxx'];
    const doubted = await etlHere(args, { DATA_DIR: dataDir });
    expect(doubted.code).toBe(1);
    expect(doubted.text).toMatch(/\[encoding-doubt\].*windows-1252: “Müller Société”/);
    const named = await etlHere([...args, '--encoding', 'latin1'], { DATA_DIR: dataDir });
    expect(named.text).toContain('1 rows read, 1 good, 0 set aside');
    expect(named.code).toBe(0);
  });
});
