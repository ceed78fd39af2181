/** A temporary folder for a benchmark that goes whichever way the process ends, and big source files made in a process of their own. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export function benchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'phecda-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ] as const)
    process.once(signal, () => process.exit(128 + number));
  return folder;
}

/** Mapping ids; `enterprise-registry` has a new entity in every row. */
export const benchFiles = ['declarations', 'enterprise-registry'] as const;
export type BenchFile = (typeof benchFiles)[number];

/** `sharedBy`: see the bench file of the register. Another process makes it, so that its memory and time are not in what is measured. */
export async function makeBenchFile(
  kind: BenchFile,
  path: string,
  rows: number,
  again: { readonly edition: number; readonly changedEvery: number } = {
    edition: 0,
    changedEvery: 1,
  },
  sharedBy = 0,
): Promise<void> {
  const script = join(import.meta.dirname, '../bench/make-bench-file.ts');
  await promisify(execFile)(process.execPath, [
    '--import',
    'tsx',
    script,
    kind,
    path,
    String(rows),
    String(again.edition),
    String(again.changedEvery),
    String(sharedBy),
  ]);
}
