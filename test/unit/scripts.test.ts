/** The house's own checks can fail: counts of a test report, faults in documents. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docFaults, scriptFaults } from '../../scripts/check-docs.ts';
import { closingWords, readReport } from '../../scripts/test-report.ts';

describe('a report of tests', () => {
  interface Test {
    readonly status: string;
    readonly fullName?: string;
    readonly ancestorTitles?: readonly string[];
    readonly failureMessages?: readonly string[];
  }
  const report = (tests: readonly Test[], file: object = {}, success = true): string => {
    const count = (status: string): number => tests.filter((t) => t.status === status).length;
    return JSON.stringify({
      success,
      numPassedTests: count('passed'),
      numFailedTests: count('failed'),
      numPendingTests: count('pending'),
      numTodoTests: count('todo'),
      testResults: [
        { name: '/root/x.test.ts', status: 'passed', assertionResults: tests, ...file },
      ],
    });
  };
  const read = (tests: readonly Test[], file?: object, success?: boolean, output?: string) =>
    readReport(report(tests, file, success), '/root', output);
  const passed = { status: 'passed' };

  it('counts its tests and tells each failure by file, name and first lines', () => {
    expect(read([passed, passed])).toMatchObject({ passed: 2, failed: 0, failures: [] });
    const failed = {
      status: 'failed',
      fullName: ' the law holds',
      failureMessages: [
        '\u001b[31mError: 1 is not 2\u001b[39m\n\n    at x (/y/node_modules/z.js:1)',
      ],
    };
    expect(read([passed, failed], { status: 'failed' }, false)).toEqual({
      passed: 1,
      failed: 1,
      failures: [{ title: 'x.test.ts: the law holds', lines: ['Error: 1 is not 2'] }],
      secondTries: [],
    });
  });

  it('takes a skipped or unwritten test as failed', () => {
    const skipped = read([passed, { status: 'pending', fullName: 'later' }, { status: 'todo' }]);
    expect(skipped).toMatchObject({ passed: 1, failed: 2 });
    expect(skipped.failures[0]).toEqual({ title: 'x.test.ts: later', lines: ['It was pending.'] });
  });

  it('takes a file that could not even be read as failed, with what was said of it', () => {
    const title = 'x.test.ts: outside its tests';
    expect(read([], { status: 'failed', message: 'no such module' }, false)).toMatchObject({
      failed: 1,
      failures: [{ title, lines: ['no such module'] }],
    });
    const output = 'begins\n FAIL  |flow| x.test.ts > the law\nError: the hook timed out\n';
    expect(read([], { status: 'failed' }, false, output).failures).toEqual([
      { title, lines: ['Error: the hook timed out'] },
    ]);
  });

  it('tells of a test that was skipped because a hook failed why that was', () => {
    const skipped = { status: 'skipped', fullName: 'law one', ancestorTitles: ['law'] };
    const output = ' FAIL  flow  x.test.ts > law\nError: the hook timed out\n';
    expect(read([passed, skipped], { status: 'failed' }, false, output).failures).toContainEqual({
      title: 'x.test.ts: law one',
      lines: ['Error: the hook timed out'],
    });
  });

  it('names what passed only at the second try', () => {
    const twice = { status: 'passed', fullName: 'slow', failureMessages: ['Error: too late'] };
    expect(read([passed, twice])).toMatchObject({
      passed: 2,
      failed: 0,
      secondTries: [{ title: 'x.test.ts: slow', lines: ['Error: too late'] }],
    });
  });

  it('is told in the last lines, with every name however many failed', () => {
    const story = (i: number) => ({
      title: `test ${i}`,
      lines: Array.from({ length: 40 }, (_, n) => `line ${n}`),
    });
    const words = (failures: number, secondTries: number) =>
      closingWords({
        failures: Array.from({ length: failures }, (_, i) => story(i)),
        secondTries: Array.from({ length: secondTries }, (_, i) => story(100 + i)),
      });
    expect(words(0, 0)).toEqual([]);
    expect(words(1, 0)).toHaveLength(17);
    expect(words(5, 3).length).toBeLessThanOrEqual(50);
    const many = words(60, 1);
    for (let i = 0; i < 60; i++) expect(many).toContain(`  test ${i}`);
    expect(many[0]).toContain('SECOND TRY');
  });
});

describe('faults in documents', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'docs-'));
    mkdirSync(join(root, 'docs'));
    mkdirSync(join(root, 'etl'));
    writeFileSync(
      join(root, 'package.json'),
      JSON.stringify({ scripts: { start: 'tsx etl/main.ts', bench: 'tsx etl/gone.ts -- a/b' } }),
    );
    writeFileSync(join(root, 'docs/a.md'), '');
    writeFileSync(join(root, 'etl/main.ts'), '');
  });
  afterAll(() => {
    rmSync(root, { recursive: true, force: true });
  });
  const faults = (text: string): string[] =>
    docFaults(root, 'docs/b.md', text).map(({ line, reason }) => `${line} ${reason}`);

  it('are none where all that is named exists', () => {
    expect(
      faults('`etl/main.ts` by `npm start`, [a](a.md#part), `npm run bench -- x`, `etl/*.yaml`'),
    ).toEqual([]);
    expect(faults('[web](https://example.org) and `data/phecda.duckdb`')).toEqual([]);
  });

  it('name the line, the path and the command', () => {
    expect(faults('\n`etl/gone.ts`')).toEqual(['2 no such path: etl/gone.ts']);
    expect(faults('[b](../gone.md)')).toEqual(['1 link to a page that does not exist: ../gone.md']);
    expect(faults('`npm run fly` then `npm test`')).toEqual([
      '1 no npm script is named fly',
      '1 no npm script is named test',
    ]);
  });

  it('name a script whose file is not there', () => {
    expect(scriptFaults(root).map((fault) => fault.reason)).toEqual([
      'npm script bench runs etl/gone.ts, which does not exist',
    ]);
  });
});
