/** The name under which a process runs jobs: its data folder and itself, so that the next process on that folder knows at once that it has gone. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning, thisProcess } from '@phecda/graph-schema/data-folder/process';

/** An id of the folder's own, made at the first call. */
export function homeOf(dataDir: string): string {
  const path = join(dataDir, 'home.id');
  try {
    const known = readFileSync(path, 'utf8').trim();
    if (/^[\da-f-]{36}$/.test(known)) return known;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const id = randomUUID();
  try {
    writeFileSync(path, `${id}\n`, { mode: 0o600, flag: 'wx' });
    return id;
  } catch (error) {
    // Another process of this folder was faster, or an earlier one was killed while it wrote.
    const text = readFileSync(path, 'utf8').trim();
    if (text.length === 36) return text;
    if (text !== '') throw error;
    writeFileSync(path, `${id}\n`, { mode: 0o600 });
    return id;
  }
}

export function runnerName(home: string): string {
  const { pid, started } = thisProcess();
  return [home, pid, started ?? '', randomUUID()].join(' ');
}

/** Whether it is known here that the process has ended; of another machine's nothing is known. */
export function hasEnded(runner: string, home: string): boolean {
  const [of, pid, started] = runner.split(' ');
  return of === home && !isRunning({ pid: Number(pid), started: started || null });
}
