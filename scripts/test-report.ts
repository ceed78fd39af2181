/** What a run of tests tells at its end: counts of vitest's JSON reports, every failure by its name and first lines, and what passed only at the second try. */
import { relative } from 'node:path';
import { z } from 'zod';

/** One failed test or step, or one that needed a second try. */
interface Story {
  readonly title: string;
  /** First lines of the message of a test, last lines of a step's output. */
  readonly lines: readonly string[];
}

export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly failures: readonly Story[];
  readonly secondTries: readonly Story[];
}

const reportSchema = z.object({
  success: z.boolean(),
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(''),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          ancestorTitles: z.array(z.string()).default([]),
          fullName: z.string().default(''),
          failureMessages: z.array(z.string()).default([]),
        }),
      ),
    }),
  ),
});

/** Counts and failures of a vitest JSON report. A file that failed outside its tests, and every skipped test, counts as failed. `output` is what vitest wrote: the report lacks why a hook failed. */
export function readReport(json: string, root: string, output = ''): Outcome {
  const result = reportSchema.parse(JSON.parse(json));
  const failures: Story[] = [];
  const secondTries: Story[] = [];
  let brokenFiles = 0;
  for (const { name, status, message, assertionResults } of result.testResults) {
    const file = relative(root, name);
    for (const test of assertionResults) {
      const title = `${file}: ${test.fullName.trim()}`;
      const lines = linesOf(test.failureMessages[0] ?? '');
      if (test.status === 'failed') failures.push({ title, lines });
      else if (test.status !== 'passed')
        failures.push({
          title,
          lines: saidOf([file, ...test.ancestorTitles], output) ?? [`It was ${test.status}.`],
        });
      else if (test.failureMessages.length > 0) secondTries.push({ title, lines });
    }
    if (status !== 'failed' || assertionResults.some((test) => test.status === 'failed')) continue;
    brokenFiles += 1;
    const lines =
      message === '' ? (saidOf([file], output) ?? linesOf(output).slice(-15)) : linesOf(message);
    failures.unshift({ title: `${file}: outside its tests`, lines });
  }
  const failed = result.numFailedTests + result.numPendingTests + result.numTodoTests + brokenFiles;
  return {
    passed: result.numPassedTests,
    failed: result.success ? failed : Math.max(1, failed),
    failures,
    secondTries,
  };
}

/** A step that failed as a whole. */
export function failedStep(name: string, output: string): Story {
  return { title: name, lines: linesOf(output).slice(-15) };
}

/** The failures and second tries of a run, in at most so many lines, and never without every name: a log may keep only its end. */
export function closingWords(
  { failures, secondTries }: Pick<Outcome, 'failures' | 'secondTries'>,
  most = 50,
): string[] {
  const told = failures.length + secondTries.length;
  const each = Math.max(1, Math.floor((most - 2 - told) / Math.max(1, told)));
  const tell = (heading: string, stories: readonly Story[], keep: number): string[] =>
    stories.length === 0
      ? []
      : [
          heading,
          ...stories.flatMap(({ title, lines }) => [
            `  ${title}`,
            ...lines.slice(0, keep).map((line) => `      ${line.slice(0, 300)}`),
          ]),
        ];
  return [
    ...tell('!! PASSED ONLY AT THE SECOND TRY:', secondTries, Math.min(each, 4)),
    ...tell('!! FAILED:', failures, Math.min(each, 15)),
  ];
}

/** Without colours, blank lines and the frames of libraries. */
function linesOf(text: string): string[] {
  return plain(text)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '' && !/^\s+at (.*node_modules|new Promise)/.test(line));
}

/** What vitest wrote about a file or group of tests whose hook failed. */
function saidOf(place: readonly string[], output: string): string[] | undefined {
  const heading = place.filter((part) => part !== '').join(' > ');
  const lines = linesOf(output);
  const at = lines.findIndex((line) => /^\s*FAIL\b/.test(line) && line.includes(heading));
  if (at < 0) return undefined;
  const said = lines.slice(at + 1, at + 9);
  const end = said.findIndex((line) => line.includes('⎯⎯'));
  return end < 0 ? said : said.slice(0, end);
}

function plain(text: string): string {
  // eslint-disable-next-line no-control-regex -- the escape that begins a colour
  return text.replace(/\u001b\[[0-9;]*m/g, '');
}
