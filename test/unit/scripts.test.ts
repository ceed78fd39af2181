/** The house's own checks can fail: counts of a test report, faults in documents. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { docFaults, scriptFaults } from '../../scripts/check-docs.ts';
import { countReport, dealt } from '../../scripts/test.ts';

describe('counts of a report', () => {
  const report = (tests: readonly string[], file = 'passed', success = true): string => {
    const count = (status: string): number => tests.filter((t) => t === status).length;
    return JSON.stringify({
      success,
      numPassedTests: count('passed'),
      numFailedTests: count('failed'),
      numPendingTests: count('pending'),
      numTodoTests: count('todo'),
      testResults: [
        { name: 'x.test.ts', status: file, assertionResults: tests.map((status) => ({ status })) },
      ],
    });
  };

  it('are those of the tests', () => {
    expect(countReport(report(['passed', 'passed']))).toEqual({ passed: 2, failed: 0 });
    expect(countReport(report(['passed', 'failed'], 'failed', false))).toEqual({
      passed: 1,
      failed: 1,
    });
  });

  it('take a skipped or unwritten test as failed', () => {
    expect(countReport(report(['passed', 'pending', 'todo']))).toEqual({ passed: 1, failed: 2 });
  });

  it('take a file that could not even be read as failed', () => {
    expect(countReport(report([], 'failed', false))).toEqual({ passed: 0, failed: 1 });
  });
});

it('deals every file into one hand', () => {
  const files = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const hands = dealt(files, 3);
  expect(hands.flat().sort()).toEqual(files);
  expect(hands.map((hand) => hand.length)).toEqual([3, 2, 2]);
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
