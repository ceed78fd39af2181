/** Order of test files where several run side by side: the longest first, so that no worker is alone with one at the end. */
import { basename } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Flows of more than twenty seconds of processor time, by that time; what is not named here is shorter. */
const longest = [
  'watch-conditions.test.ts',
  'apply.duckdb.test.ts',
  'command-line.test.ts',
  'demo.test.ts',
  'inbox.duckdb.test.ts',
  'track-answers.test.ts',
  'apply-laws.duckdb.test.ts',
  'tag-laws.duckdb.test.ts',
  'watch-laws.test.ts',
  'alert-telling.test.ts',
  'tags.duckdb.test.ts',
  'identity.test.ts',
  'apply.postgres.test.ts',
  'alert-kill.postgres.test.ts',
  'demo-resume.test.ts',
  'server.embedded.test.ts',
  'follow-view.test.ts',
  'kill.embedded.test.ts',
  'hostile-files.test.ts',
  'apply-engines.test.ts',
  'position-kill.test.ts',
];

function rankOf({ moduleId }: TestSpecification): number {
  const at = longest.indexOf(basename(moduleId));
  return at < 0 ? longest.length : at;
}

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}
