/** `npm test`: every check in order, then one line `N passed, N failed`. A check counts as one; a test run counts its tests; a skipped test counts as failed. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { ensureTestTools } from './test-tools.ts';

const root = join(import.meta.dirname, '..');

interface Outcome {
  readonly passed: number;
  readonly failed: number;
}
interface Step {
  readonly name: string;
  run(): Outcome;
}

function script(name: string, file: string, ...args: string[]): Step {
  return { name, run: () => outcome(node(file, args)) };
}

function node(file: string, args: readonly string[]): boolean {
  const { status } = spawnSync(process.execPath, [...process.execArgv, file, ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  return status === 0;
}

function outcome(good: boolean): Outcome {
  return good ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

const report = z.object({
  success: z.boolean(),
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});

/** Counts of a vitest JSON report. A file that failed outside its tests, and every skipped test, counts as failed. */
export function countReport(json: string): Outcome {
  const result = report.parse(JSON.parse(json));
  const brokenFiles = result.testResults.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = result.numFailedTests + result.numPendingTests + result.numTodoTests + brokenFiles;
  return {
    passed: result.numPassedTests,
    failed: result.success ? failed : Math.max(1, failed),
  };
}

function vitest(project: string): Step {
  return {
    name: `tests: ${project}`,
    run: () => {
      const folder = mkdtempSync(join(tmpdir(), 'phecda-test-'));
      const output = join(folder, 'report.json');
      try {
        const good = node('node_modules/vitest/vitest.mjs', [
          'run',
          '--project',
          project,
          '--reporter=default',
          '--reporter=json',
          `--outputFile.json=${output}`,
        ]);
        const counted = countReport(readFileSync(output, 'utf8'));
        return good ? counted : { ...counted, failed: Math.max(1, counted.failed) };
      } catch (error) {
        console.error(
          `No report from vitest: ${error instanceof Error ? error.message : String(error)}`,
        );
        return outcome(false);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

const steps: readonly Step[] = [
  {
    name: 'tools',
    run: () => {
      try {
        ensureTestTools();
        return outcome(true);
      } catch (error) {
        console.error(error instanceof Error ? error.message : error);
        return outcome(false);
      }
    },
  },
  script('generated code', 'scripts/generate.ts', '--check'),
  script('types', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'),
  script('types of the client', 'node_modules/typescript/bin/tsc', '-p', 'client/tsconfig.json'),
  script('lint', 'node_modules/eslint/bin/eslint.js', '.'),
  script(
    'boundaries',
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    '--config',
    '.dependency-cruiser.mjs',
    ...['graph-schema', 'etl', 'alerts', 'server', 'client'].map((folder) => `${folder}/src`),
    'test',
    'scripts',
  ),
  script('unused code', 'node_modules/knip/bin/knip.js', '--no-progress'),
  script(
    'formatting',
    'node_modules/prettier/bin/prettier.cjs',
    '--check',
    '--log-level',
    'warn',
    '.',
  ),
  script('documents', 'scripts/check-docs.ts'),
  vitest('unit'),
  vitest('client'),
  vitest('contract'),
  vitest('flow'),
  script('client build', 'scripts/start.mjs', '--build-only'),
  vitest('e2e'),
];

function main(wanted: readonly string[]): void {
  const chosen = wanted.length === 0 ? steps : steps.filter((s) => wanted.includes(s.name));
  const results = chosen.map((step) => {
    console.log(`\n── ${step.name}`);
    const started = performance.now();
    const result = step.run();
    return { name: step.name, ...result, seconds: (performance.now() - started) / 1000 };
  });
  console.log();
  for (const { name, passed, failed, seconds } of results) {
    const words = failed > 0 ? `${passed} passed, ${failed} FAILED` : `${passed} passed`;
    console.log(`${name.padEnd(24)} ${words} (${seconds.toFixed(1)} s)`);
  }
  const passed = results.reduce((sum, r) => sum + r.passed, 0);
  const failed = results.reduce((sum, r) => sum + r.failed, 0);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
  console.log(`\n${passed} passed, ${failed} failed`);
}

if (process.argv[1] === import.meta.filename) main(process.argv.slice(2));
