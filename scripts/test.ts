/** `npm test`: every check, four processes at a time, then what failed or needed a second try, and one line `N passed, N failed`. A check counts as one; a test run counts its tests; a skipped test counts as failed. `--long` tries everything that a usual run only samples, with fresh random seeds. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closingWords, failedStep, readReport, type Outcome } from './test-report.ts';
import { ensureTestTools } from './test-tools.ts';

const root = join(import.meta.dirname, '..');
/** Processes of tests and checks side by side: two cores bear four, for one that waits for a disk, a store or a page leaves its core to another. */
const places = 4;

interface Ran extends Outcome {
  readonly output: string;
}
interface Step {
  readonly name: string;
  /** Name of a step that must be over before. */
  readonly after?: string;
  /** Places that it takes; 1 unless it says more. */
  readonly workers?: number;
  run(): Promise<Ran>;
}

interface Ended {
  readonly good: boolean;
  readonly output: string;
}

function node(file: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    // Ours alone need the loader of TypeScript that runs this file.
    const loader = file.endsWith('.ts') ? process.execArgv : [];
    const child = spawn(process.execPath, [...loader, file, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    let output = '';
    const take = (part: string): void => void (output += part);
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.once('error', reject);
    child.once('close', (code) => resolve({ good: code === 0, output }));
  });
}

function script(name: string, file: string, ...args: string[]): Step {
  return {
    name,
    run: async () => {
      const { good, output } = await node(file, args);
      return good
        ? { output, passed: 1, failed: 0, failures: [], secondTries: [] }
        : { output, passed: 0, failed: 1, failures: [failedStep(name, output)], secondTries: [] };
    },
  };
}

/** Vitest on some of a project's files; all of them when none is named. */
function vitest(
  name: string,
  projects: readonly string[],
  files: readonly string[],
  env: NodeJS.ProcessEnv,
  workers = 1,
): Step {
  return {
    name: `tests: ${name}`,
    after: 'client build',
    workers,
    run: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'phecda-report-'));
      const report = join(folder, 'report.json');
      try {
        const { good, output } = await node(
          'node_modules/vitest/vitest.mjs',
          [
            'run',
            ...projects.flatMap((project) => ['--project', project]),
            '--reporter=default',
            '--reporter=json',
            `--outputFile.json=${report}`,
            ...files,
          ],
          { ...env, TEST_WORKERS: String(workers) },
        );
        return { output, ...outcomeOf(name, report, good, output) };
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

function outcomeOf(name: string, report: string, good: boolean, output: string): Outcome {
  try {
    const counted = readReport(readFileSync(report, 'utf8'), root, output);
    if (good || counted.failures.length > 0) return counted;
    return {
      ...counted,
      failed: Math.max(1, counted.failed),
      failures: [failedStep(`${name}: outside its tests`, output)],
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const failures = [failedStep(name, `${output}\nNo report from vitest: ${reason}`)];
    return { passed: 0, failed: 1, failures, secondTries: [] };
  }
}

/** Test files of a folder: those that ask for the one Neo4j, which run one after another, and the others. */
export function byEngine(folder: string): { readonly neo4j: string[]; readonly others: string[] } {
  const found = { neo4j: [] as string[], others: [] as string[] };
  for (const name of readdirSync(join(root, folder), {
    recursive: true,
    encoding: 'utf8',
  }).sort()) {
    if (!name.endsWith('.test.ts')) continue;
    const path = join(folder, name);
    const asks = /\b(emptyNeo4j|teamPair|copyTeamDemo|startOwnTeam)\b/.test(
      readFileSync(join(root, path), 'utf8'),
    );
    found[asks ? 'neo4j' : 'others'].push(path);
  }
  return found;
}

/** In this order: what takes longest first, short ones last, so that all places are busy to the end. */
function stepsOf(env: NodeJS.ProcessEnv): readonly Step[] {
  const contracts = byEngine('test/contract');
  const flows = byEngine('test/flow');
  return [
    script('client build', 'scripts/start.mjs', '--build-only'),
    script('generated code', 'scripts/generate.ts', '--check'),
    vitest(
      'contracts and flows on Neo4j',
      ['contract', 'flow'],
      [...contracts.neo4j, ...flows.neo4j],
      env,
    ),
    vitest('flows', ['flow'], flows.others, env, 2),
    vitest('pages', ['e2e'], byEngine('test/e2e').others, env),
    vitest('unit', ['unit'], [], env),
    script('types and lint', 'scripts/check-code.ts'),
    vitest('client', ['client'], [], env),
    vitest('contracts', ['contract'], contracts.others, env),
    script(
      'formatting',
      ...([
        'node_modules/prettier/bin/prettier.cjs',
        '--check',
        '--log-level',
        'warn',
        '.',
      ] as const),
    ),
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
    script('documents', 'scripts/check-docs.ts'),
  ];
}

interface Result extends Outcome {
  readonly name: string;
  readonly seconds: number;
}

/** Runs a step and shows what it wrote once it is over, so that two never mix. */
async function perform(step: Step): Promise<Result> {
  const started = performance.now();
  console.log(`── ${step.name}: begins`);
  const { output, ...outcome } = await step.run();
  const seconds = (performance.now() - started) / 1000;
  console.log(`\n── ${step.name} (${seconds.toFixed(1)} s)\n${output.trimEnd()}\n`);
  return { name: step.name, ...outcome, seconds };
}

async function performAll(steps: readonly Step[]): Promise<Result[]> {
  const waiting = [...steps];
  const over = new Set<string>();
  const running = new Set<Promise<void>>();
  const results: Result[] = [];
  let free = places;
  while (waiting.length > 0 || running.size > 0) {
    const [step] = waiting;
    const { workers = 1, after } = step ?? {};
    const canBegin = after === undefined || over.has(after) || !steps.some((s) => s.name === after);
    // None overtakes another: what takes two places would wait for ever.
    if (step === undefined || !canBegin || workers > free) {
      await Promise.race(running);
      continue;
    }
    waiting.shift();
    free -= workers;
    const run: Promise<void> = perform(step).then((result) => {
      results.push(result);
      over.add(step.name);
      free += workers;
      running.delete(run);
    });
    running.add(run);
  }
  return results;
}

async function main(args: readonly string[]): Promise<void> {
  const started = performance.now();
  const long = args.includes('--long');
  const wanted = args.filter((arg) => arg !== '--long');
  ensureTestTools();
  const shared = mkdtempSync(join(tmpdir(), 'phecda-tests-'));
  const env: NodeJS.ProcessEnv = { TEST_SHARED_FOLDER: shared };
  if (long) {
    env['TEST_LONG'] = '1';
    env['TEST_SEED'] = process.env['TEST_SEED'] ?? String(Date.now() % 2 ** 31);
    console.log(`Random seed of this run: TEST_SEED=${env['TEST_SEED']}`);
  }
  try {
    const steps = stepsOf(env);
    const chosen = wanted.length === 0 ? steps : steps.filter((s) => wanted.includes(s.name));
    const results = await performAll(chosen);
    for (const { name, passed, failed, seconds } of results) {
      const words = failed > 0 ? `${passed} passed, ${failed} FAILED` : `${passed} passed`;
      console.log(`${name.padEnd(36)} ${words} (${seconds.toFixed(1)} s)`);
    }
    const passed = results.reduce((sum, r) => sum + r.passed, 0);
    const failed = results.reduce((sum, r) => sum + r.failed, 0);
    process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
    console.log(`${((performance.now() - started) / 60_000).toFixed(1)} minutes`);
    const words = closingWords({
      failures: results.flatMap((r) => r.failures),
      secondTries: results.flatMap((r) => r.secondTries),
    });
    if (words.length > 0) console.log(`\n${words.join('\n')}`);
    console.log(`\n${passed} passed, ${failed} failed`);
  } finally {
    rmSync(shared, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
    console.log('\n0 passed, 1 failed');
  });
}
